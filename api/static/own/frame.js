// The frame: menus that close, keys for those who have many rows to read, and no page of before
// the sign-out in the way back.
"use strict";

const WRITING = "input, textarea, select, [contenteditable]";
const ROWS = "main tbody a[href^='/'], main [data-rows] a[href^='/']";

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A link to a folded part opens it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  if (!link) return;
  const fold = document.querySelector(link.getAttribute("href")).closest("details");
  event.preventDefault();
  fold.open = true;
  fold.scrollIntoView({ block: "start" });
  const field = fold.querySelector("input:not([type=hidden]), select, textarea");
  if (field) field.focus({ preventScroll: true });
});

const keys = document.getElementById("phim-tat");
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
}

let going = false; // after “g” the next letter names a page

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(WRITING) || (keys && keys.open)) return;
  if (going) {
    going = false;
    const way = document.querySelector(`.top [data-go="${CSS.escape(event.key)}"]`);
    if (way) location.assign(way.href);
    return;
  }
  if (event.key === "g") going = true;
  else if (event.key === "?" && keys) keys.showModal();
  else if (event.key === "/") toSearch(event);
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
});

function toSearch(event) {
  const field = document.querySelector("[data-key='/']");
  if (!field || !field.offsetParent) return;
  event.preventDefault();
  field.focus();
}

// From one row's first link to the next one's.
function step(by) {
  const rows = new Map();
  for (const link of document.querySelectorAll(ROWS)) {
    const row = link.closest("tr, li");
    if (row && link.offsetParent && !rows.has(row)) rows.set(row, link);
  }
  const links = [...rows.values()];
  const here = [...rows.keys()].findIndex((row) => row.contains(document.activeElement));
  const next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by];
  if (next) next.focus();
}

// A page that the browser had put aside is shown again only to whoever is still signed in.
window.addEventListener("pageshow", async (event) => {
  if (!event.persisted || !document.querySelector(".who")) return;
  document.documentElement.classList.add("unsure");
  try {
    const answer = await fetch("/thay-doi?", { headers: { "X-By-Itself": "1" }, redirect: "manual" });
    if (answer.type === "opaqueredirect") location.replace("/dang-nhap");
    else document.documentElement.classList.remove("unsure");
  } catch {
    location.reload();
  }
});
