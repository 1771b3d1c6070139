// A calendar beside each field of a day. The field is typed in as ever: the calendar only writes
// the chosen day into it, day first, as the office writes it.
"use strict";

(() => {
  if (document.documentElement.dataset.dates) return;
  document.documentElement.dataset.dates = "1";
  const TYPED = /^\s*(\d{1,2})\s*[./\s–-]\s*(\d{1,2})\s*[./\s–-]\s*(\d{4}|\d{2})\s*$/;
  const ICON = "M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM16 3v4M8 3v4M4 11h16";

  // 2026-12-05 for the calendar; blank where the field holds no day.
  function isoOf(text) {
    const parts = TYPED.exec(text);
    if (!parts) return "";
    const [, day, month, year] = parts;
    const whole = year.length === 2 ? `20${year}` : year;
    return `${whole}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  }

  function icon() {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const shape = { width: 20, height: 20, viewBox: "0 0 24 24", fill: "none", "aria-hidden": "true" };
    for (const [name, value] of Object.entries(shape)) drawing.setAttribute(name, value);
    line.setAttribute("d", ICON);
    line.setAttribute("stroke", "currentColor");
    line.setAttribute("stroke-width", "2");
    drawing.append(line);
    return drawing;
  }

  function add(place) {
    const field = place.querySelector("input");
    if (place.querySelector("button") || !field || !HTMLInputElement.prototype.showPicker) return;
    const calendar = document.createElement("input");
    calendar.type = "date";
    calendar.className = "visually-hidden";
    calendar.tabIndex = -1;
    calendar.setAttribute("aria-hidden", "true");
    calendar.min = "2000-01-01";
    calendar.max = "2100-12-31";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn day-pick";
    button.title = "Chọn ngày trên lịch";
    button.setAttribute("aria-label", `Chọn ngày trên lịch: ${field.labels[0].textContent.trim()}`);
    button.append(icon());
    button.tabIndex = -1; // typing goes from field to field: Alt with the arrow opens it there
    field.addEventListener("keydown", (event) => {
      if (!event.altKey || event.key !== "ArrowDown") return;
      event.preventDefault();
      button.click();
    });
    button.addEventListener("click", () => {
      calendar.value = isoOf(field.value);
      calendar.showPicker();
    });
    calendar.addEventListener("change", () => {
      if (!calendar.value) return;
      field.value = calendar.value.split("-").reverse().join("/");
      for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
      field.focus();
    });
    place.append(button, calendar);
  }

  function addAll() {
    for (const place of document.querySelectorAll("[data-day]")) add(place);
  }

  addAll();
  document.addEventListener("htmx:after:swap", addAll);
})();
