"use strict";
// The theme first, before anything is painted; the rest when the page is read. Without this file all can be read, too.
(function () {
  const root = document.documentElement;
  const themes = ["", "light", "dark"];
  const named = { "": "Theme: as the system", light: "Theme: light", dark: "Theme: dark" };
  function kept() { try { return localStorage.getItem("theme") || ""; } catch { return ""; } }
  function show(theme) { if (theme) root.dataset.theme = theme; else delete root.dataset.theme; }
  let theme = themes.includes(kept()) ? kept() : "";
  show(theme);

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    button.hidden = false;
    button.textContent = named[theme];
    button.addEventListener("click", () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      try { localStorage.setItem("theme", theme); } catch { /* it holds for this page */ }
      show(theme);
      button.textContent = named[theme];
    });
    document.querySelectorAll("button.copy").forEach(copies);
    const menu = document.querySelector(".menu");
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && menu.open) { menu.open = false; menu.firstElementChild.focus(); } });
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
    const form = document.getElementById("filters");
    if (form) filters(form); else { elsewhere(); addEventListener("hashchange", elsewhere); }
    const graph = document.querySelector(".graph.whole");
    if (graph) neighbours(graph);
    unfolded();
  });

  // What is folded is printed, and folded again.
  function unfolded() {
    let folded = [];
    addEventListener("beforeprint", () => {
      folded = [...document.querySelectorAll(".entry details:not([open])")];
      folded.forEach((one) => { one.open = true; });
    });
    addEventListener("afterprint", () => folded.forEach((one) => { one.open = false; }));
  }

  // An entry that is no longer on this page: the front page knows where it is, or says that there is none.
  function elsewhere() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* it is no id */ }
    if (document.querySelector(".entry") && id && !document.getElementById(id)) location.replace(`index.html${location.hash}`);
  }

  function copies(button) {
    button.hidden = false;
    const said = button.textContent;
    const told = document.getElementById("told");
    button.addEventListener("click", async () => {
      const done = await copied(button.dataset.latex);
      button.focus();  // the older way takes it away
      told.textContent = button.textContent = done ? "Copied" : "Not copied: the browser refuses";
      setTimeout(() => { button.textContent = said; told.textContent = ""; }, 1500);
    });
  }

  async function copied(text) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* an older way */ }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  function neighbours(graph) {
    const edges = [...graph.querySelectorAll("path")].map((edge) => [edge, edge.dataset.joins.split(" ")]);
    const boxes = [...graph.querySelectorAll("a")];
    function mark(box) {
      const near = new Set(box ? [box.dataset.number] : []);
      edges.forEach(([edge, ends]) => {
        const joined = Boolean(box) && ends.includes(box.dataset.number);
        if (joined) edge.parentNode.append(edge);  // over the others
        edge.classList.toggle("near-by", joined);
        if (joined) ends.forEach((end) => near.add(end));
      });
      boxes.forEach((one) => one.classList.toggle("near-by", near.has(one.dataset.number)));
      graph.classList.toggle("marked", Boolean(box));
    }
    ["pointerover", "focusin"].forEach((kind) => graph.addEventListener(kind, (event) => mark(event.target.closest("a"))));
    ["pointerleave", "focusout"].forEach((kind) => graph.addEventListener(kind, () => mark(null)));
  }

  function filters(form) {
    const rows = [...document.querySelectorAll("#table tbody tr")];
    const links = new Map(rows.map((row) => { const link = row.querySelector("a"); return [link.textContent, link.getAttribute("href")]; }));
    const further = typeof searchWords === "undefined" ? {} : searchWords;
    let texts = [];  // made when something is searched first
    const made = () => [...links.keys()].map((id, place) => spelled(`${rows[place].textContent} ${further[id] || ""}`));
    const names = ["q", "verdict", "section", "engine", "kind"];
    const found = document.getElementById("found");
    form.hidden = false;

    function apply(said = []) {
      const wanted = Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
      const words = spelled(wanted.q).split(/\s+/).filter(Boolean);
      if (words.length && !texts.length) texts = made();
      let count = 0;
      rows.forEach((row, place) => {
        const fits = words.every((word) => texts[place].includes(word)) &&
          ["verdict", "section", "kind"].every((name) => !wanted[name] || row.dataset[name] === wanted[name]) &&
          (!wanted.engine || row.dataset.engine.split(" ").includes(wanted.engine));
        row.hidden = !fits;
        count += fits;
      });
      found.textContent = [`${count} of ${rows.length} ${rows.length === 1 ? "entry" : "entries"}`, ...said].join("; ");
    }

    function keep() {
      const wanted = new URLSearchParams(names.filter((name) => form.elements[name].value).map((name) => [name, form.elements[name].value]));
      history.replaceState(null, "", wanted.size ? `#${wanted}` : location.pathname + location.search);
      apply();
    }

    function read() {
      const hash = location.hash.slice(1);
      let id = hash;
      try { id = decodeURIComponent(hash); } catch { /* it is no id */ }
      if (links.has(id)) { location.replace(links.get(id)); return; }
      if (document.getElementById(id)) { apply(); return; }
      const wanted = new URLSearchParams(hash.includes("=") ? hash : "");
      const said = [...wanted.keys()].filter((name) => !names.includes(name)).map((name) => `there is no filter ${name}`);
      names.forEach((name) => {
        const value = wanted.get(name) || "";
        if (!choose(name, value)) said.push(`no ${name} is called ${value}`);
      });
      if (id && !wanted.size) {
        const one = named(id);
        if (links.has(one)) { location.replace(links.get(one)); return; }
        if (one) choose("q", one); else said.push(`no entry is called ${id}`);
      }
      apply(said);
      if (!id) return;
      document.getElementById("entries").scrollIntoView();
      found.focus({ preventScroll: true });
    }

    // A value is read kindly: HOLDS, 2.1 for Section 2.1, equations for equation.
    function choose(name, value) {
      const field = form.elements[name];
      field.value = name === "q" ? value : "";
      if (name === "q" || !value) return true;
      const plain = (text) => text.toLowerCase().replace(/[\s_-]+/g, " ").trim();
      const all = [...field.options].slice(1);
      const one = all.find((option) => [option.value, option.text, option.text.replace(/^Section /, "")].some((text) => plain(text) === plain(value)));
      if (one) field.value = one.value;
      return Boolean(one);
    }

    // The entry that is meant by 39.4, (39.4) or EQ.39.4; what the ids of several begin with, as eq.31.; or nothing.
    function named(text) {
      const plain = text.toLowerCase().replace(/^\((.*)\)$/, "$1").replace(/\.$/, "");
      const ids = [...links.keys()];
      for (const wanted of [plain, `eq.${plain}`]) {
        const one = ids.find((id) => id.toLowerCase() === wanted);
        if (one) return one;
        if (ids.some((id) => id.toLowerCase().startsWith(`${wanted}.`))) return `${wanted}.`;
      }
      return "";
    }

    form.addEventListener("input", keep);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(keep));
    // That of a link may come when its address is gone, for something was typed: the field is not to lose what comes next.
    addEventListener("hashchange", (event) => { if (event.newURL === location.href) read(); });
    read();
  }

  // As it is searched: small plain letters, Greek ones by their names, a letter after or before them apart; one apostrophe and one
  // dash, whichever is typed; no backslash, brace or underscore of LaTeX, as small digits have none.
  function spelled(text) {
    const greek = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega".split(" ");
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u20d0-\u20ff\u2061-\u2064]/g, "").toLowerCase()
      .replace(/[’‘ʼ′`]/g, "'").replace(/[“”„]/g, '"').replace(/[‐‑‒–—−]/g, "-")
      .replace(/\\var(?=[eprst])/g, "").replace(/[\\{}]/g, "")
      .replace(/(\p{L}?)([α-ω])(?=(\p{L}?))/gu, (_, before, letter, after) => `${before}${before && " "}${greek[letter.charCodeAt(0) - 0x3b1]}${after && " "}`)
      .replaceAll("_", "");
  }
})();
