// A button beside an address that is shown once takes it into the clipboard.
"use strict";

document.querySelectorAll("[data-copy]").forEach((button) => {
  const source = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector(".copied");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      said.textContent = "Đã chép.";
    } catch {
      // Over plain HTTP a browser keeps the clipboard shut: the address is marked, to be copied by hand.
      getSelection().selectAllChildren(source);
      said.textContent = "Đã đánh dấu liên kết: bấm Ctrl+C để chép.";
    }
  });
});
