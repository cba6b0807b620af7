"use strict";
(() => {
  document.documentElement.classList.add("js");
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const valueOf = (row, column, kind) => {
    const words = row.cells[column].textContent.trim();
    if (kind === "text") return words;
    const number = parseFloat(words.replace(/[,%]/g, ""));
    return Number.isNaN(number) ? null : number;
  };

  for (const table of document.querySelectorAll("table")) {
    const body = table.tBodies[0], rows = [...body.rows];
    const limit = Number(table.dataset.shown) || Infinity;
    const input = document.querySelector(`input[data-table="${table.id}"]`);
    const found = input?.parentElement.querySelector(".found");
    let isWhole = false, more = null;

    function update() {
      const words = (input?.value || "").toLocaleLowerCase().split(/\s+/).filter(Boolean);
      const matching = [...body.rows].filter((row) => {
        const text = row.textContent.toLocaleLowerCase();
        return words.every((word) => text.includes(word));
      });
      const most = isWhole || words.length ? Infinity : limit;
      for (const row of rows) row.hidden = true;
      matching.slice(0, most).forEach((row) => { row.hidden = false; });
      if (found) found.textContent = words.length ? `${matching.length} of ${rows.length} rows` : "";
      if (more) more.hidden = words.length > 0 || rows.length <= limit;
    }

    if (rows.length > limit) {
      more = document.createElement("button");
      more.type = "button";
      more.className = "plain more";
      const label = () => { more.textContent = isWhole ? `Show ${limit} rows` : `Show all ${rows.length} rows`; };
      label();
      more.addEventListener("click", () => { isWhole = !isWhole; label(); update(); });
      table.parentElement.after(more);
    }
    input?.addEventListener("input", update);

    for (const button of table.querySelectorAll(".sort")) {
      button.disabled = false;
      button.addEventListener("click", () => {
        const head = button.parentElement, kind = button.dataset.kind;
        const first = kind === "text" ? "ascending" : "descending";
        const second = kind === "text" ? "descending" : "ascending";
        const order = head.getAttribute("aria-sort") === first ? second : first;
        for (const other of head.parentElement.cells) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", order);
        const sign = order === "ascending" ? 1 : -1;
        const keyed = [...body.rows].map((row) => [valueOf(row, head.cellIndex, kind), row]);
        keyed.sort(([a], [b]) => {
          if (a === null || b === null) return (a === null) - (b === null); // what is not known comes last either way
          return sign * (kind === "text" ? collator.compare(a, b) : a - b);
        });
        body.append(...keyed.map(([, row]) => row));
        update();
      });
    }
    update();
  }
})();
