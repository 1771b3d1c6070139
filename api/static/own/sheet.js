// The period sheet: keeps what is typed, counts, opens panels, steps from card to card.
const PAUSE = 800; // milliseconds without a key before rows are saved
const waiting = new Map(); // rows that are not saved yet, each with its newest change
globalThis.waiting = waiting; // keep.js asks before the page is left
let changes = 0;
let timer = 0;
let saving = false;
export const sheet = document.querySelector("form.sheet");
export const narrow = matchMedia("(max-width: 59.99rem)");

export function rowsOf(selector) {
  return sheet ? [...sheet.querySelectorAll(selector)] : [];
}

export const CELLS = ".c-value :is(input:not([type=date]), select, textarea)";

export function lines() {
  return rowsOf("[data-row] tr").filter((line) => line.querySelector(CELLS));
}

export function cellOf(line) {
  return line && line.querySelector(CELLS);
}

// ---- What is typed is kept on the server, row by row; without script its button does.
for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    const row = event.target.closest("form.sheet [data-row]");
    if (!row || event.target.type === "file" || event.target.type === "checkbox") return;
    keep([row], name === "change" ? 0 : PAUSE);
  });
}

export function keep(rows, pause) {
  for (const row of rows) waiting.set(row, (changes += 1));
  told("Đang lưu nháp…");
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

// Everything that waits goes together, one request at a time.
export async function save() {
  if (saving || !waiting.size) return;
  saving = true;
  const sent = new Map(waiting);
  const own = new Set([...sent.keys()].map((row) => row.id));
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(sheet)) {
    const kept = own.has(name.slice(0, name.indexOf(":"))) || name === "don_vi";
    if (kept && typeof value === "string") body.append(name, value);
  }
  let answer = null;
  try {
    answer = await fetch(sheet.dataset.save, { method: "POST", headers: { "X-Save": "1" }, body });
  } catch {
    // Away: told below, and saved with the next key.
  }
  saving = false;
  if (answer && answer.status === 401) {
    document.querySelector("[data-again]").hidden = false;
    told("Phiên làm việc đã hết: chưa lưu. Nhập lại mật khẩu ở cuối trang.");
    return;
  }
  if (!answer || !answer.ok) {
    told("Chưa lưu được nháp. Nội dung vẫn còn trên trang; hãy bấm “Lưu nháp”.");
    return;
  }
  for (const [row, change] of sent) if (waiting.get(row) === change) waiting.delete(row);
  if (waiting.size) {
    clearTimeout(timer);
    timer = setTimeout(save, 0);
    return;
  }
  told("Đã lưu nháp, chưa gửi.");
}

function told(sentence) {
  for (const place of document.querySelectorAll("[data-saved]")) place.textContent = sentence;
}

// The session ended while somebody typed: the password is asked here, the page stays as it is.
document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-again-send]")) return;
  const part = event.target.closest("[data-again]");
  const wrong = part.querySelector("[data-again-wrong]");
  const body = new URLSearchParams();
  for (const field of part.querySelectorAll("input")) body.append(field.name, field.value);
  const answer = await fetch("/dang-nhap", { method: "POST", body }).catch(() => null);
  if (!answer || !answer.ok) {
    wrong.textContent = "Chưa đăng nhập được. Hãy kiểm tra tên đăng nhập và mật khẩu.";
    return;
  }
  wrong.textContent = "";
  part.querySelector("input[type=password]").value = "";
  part.hidden = true;
  save();
});

// ---- The bar counts what is filled in, and what would be sent or approved.
function filled(row) {
  const typed = "input:not([type=hidden], [type=checkbox], [type=file]), textarea:not([readonly]), .c-value select";
  return [...row.querySelectorAll(typed)].some((field) => field.value.trim());
}

function relabel(button, sentence) {
  if (button) button.textContent = sentence;
}

export function count() {
  if (!sheet) return;
  const rows = rowsOf("[data-row]");
  const entered = rows.filter(filled);
  for (const row of rows) {
    const chip = row.querySelector(".c-status .chip");
    const plain = chip.classList.contains("chip-none") || chip.classList.contains("chip-run");
    if (!plain) continue;
    const has = entered.includes(row);
    chip.className = `chip chip-${has ? "run" : "none"}`;
    chip.textContent = has ? "Đã nhập" : "Chưa nhập";
  }
  const place = sheet.querySelector("[data-entered]");
  if (place) place.textContent = `${entered.length}/${rows.length} đã nhập`;
  const send = sheet.querySelector("[data-send]");
  relabel(send, entered.length ? `Gửi ${entered.length} việc` : "Gửi mọi việc đã nhập");
  const chosen = rows.filter((row) => row.querySelector(".c-number input:checked")).length;
  const some = sheet.querySelector("[data-chosen]");
  if (some) some.hidden = !chosen;
  relabel(some, `Gửi ${chosen} việc đã chọn`);
  const signed = rowsOf("[data-sign] .c-number input:checked").length;
  sheet.toggleAttribute("data-ticked", signed > 0);
  relabel(sheet.querySelector("[data-sign-all]"), signed ? `Duyệt ${signed} việc` : "Duyệt các báo cáo đã chọn");
}

for (const name of ["input", "change"]) document.addEventListener(name, count);

for (const button of rowsOf("[data-all]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const box of rowsOf(`[data-${button.dataset.all}] .c-number input`)) box.checked = true;
    count();
  });
}

// ---- Panels: one at a time, closed by Escape; all are opened for the printer by app.js.
for (const panel of document.querySelectorAll(".panel")) {
  panel.removeAttribute("name");
  panel.querySelector("[data-close]").hidden = false;
  panel.addEventListener("toggle", () => {
    if (!panel.open || panel.dataset.print) return;
    for (const other of document.querySelectorAll(".panel[open]")) {
      if (other !== panel && !narrow.matches) other.open = false;
    }
  });
}

export function fold(panel) {
  panel.open = false;
  panel.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) fold(event.target.closest(".panel"));
});

// ---- On a phone one card is shown, with the way to the one before and the next.
function cards() {
  return rowsOf(".sheet-task");
}

export function show(card) {
  if (!card || !sheet.contains(card)) return;
  for (const other of cards()) other.toggleAttribute("data-current", other === card);
  const place = sheet.querySelector("[data-place]");
  place.textContent = `${cards().indexOf(card) + 1}/${cards().length}`;
  const sign = card.matches("[data-sign]");
  sheet.dataset.card = sign ? "sign" : "fill";
  const approve = sheet.querySelector("[data-this]");
  if (approve) {
    approve.hidden = !(sign && narrow.matches);
    approve.value = card.id;
  }
  if (narrow.matches && sign) card.querySelector(".panel").open = true;
}

function step(by) {
  const all = cards();
  const next = all[all.findIndex((card) => card.hasAttribute("data-current")) + by];
  if (!next) return;
  show(next);
  sheet.scrollIntoView({ block: "start", behavior: "instant" });
  const field = cellOf(next);
  if (field) field.focus({ preventScroll: true });
}

function fromAddress() {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (place) show(place.closest(".sheet-task"));
}

if (sheet) {
  sheet.dataset.one = "1";
  sheet.querySelector("[data-steps]").hidden = cards().length < 2;
  show(sheet.querySelector(".sheet-task:has(.wrong, .done), .sheet-task:has(.panel[open])") || cards()[0]);
  fromAddress();
  count();
  window.addEventListener("hashchange", fromAddress);
  narrow.addEventListener("change", () => show(sheet.querySelector(".sheet-task[data-current]")));
  for (const button of rowsOf("[data-step]")) {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
}
