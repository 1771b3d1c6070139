// Fields that speak Vietnamese whatever the browser speaks: the server says all that is wrong with
// a form at once, and a chosen file has a button and a name of our own.
"use strict";

(() => {
  if (document.documentElement.dataset.fields) return;
  document.documentElement.dataset.fields = "1";
  const NOTHING = "Chưa chọn tệp nào";

  // The browser would stop at the first blank field. It still does where a file is chosen: an
  // answer of the server cannot hold the file, so it would have to be chosen again.
  function leaveToServer(form) {
    const files = [...form.querySelectorAll("input[type=file]")];
    form.noValidate = !files.some((field) => field.files.length);
  }

  function named(field) {
    const files = [...field.files].map((file) => file.name);
    return files.join("; ") || NOTHING;
  }

  function addFile(field) {
    if (field.dataset.shown) return;
    field.dataset.shown = "1";
    field.classList.add("visually-hidden");
    const shown = document.createElement("span");
    const button = document.createElement("span");
    const name = document.createElement("span");
    shown.className = "file-pick form-control";
    shown.setAttribute("aria-hidden", "true"); // the field itself says the same to a reader
    button.className = "file-pick-button";
    button.textContent = "Chọn tệp";
    name.textContent = named(field);
    shown.append(button, name);
    shown.addEventListener("click", () => field.click());
    field.addEventListener("change", () => {
      name.textContent = named(field);
    });
    field.after(shown);
  }

  function saidOf(field) {
    if (!field.validity.valueMissing) return "Nội dung ở đây chưa đúng. Hãy sửa rồi gửi lại.";
    if (field.type === "file") return "Chưa chọn tệp. Hãy chọn tệp rồi gửi lại.";
    const chosen = field.tagName === "SELECT" || ["radio", "checkbox"].includes(field.type);
    return chosen ? "Hãy chọn một mục." : "Hãy nhập nội dung ở đây.";
  }

  document.addEventListener(
    "invalid",
    (event) => {
      event.target.setCustomValidity("");
      event.target.setCustomValidity(saidOf(event.target));
    },
    true,
  );
  for (const name of ["input", "change"]) {
    document.addEventListener(name, (event) => {
      if (event.target.setCustomValidity) event.target.setCustomValidity("");
      if (event.target.type === "file" && event.target.form) leaveToServer(event.target.form);
    });
  }

  function addAll() {
    for (const form of document.querySelectorAll("form[method=post]")) leaveToServer(form);
    for (const field of document.querySelectorAll("input[type=file]")) addFile(field);
  }

  addAll();
  document.addEventListener("htmx:after:swap", addAll);
})();
