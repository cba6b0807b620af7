"use strict";
// Everything shown is cloned from the notes in the page: no text is ever read as markup.
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  document.documentElement.classList.add("js");
  const text = $("#text"), panel = $("#panel");
  if (!panel) return;
  const content = $(".content", panel), hint = content.firstElementChild, close = $(".close", panel);
  const marks = new Map();
  for (const mark of $$("[data-s]", text)) {
    const number = mark.dataset.s;
    if (!marks.has(number)) marks.set(number, []);
    marks.get(number).push(mark);
  }
  const rows = new Map($$("tr[id^=note-]").map((row) => [row.id.slice(5), row]));
  let shown = null, pinned = null;

  function toggle(numbers, name) {
    for (const element of $$("." + name, text)) element.classList.remove(name);
    for (const number of numbers) {
      for (const mark of marks.get(number) || []) mark.classList.add(name);
      $("#at-" + number)?.classList.add(name);
    }
  }

  function show(number) {
    if (shown === number) return;
    shown = number;
    toggle(number ? [number] : [], "on");
    panel.classList.toggle("open", Boolean(number));
    document.documentElement.classList.toggle("reading", Boolean(number));
    close.hidden = !number;
    if (!number) return content.replaceChildren(hint);
    const heading = document.createElement("h2");
    heading.textContent = "Statement " + number;
    const parts = ["whom", "how", "why"].map((name) => {
      const part = document.createElement("div");
      part.className = name;
      part.append(...$("." + name, rows.get(number)).cloneNode(true).childNodes);
      return part;
    });
    content.replaceChildren(heading, ...parts);
  }

  function pin(number) {
    pinned = pinned === number ? null : number;
    panel.classList.toggle("pinned", Boolean(pinned));
    show(number);
  }

  function release() {
    pinned = null;
    panel.classList.remove("pinned");
    show(null);
    light(null);
  }

  text.addEventListener("pointerover", (event) => {
    const mark = event.target.closest("[data-s], [data-n]");
    if (mark && !pinned && event.pointerType !== "touch") show(mark.dataset.s || mark.dataset.n);
  });
  text.addEventListener("focusin", (event) => {
    const ref = event.target.closest("[data-n]");
    if (!ref) return;
    if (pinned !== ref.dataset.n) pinned = null;
    show(ref.dataset.n);
  });
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-s], [data-n]");
    if (!mark || String(getSelection())) return;
    if (mark.dataset.n) event.preventDefault();
    pin(mark.dataset.s || mark.dataset.n);
  });
  close.addEventListener("click", () => {
    const from = shown && $("#at-" + shown);
    release();
    from?.focus({ preventScroll: true });
    show(null);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") release();
  });

  // Links to a statement from the summary and the list of sources.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-n]");
    if (!link || text.contains(link)) return;
    event.preventDefault();
    const ref = $("#at-" + link.dataset.n);
    bring(ref);
    ref.focus({ preventScroll: true });
  });

  function bring(element) {
    const box = element.getBoundingClientRect();
    if (box.top >= 0 && box.bottom <= innerHeight * 0.6) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  const names = $$("button[data-lights]");
  function light(chosen) {
    for (const name of names) name.setAttribute("aria-pressed", String(name === chosen));
    const numbers = chosen ? chosen.dataset.lights.split(" ") : [];
    toggle(numbers, "lit");
    text.classList.toggle("lighting", Boolean(chosen));
    const who = chosen && $("bdi", chosen).textContent;
    const count = numbers.length === 1 ? "1 statement" : numbers.length + " statements";
    $("#lit").textContent = chosen ? `${who}: ${count} lit up in the text.` : "";
    if (chosen && !numbers.some((number) => isInView(marks.get(number)[0]))) bring($("#at-" + numbers[0]));
  }
  function isInView(element) {
    const box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  }
  for (const name of names) {
    name.disabled = false;
    name.addEventListener("click", () => light(name.getAttribute("aria-pressed") === "true" ? null : name));
  }

  const chips = $$(".chip");
  function chosen(kind) {
    return new Set(chips.filter((chip) => chip.getAttribute("aria-pressed") === "true" && chip.dataset[kind])
      .map((chip) => chip.dataset[kind]));
  }
  function filter() {
    const strengths = chosen("strength"), types = chosen("type");
    const off = [];
    for (const [number, row] of rows) {
      const isOn = (!strengths.size || strengths.has(row.dataset.strength)) && (!types.size || types.has(row.dataset.type));
      row.hidden = !isOn;
      if (!isOn) off.push(number);
    }
    toggle(off, "off");
    const dropped = new Set(off);
    for (const link of $$(".numbers a")) link.hidden = dropped.has(link.dataset.n);
    for (const name of names) name.parentElement.hidden = name.dataset.lights.split(" ").every((number) => dropped.has(number));
    const isFiltered = strengths.size + types.size > 0;
    $("#shown").textContent = isFiltered
      ? `${rows.size - off.length} of ${rows.size} statements shown.`
      : "Choose kinds or strengths to see only those.";
    $("#all").hidden = !isFiltered;
  }
  for (const chip of chips) {
    chip.disabled = false;
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  $("#all").addEventListener("click", () => {
    for (const chip of chips) chip.setAttribute("aria-pressed", "false");
    filter();
    chips[0].focus();
  });
})();
