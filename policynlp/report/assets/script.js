"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);

  // Language: the style sheet shows the one that <html data-lang> names.
  by("language").addEventListener("click", () => {
    const root = document.documentElement;
    root.dataset.lang = root.dataset.lang === "zh" ? "en" : "zh";
    root.lang = root.dataset.lang === "zh" ? "zh-Hans" : "en";
  });

  // Tables: search, sort, download.
  const rows = (id) => all("tbody tr", by(id));

  // ＧＤＰ and GDP are one word.
  const folded = (text) => text.normalize("NFKC").toLowerCase();

  const search = (id) => {
    const words = all(`[data-search="${id}"]`).flatMap((input) => folded(input.value).split(/\s+/));
    const left = new Set(all(`[data-kind="${id}"]:not(:checked)`).map((box) => box.value));
    let shown = 0;
    for (const row of rows(id)) {
      const text = folded(row.textContent);
      row.hidden = left.has(row.dataset.is) || !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    for (const count of all(`[data-count="${id}"]`)) count.textContent = shown;
  };
  for (const input of all("[data-search]")) input.addEventListener("input", () => search(input.dataset.search));
  for (const box of all("[data-kind]")) box.addEventListener("change", () => search(box.dataset.kind));

  const key = (row, column) => {
    const cell = row.cells[column];
    const text = cell.dataset.sort ?? cell.textContent.trim();
    return text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
  };
  const compare = (a, b) => {
    if (a === "" || b === "") return (a === "") - (b === ""); // what is unknown stands last
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), "zh-Hans");
  };
  for (const button of all("th button")) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const table = head.closest("table");
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of all("th", table)) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = rows(table.id).map((row) => [key(row, head.cellIndex), row]);
      keyed.sort(([a], [b]) => (down && a !== "" && b !== "" ? compare(b, a) : compare(a, b)));
      table.tBodies[0].append(...keyed.map(([, row]) => row));
    });
  }

  // A cell that begins like a formula is made text, as in every CSV of policynlp.
  const cell = (value) => {
    let text = String(value ?? "");
    if (typeof value === "string" && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  for (const button of all("[data-download]")) {
    button.addEventListener("click", () => {
      const id = button.dataset.download;
      const data = JSON.parse(by(`${id}-data`).textContent);
      const kept = rows(id).filter((row) => !row.hidden).map((row) => data.rows[row.dataset.row]);
      const lines = [data.columns, ...kept].map((row) => row.map(cell).join(",") + "\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", ...lines], { type: "text/csv" }));
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  // What is known of a mark, for fingers and keyboards, which can't point.
  const detail = by("detail");
  const tell = (event) => {
    const mark = event.target.closest("mark[data-at]");
    detail.hidden = !mark;
    if (mark) detail.textContent = [mark.textContent, mark.title, mark.dataset.at].filter(Boolean).join("  ·  ");
  };
  document.addEventListener("click", tell);
  document.addEventListener("focusin", tell);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") detail.hidden = true;
  });

  // A text is one stop of the Tab key; arrows lead from mark to mark.
  for (const text of all(".text")) {
    const marks = all("mark[data-at]", text);
    marks.forEach((mark, number) => { mark.tabIndex = number ? -1 : 0; });
    const seen = (mark) => by(`show-${mark.className}`).checked;
    text.addEventListener("keydown", (event) => {
      const at = marks.indexOf(event.target);
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (at < 0 || !step) return;
      let to = at + step;
      while (marks[to] && !seen(marks[to])) to += step;
      if (marks[to]) marks[to].focus();
      event.preventDefault();
    });
    text.addEventListener("focusin", (event) => {
      if (!marks.includes(event.target)) return;
      for (const mark of all('mark[tabindex="0"]', text)) mark.tabIndex = -1;
      event.target.tabIndex = 0;
    });
  }

  // On paper everything is open.
  addEventListener("beforeprint", () => all("details:not([open])").forEach((each) => {
    each.open = true;
    each.dataset.closed = "";
  }));
  addEventListener("afterprint", () => all("details[data-closed]").forEach((each) => {
    each.open = false;
    delete each.dataset.closed;
  }));

  // The part in view is marked in the contents.
  const links = new Map(all("nav a").map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((each) => each.isIntersecting)) {
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-20% 0px -70%" });
  all("main > section").forEach((section) => watch.observe(section));
})();
