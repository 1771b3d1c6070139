// Small helps on top of pages that work without any script.
"use strict";

const MB = 1024 * 1024;
const FILE_MB = 16; // of one file, where the form does not say another limit
const LIMIT = 1000000; // bytes that the server takes in one form, with room for the rest

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  const most = Number(form.dataset.fileMb) || FILE_MB;
  const heavy = [...form.querySelectorAll("input[type=file]")].find((field) =>
    [...field.files].some((file) => file.size > most * MB),
  );
  if (heavy) {
    event.preventDefault();
    sayAt(heavy, `Tệp lớn hơn ${most} MB nên chưa gửi. Hãy giảm dung lượng tệp rồi tải lại.`);
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

// A filter that is typed stands in the address, so that the list can be sent on or reloaded.
document.addEventListener("htmx:after:swap", () => {
  const form = document.querySelector("form[data-address]");
  if (!form) return;
  const asked = [...new FormData(form)].filter(([, value]) => value);
  const query = new URLSearchParams(asked).toString();
  history.replaceState(null, "", form.action + (query ? "?" + query : ""));
});

// Why a row of a list is as it is comes in the place of its link; where that fails the link leads
// to the task's own page.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a.why");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const [task, part] = link.getAttribute("href").split("#");
  const topic = part.startsWith("why-") ? part.slice("why-".length) : "barred";
  try {
    const answer = await fetch(`${task}/vi-sao/${topic}`, { redirect: "manual" });
    const said = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = document.importNode(said.querySelector("details[data-why]"), true);
    link.replaceWith(shown);
    shown.querySelector("summary").focus();
  } catch {
    location.assign(link.href);
  }
});

for (const button of document.querySelectorAll("[data-choose]")) button.hidden = false;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choose]");
  if (!button) return;
  const boxes = button.closest("[data-boxes], section").querySelectorAll("input[type=checkbox]");
  for (const box of boxes) box.checked = button.dataset.choose !== "none";
});

// As the server says it: beside the field, which is marked and has the focus.
function sayAt(field, sentence) {
  const id = field.id + "-vi-sao";
  let place = document.getElementById(id);
  if (!place) {
    place = document.createElement("p");
    place.className = "wrong";
    place.id = id;
    field.before(place);
    const told = field.getAttribute("aria-describedby") || "";
    field.setAttribute("aria-describedby", `${id} ${told}`.trim());
  }
  field.setAttribute("aria-invalid", "true");
  place.textContent = sentence;
  field.focus();
}

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
