// Pages that stand open are brought up to date where somebody else has acted, in place. What is
// being typed or chosen is never touched: there a sentence tells of the change instead.
"use strict";

const OFTEN = 20000; // milliseconds between two questions
const SELDOM = 6; // a tab in the background asks each so many turns: its title counts what waits
const BY_ITSELF = { headers: { "X-By-Itself": "1" }, redirect: "manual" };
const FOCUSABLE = "a[href], button, summary";
const TYPED = "input:not([type=hidden]), textarea, select";

const watched = document.querySelector("main[data-mark]");
if (watched) {
  setInterval(ask, OFTEN);
  for (const name of ["focus", "pageshow"]) window.addEventListener(name, ask);
}

let asking = false;
let turn = 0;
let over = false; // the session has ended, and the reader was told

async function ask() {
  turn += 1;
  if (asking || (document.hidden && turn % SELDOM)) return;
  asking = true;
  try {
    const answer = await fetch("/thay-doi?" + watched.dataset.watch, BY_ITSELF);
    if (answer.type === "opaqueredirect") {
      if (!over) tell("Phiên làm việc đã hết nên trang không còn tự cập nhật. Bấm gửi thì được hỏi mật khẩu, nội dung đang nhập được giữ.");
      over = true;
    } else if (answer.ok) {
      over = false;
      const { moc } = await answer.json();
      if (String(moc) !== watched.dataset.mark) await renew(moc);
    }
  } catch {
    // Away for a moment: asked again at the next turn.
  } finally {
    asking = false;
  }
}

async function renew(moc) {
  const answer = await fetch(location.href, BY_ITSELF);
  if (answer.status === 403 || answer.status === 404) {
    watched.dataset.mark = moc; // asked for again only when something else happens
    tell("Trang này không còn dành cho bạn, hoặc đã chuyển đi. Hãy mở lại từ danh sách.");
    return;
  }
  if (!answer.ok) return; // away for a moment
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = fresh.querySelector("main[data-mark]");
  if (!main) return;
  watched.dataset.mark = main.dataset.mark;
  if (main.dataset.waiting) watched.dataset.waiting = main.dataset.waiting;
  document.title = fresh.title;
  document.dispatchEvent(new Event("dondoc:renewed"));
  let moved = false;
  let left = !document.querySelector("[data-live]");
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (!next) left = true;
    else if (same(part, next)) continue;
    else if (busy(part)) left = true;
    else {
      exchange(part, next);
      moved = true;
    }
  }
  if (left) tell("Có người vừa cập nhật. Nội dung bạn đang nhập được giữ nguyên.", "Xem nội dung mới ở thẻ khác");
  else if (moved) tell(`Trang vừa được cập nhật lúc ${new Date().toTimeString().slice(0, 5)}.`);
}

// Each page draws new ids for its forms: they alone are no change.
const DRAWN = "input[name$=command_id], input[name$=page_id]";
const TICKED = "input[name^='chon.']";

function same(part, next) {
  const said = (one) => {
    const copy = one.cloneNode(true);
    for (const id of copy.querySelectorAll(DRAWN)) id.remove();
    for (const box of copy.querySelectorAll(TICKED)) box.removeAttribute("value");
    for (const why of copy.querySelectorAll("details[data-why]")) why.replaceWith(linkOf(why));
    for (const open of copy.querySelectorAll("details[open]")) open.removeAttribute("open");
    return copy.innerHTML;
  };
  return said(part) === said(next);
}

// The link in whose place an explanation stands.
function linkOf(why) {
  const link = document.createElement("a");
  link.className = "why";
  link.setAttribute("href", why.dataset.why);
  const word = document.createElement("span");
  word.className = "visually-hidden";
  word.textContent = why.dataset.word;
  link.append("Vì sao? ", word);
  return link;
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
  // An explanation that was asked for stays: it is of the moment in which it was asked.
  for (const why of part.querySelectorAll("details[data-why]")) {
    const links = [...copy.querySelectorAll("a.why")];
    const link = links.find((one) => one.getAttribute("href") === why.dataset.why);
    if (link) link.replaceWith(why);
  }
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
  way.href = location.pathname + location.search;
  way.target = "_blank"; // here it would take what is being typed
  way.textContent = link;
  place.append(" ", way);
}
