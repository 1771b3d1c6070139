// Small helps on top of pages that work without any script.
"use strict";

const MB = 1024 * 1024;
const FILE_MB = 16; // of one file, where the form does not say another limit
const LIMIT = 1000000; // bytes that the server takes in one form, with room for the rest

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((one) => [...one.files]);
  const most = Number(form.dataset.fileMb) || FILE_MB;
  if (files.some((file) => file.size > most * MB)) {
    event.preventDefault();
    say(form, `Tệp lớn hơn ${most} MB nên chưa gửi. Hãy giảm dung lượng tệp rồi tải lại.`);
    return;
  }
  const body = new URLSearchParams(new FormData(form)).toString();
  if (body.length > (Number(form.dataset.limit) || LIMIT)) {
    event.preventDefault();
    say(form, "Nội dung lớn hơn 1 MB nên chưa gửi. Hãy rút gọn rồi gửi lại.");
    return;
  }
  // A second click of an impatient hand; the server would answer it with the same outcome.
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
});

// The browser's back button shows the page as it was left: it may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Closed groups belong on paper too.
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("main details:not([open])")) {
    part.open = true;
    part.dataset.print = "1";
  }
});
window.addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("details[data-print]")) {
    part.open = false;
    delete part.dataset.print;
  }
});

// A count that is clicked opens its group.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".counts a");
  const part = link && document.querySelector(link.hash + " details");
  if (part) part.open = true;
});

function say(form, sentence) {
  let place = form.querySelector(".alert");
  if (!place) {
    place = document.createElement("div");
    place.className = "alert alert-danger";
    place.setAttribute("role", "alert");
    place.tabIndex = -1;
    form.prepend(place);
  }
  place.textContent = sentence;
  place.focus();
}
