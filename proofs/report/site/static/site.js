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
    const form = document.getElementById("filters");
    if (form) filters(form);
    const graph = document.querySelector(".graph.whole");
    if (graph) neighbours(graph);
    addEventListener("beforeprint", () => document.querySelectorAll(".entry details").forEach((one) => { one.open = true; }));
  });

  function copies(button) {
    button.hidden = false;
    const said = button.textContent;
    button.addEventListener("click", async () => {
      const done = await copied(button.dataset.latex);
      button.textContent = done ? "Copied" : "Not copied: the browser refuses";
      setTimeout(() => { button.textContent = said; }, 1500);
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
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const links = new Map(rows.map((row) => { const link = row.querySelector("a"); return [link.textContent, link.getAttribute("href")]; }));
    const names = ["q", "verdict", "section", "engine", "kind"];
    const found = document.getElementById("found");
    form.hidden = false;

    function apply() {
      const wanted = Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
      const words = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      rows.forEach((row, place) => {
        const fits = words.every((word) => texts[place].includes(word)) &&
          ["verdict", "section", "kind"].every((name) => !wanted[name] || row.dataset[name] === wanted[name]) &&
          (!wanted.engine || row.dataset.engine.split(" ").includes(wanted.engine));
        row.hidden = !fits;
        count += fits;
      });
      found.textContent = `${count} of ${rows.length} entries`;
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
      const wanted = new URLSearchParams(hash.includes("=") ? hash : "");
      names.forEach((name) => { form.elements[name].value = wanted.get(name) || ""; });
      names.slice(1).forEach((name) => { if (form.elements[name].selectedIndex < 0) form.elements[name].value = ""; });
      apply();
      if (wanted.size) document.getElementById("entries").scrollIntoView();
    }

    form.addEventListener("input", keep);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(keep));
    addEventListener("hashchange", read);
    read();
  }
})();
