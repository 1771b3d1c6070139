// Words typed in one form outlive the sending of another; leaving with unsaved words asks.
"use strict";

(() => {
  const KEPT = "nhap:"; // before the address of a form, in this tab's own storage
  const UNWRITTEN = new Set(["hidden", "password", "file", "submit", "button", "reset"]);
  const drawn = new Map(); // what each form held when the page was drawn
  let sending = false;

  function fieldsOf(form) {
    return [...form.elements].filter(
      (field) => field.name && !field.readOnly && !UNWRITTEN.has(field.type) && field.type !== "fieldset",
    );
  }

  function valueOf(field) {
    return field.type === "checkbox" || field.type === "radio" ? String(field.checked) : field.value;
  }

  // A radio's name stands for several fields: its value tells them apart.
  function held(form) {
    const ticks = ["checkbox", "radio"];
    return Object.fromEntries(
      fieldsOf(form).map((field) => [
        ticks.includes(field.type) ? `${field.name}=${field.value}` : field.name,
        valueOf(field),
      ]),
    );
  }

  // Forms that the server keeps row by row, and those with a password, are left out.
  function watched(form) {
    return (
      form.method === "post" &&
      !form.matches(".sheet") &&
      !form.querySelector("input[type=password]") &&
      fieldsOf(form).length > 0
    );
  }

  function changed(form) {
    return JSON.stringify(held(form)) !== drawn.get(form);
  }

  function keyOf(form) {
    const own = [...form.elements].filter((field) => field.dataset.part !== undefined);
    return KEPT + new URL(form.getAttribute("action"), location.href).pathname
      + own.map((field) => ` ${field.value}`).join("");
  }

  // A form that was not accepted holds words that no server has.
  function refused(form) {
    return Boolean((form.closest("article, section") || form).querySelector(".alert-danger, .wrong"));
  }

  function putBack(form) {
    const kept = sessionStorage.getItem(keyOf(form));
    if (!kept) return;
    const words = JSON.parse(kept);
    let put = false;
    for (const field of fieldsOf(form)) {
      const tick = field.type === "checkbox" || field.type === "radio";
      const value = words[tick ? `${field.name}=${field.value}` : field.name];
      if (value === undefined || value === valueOf(field)) continue;
      if (field.tagName === "SELECT" && ![...field.options].some((one) => one.value === value)) continue;
      if (tick) field.checked = value === "true";
      else field.value = value;
      put = true;
    }
    if (!put) return;
    const line = document.createElement("p");
    line.className = "form-hint";
    line.setAttribute("role", "status");
    line.textContent = "Nội dung bạn đang nhập ở đây được giữ lại trên máy này, chưa gửi.";
    form.prepend(line);
    const closed = form.closest("details");
    if (closed) closed.open = true;
  }

  const forms = [...document.querySelectorAll("form")].filter(watched);
  const keys = forms.map(keyOf);
  // Two forms of one address cannot be told apart after the answer: nothing is put into the wrong one.
  // Secret words are never kept here.
  const own = forms.filter(
    (form, index) =>
      form.dataset.unkept === undefined && keys.filter((key) => key === keys[index]).length === 1,
  );
  for (const form of forms) drawn.set(form, refused(form) ? "" : JSON.stringify(held(form)));
  for (const form of own) putBack(form);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    const out = new URL(form.action).pathname === "/dang-xuat";
    // What will not be kept is asked for: the browser warns before this form is sent.
    sending = forms.every(
      (one) => one === form || !one.isConnected || (!out && own.includes(one)) || !changed(one),
    );
    if (out) {
      for (const key of Object.keys(sessionStorage)) {
        if (key.startsWith(KEPT)) sessionStorage.removeItem(key);
      }
      return;
    }
    for (const one of own) {
      if (one !== form && one.isConnected && changed(one)) {
        sessionStorage.setItem(keyOf(one), JSON.stringify(held(one)));
      } else {
        sessionStorage.removeItem(keyOf(one));
      }
    }
  });

  // A form that came into the page later is asked for when it is left.
  document.addEventListener("htmx:after:swap", () => {
    for (const form of [...document.querySelectorAll("form")].filter(watched)) {
      if (drawn.has(form)) continue;
      drawn.set(form, JSON.stringify(held(form)));
      forms.push(form);
    }
  });

  window.addEventListener("pageshow", () => {
    sending = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (sending) return;
    const unsaved = typeof waiting !== "undefined" && waiting.size > 0; // rows of a sheet
    if (unsaved || forms.some((form) => form.isConnected && changed(form))) event.preventDefault();
  });
})();
