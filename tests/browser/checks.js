// What is wrong with a page, as a list of texts. All that is folded is opened first.
() => {
  const wrong = [];
  document.querySelectorAll("details:not(.menu)").forEach((one) => { one.open = true; });
  const shown = (one) => one.checkVisibility();
  for (const one of document.querySelectorAll("math")) {
    const box = one.getBoundingClientRect();
    const hidden = one.closest(".wide, .narrow");
    if (shown(one) ? box.width < 1 || box.height < 1 : !hidden) wrong.push(`a formula of no size: ${one.textContent.slice(0, 60)}`);
  }
  for (const one of document.querySelectorAll("math :is(mi, mn, mo, mtext)")) {
    const box = one.getBoundingClientRect();
    if (shown(one) && one.textContent.trim() && (box.width <= 0 || box.height <= 0)) wrong.push(`a sign of no size: ${one.textContent}`);
  }
  for (const one of document.querySelectorAll(".formula")) {
    const seen = [...one.querySelectorAll("math")].filter(shown).length;
    if (seen !== 1) wrong.push(`a formula is shown ${seen} times: ${one.textContent.slice(0, 60)}`);
    if (one.scrollWidth > one.clientWidth + 1) wrong.push(`a formula is cut by ${one.scrollWidth - one.clientWidth}: ${one.textContent.slice(0, 60)}`);
    if (one.scrollHeight > one.clientHeight + 1) wrong.push(`a formula is cut below by ${one.scrollHeight - one.clientHeight}: ${one.textContent.slice(0, 60)}`);
  }
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) wrong.push(`the page is ${root.scrollWidth} wide`);
  const copy = document.querySelector("main").cloneNode(true);
  copy.querySelectorAll("code, pre, annotation, select").forEach((one) => one.remove());
  const words = copy.textContent;
  for (const pattern of [/\\[A-Za-z]+/, /\*\*/, /\b(Sum|Product|Heaviside|Piecewise|Abs|conjugate|sqrt)\(/, /\$/, /\bNone\b/, /\w\[\d/, /[_^]\{/]) {
    const at = words.search(pattern);
    if (at >= 0) wrong.push(`raw text: ${words.slice(Math.max(0, at - 20), at + 40)}`);
  }
  if (![...document.fonts].some((font) => font.status === "loaded") && document.querySelector("math")) wrong.push("the font is not loaded");
  return wrong;
}
