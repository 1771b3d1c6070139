// Pages that stand open are brought up to date where somebody else has acted, in place. What is
// being typed or chosen is never touched: there a sentence tells of the change instead.
"use strict";

const OFTEN = 20000; // milliseconds between two questions
const BY_ITSELF = { headers: { "X-By-Itself": "1" }, redirect: "manual" };
const FOCUSABLE = "a[href], button, summary";
const TYPED = "input:not([type=hidden]), textarea, select";

const watched = document.querySelector("main[data-mark]");
if (watched) {
  setInterval(ask, OFTEN);
  for (const name of ["focus", "pageshow"]) window.addEventListener(name, ask);
}

let asking = false;

async function ask() {
  if (asking || document.hidden || watched.dataset.over) return;
  asking = true;
  try {
    const query = new URLSearchParams({ viec: watched.dataset.watch });
    const answer = await fetch("/thay-doi?" + query, BY_ITSELF);
    if (answer.type === "opaqueredirect") {
      watched.dataset.over = "1";
      tell("Phiên làm việc đã hết nên trang không còn tự cập nhật.", "Đăng nhập lại");
    } else if (answer.ok) {
      const { moc } = await answer.json();
      if (String(moc) !== watched.dataset.mark) await renew();
    }
  } catch {
    // Away for a moment: asked again at the next turn.
  } finally {
    asking = false;
  }
}

async function renew() {
  const answer = await fetch(location.href, BY_ITSELF);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = fresh.querySelector("main[data-mark]");
  if (!main) return;
  watched.dataset.mark = main.dataset.mark;
  let left = !document.querySelector("[data-live]");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (!next) left = true;
    else if (same(part, next)) continue;
    else if (busy(part)) left = true;
    else exchange(part, next);
  }
  if (left) tell("Có người vừa cập nhật. Nội dung bạn đang nhập được giữ nguyên.", "Xem nội dung mới");
  else tell(`Trang vừa được cập nhật lúc ${new Date().toTimeString().slice(0, 5)}.`);
}

// Each page draws new ids for its forms: they alone are no change.
function same(part, next) {
  const said = (one) => {
    const copy = one.cloneNode(true);
    for (const id of copy.querySelectorAll("input[name=command_id]")) id.remove();
    for (const open of copy.querySelectorAll("details[open]")) open.removeAttribute("open");
    return copy.innerHTML;
  };
  return said(part) === said(next);
}

function busy(part) {
  const focused = document.activeElement;
  if (part.contains(focused) && focused.matches(TYPED)) return true;
  return [...part.querySelectorAll(TYPED)].some((field) => {
    if (field.type === "file") return field.files.length > 0;
    if (field.type === "checkbox" || field.type === "radio") {
      return field.checked !== field.defaultChecked;
    }
    if (field.tagName === "SELECT") {
      const first = [...field.options].find((one) => one.defaultSelected) || field.options[0];
      return first !== undefined && !first.selected;
    }
    return field.value !== field.defaultValue;
  });
}

// The reader stays where they are: with the same link in focus and the same parts open.
function exchange(part, next) {
  const name = (one) => one.id || one.getAttribute("href") || one.textContent.trim();
  const focused = part.contains(document.activeElement) ? name(document.activeElement) : null;
  const folds = (one) => [...one.querySelectorAll("details")];
  const open = folds(part).map((one) => one.open);
  const copy = document.importNode(next, true);
  if (folds(copy).length === open.length) {
    folds(copy).forEach((one, place) => {
      one.open = open[place];
    });
  }
  part.replaceWith(copy);
  if (window.htmx) window.htmx.process(copy);
  if (focused === null) return;
  const again = [...copy.querySelectorAll(FOCUSABLE)].find((one) => name(one) === focused);
  if (again) again.focus({ preventScroll: true });
}

function tell(sentence, link) {
  const place = document.querySelector("[data-changed]");
  place.textContent = sentence;
  if (!link) return;
  const way = document.createElement("a");
  way.href = location.href;
  way.textContent = link;
  place.append(" ", way);
}
