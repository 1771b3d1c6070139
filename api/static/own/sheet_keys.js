// The period sheet as a workbook: arrow keys and Enter move, a block of Excel fills downwards.
import { CELLS, cellOf, count, fold, keep, lines, narrow, rowsOf, save, sheet, show } from "./sheet.js";

function move(field, by) {
  const cells = rowsOf(CELLS);
  const place = cells.indexOf(field);
  const next = cells[place + by];
  if (!next) {
    save();
    return;
  }
  show(next.closest(".sheet-task"));
  next.focus();
  if (next.select) next.select();
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key === "Escape" && field.closest(".panel[open]")) {
    fold(field.closest(".panel"));
    return;
  }
  if (event.key === "Enter" && field.matches(".panel-body input[type=text]")) {
    event.preventDefault(); // it would send the form by its first button, and close the panel
    save();
    return;
  }
  if (!sheet || !field.matches(`form.sheet ${CELLS}`) || event.isComposing) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const words = field.tagName === "TEXTAREA";
  if (event.key === "Enter" && !(words && narrow.matches)) {
    event.preventDefault();
    move(field, 1);
  }
  if (field.tagName === "SELECT") return; // its own arrow keys choose
  const first = !words || field.selectionEnd === 0;
  const last = !words || field.selectionStart === field.value.length;
  const by = { ArrowUp: first ? -1 : 0, ArrowDown: last ? 1 : 0 }[event.key];
  if (!by) return;
  event.preventDefault();
  move(field, by);
});

// A column or a block that was copied in Excel fills downwards from where it is pasted.
function blockOf(text) {
  const rows = [];
  let row = [""];
  let quoted = false;
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let place = 0; place < plain.length; place += 1) {
    const letter = plain[place];
    const cell = row.length - 1;
    if (quoted && letter === '"' && plain[place + 1] === '"') {
      row[cell] += '"';
      place += 1;
    } else if (letter === '"' && (quoted || row[cell] === "")) {
      quoted = !quoted;
    } else if (!quoted && letter === "\t") {
      row.push("");
    } else if (!quoted && letter === "\n") {
      rows.push(row);
      row = [""];
    } else {
      row[cell] += letter;
    }
  }
  rows.push(row);
  return rows;
}

// Whether a cell took the value; a list takes only what it holds.
function put(field, value) {
  if (!field) return false;
  if (field.tagName === "SELECT") {
    const option = [...field.options].find(
      (each) => each.value && each.label.trim().toLowerCase() === value.toLowerCase(),
    );
    if (!option) return false;
    field.value = option.value;
  } else {
    field.value = value;
  }
  return true;
}

// The columns that the sheet's own Excel file has for filling in, from the figure on.
function fieldAt(line, column) {
  const cell = cellOf(line);
  const row = line.closest("[data-row]");
  if (column === 0) return cell;
  if (column === 1) return line.querySelector(".c-kind select");
  if (column === 2) {
    const reason = cell.name.replace(":figure.", ":nil.");
    return reason === cell.name ? null : row.querySelector(`[name="${CSS.escape(reason)}"]`);
  }
  const first = lines().find((each) => row.contains(each)) === line;
  return first && column === 3 ? row.querySelector("textarea[name$=':text']") : null;
}

document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!sheet || !field.matches || !field.matches(`form.sheet :is(${CELLS}, .c-kind select)`)) return;
  const text = event.clipboardData.getData("text/plain");
  const table = /<table/i.test(event.clipboardData.getData("text/html"));
  const words = field.tagName === "TEXTAREA";
  // Paragraphs of a letter stay together in the field of words; cells of a table do not.
  const block = text.includes("\t") || (text.trimEnd().includes("\n") && (!words || table));
  if (!block && field.tagName !== "SELECT") return;
  event.preventDefault();
  const below = lines();
  const start = below.indexOf(field.closest("tr"));
  const from = field.closest(".c-kind") ? 1 : 0;
  const touched = new Set();
  let taken = 0;
  const left = [];
  blockOf(text).forEach((cells, down) => {
    cells.forEach((value, right) => {
      const trimmed = value.trim();
      if (!trimmed) return;
      const line = below[start + down];
      if (line && put(fieldAt(line, from + right), trimmed)) {
        taken += 1;
        touched.add(line.closest("[data-row]"));
      } else left.push(`“${trimmed.slice(0, 30)}”`);
    });
  });
  if (taken) keep([...touched], 0);
  count();
  const missed = left.length ? ` Không dán được ${left.length} ô: ${left.slice(0, 3).join(", ")}.` : "";
  sheet.querySelector("[data-pasted]").textContent = `Đã dán ${taken} ô.${missed}`;
});
