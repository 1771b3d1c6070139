// Bảng đôn đốc: says how many tasks are selected, and opens one act below its row; without it the
// server does both.
"use strict";

const countChosen = () => {
  for (const form of document.querySelectorAll("form[data-chosen]")) {
    const boxes = [...form.elements].filter((box) => box.name.startsWith("chon."));
    for (const box of boxes) box.closest("tr").classList.toggle("chosen", box.checked);
    const said = form.querySelector("[data-count]");
    const chosen = boxes.filter((box) => box.checked).length;
    if (said) said.textContent = chosen ? `Đã chọn ${chosen} việc` : "Chưa chọn việc nào";
  }
};

document.addEventListener("change", (event) => {
  if (event.target.form && event.target.form.dataset.chosen !== undefined) countChosen();
});
window.addEventListener("pageshow", countChosen);

const FIELDS = ":is(input:not([type=hidden], [type=date]), select, textarea)";
let opener = null; // the link that opened the form, for when it is closed
let opening = false;

const formLine = () => document.getElementById("lam");
const isTyped = (line) => [...line.querySelectorAll(FIELDS)].some((field) => field.value);

const closeForm = () => {
  const line = formLine();
  if (line) line.remove();
  if (line && opener && opener.isConnected) opener.focus();
};

// One form at a time: an empty one gives way to the next, one with words in it stays.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-opens], [data-closes]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const line = formLine();
  if (link.dataset.closes !== undefined) {
    event.preventDefault();
    closeForm();
    return;
  }
  if (line && isTyped(line)) {
    event.preventDefault();
    event.stopPropagation();
    line.querySelector(FIELDS).focus();
    return;
  }
  if (line) line.remove();
  opener = link;
  opening = true;
}, true);
document.addEventListener("keydown", (event) => {
  const line = event.key === "Escape" && event.target.closest("#lam");
  if (line && !isTyped(line)) closeForm();
});
document.addEventListener("htmx:after:swap", () => {
  countChosen();
  const field = opening && document.querySelector(`#lam ${FIELDS}`);
  if (!field) return;
  opening = false;
  field.focus();
});
