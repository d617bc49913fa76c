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
    const cut = Math.max(0, ...[...one.querySelectorAll("math")].filter(shown).map((each) => each.getBoundingClientRect().right)) - one.getBoundingClientRect().right;
    if (cut > 1 && !one.matches(".long")) wrong.push(`a formula is cut by ${cut}: ${one.textContent.slice(0, 60)}`);
  }
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) wrong.push(`the page is ${root.scrollWidth} wide`);
  const copy = document.querySelector("main").cloneNode(true);
  copy.querySelectorAll("code, pre, annotation, select").forEach((one) => one.remove());
  const signs = copy.textContent;
  copy.querySelectorAll("math").forEach((one) => one.remove());
  const words = copy.textContent;
  const search = (text, pattern) => { const at = text.search(pattern); if (at >= 0) wrong.push(`raw text: ${text.slice(Math.max(0, at - 20), at + 40)}`); };
  [/\\[A-Za-z]+/, /\*\*/, /\b(Sum|Product|Heaviside|Piecewise|Abs|conjugate|sqrt)\(/, /\$/, /[_^]\{/].forEach((pattern) => search(signs, pattern));
  [/\w\[\d/, /\bNone\b/].forEach((pattern) => search(words, pattern));
  if (![...document.fonts].some((font) => font.status === "loaded") && document.querySelector("math")) wrong.push("the font is not loaded");
  return wrong;
}
