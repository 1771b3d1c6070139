// Bảng đôn đốc: says how many tasks are selected; without it the server says so.
"use strict";

const countChosen = () => {
  for (const form of document.querySelectorAll("form[data-chosen]")) {
    const boxes = [...form.querySelectorAll('input[type="checkbox"][name^="chon."]')];
    for (const box of boxes) box.closest("tr").classList.toggle("chosen", box.checked);
    const said = form.querySelector("[data-count]");
    const chosen = boxes.filter((box) => box.checked).length;
    if (said) said.textContent = chosen ? `Đã chọn ${chosen} việc` : "Chưa chọn việc nào";
  }
};

document.addEventListener("change", (event) => {
  if (event.target.closest("form[data-chosen]")) countChosen();
});
document.addEventListener("htmx:after:swap", countChosen);
window.addEventListener("pageshow", countChosen);
