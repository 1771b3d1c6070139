/* Keys on the workbench of a plan document; every one of them has a button or a link of its own. */
(() => {
  const bench = document.querySelector("[data-bench]");
  if (!bench) return;
  const form = bench.querySelector("form");
  const text = document.querySelector(".bench-text mark");
  if (text) text.parentElement.parentElement.scrollTop = text.offsetTop - text.closest(".bench-text").offsetTop - 40;
  const said = bench.querySelector("[data-keys-said]");
  if (said && form) said.hidden = false;
  const choose = (value) => {
    const box = form && form.querySelector(`input[name="decision"][value="${value}"]`);
    if (!box) return false;
    box.checked = true;
    return true;
  };
  const focus = (selector) => {
    const field = form.querySelector(selector);
    if (field) field.focus();
  };
  const acts = {
    1: () => choose("accepted") && form.requestSubmit(),
    2: () => choose("corrected") && focus('[name="value"], [name^="value."]'),
    3: () => choose("left_open") && focus('[name="why"]'),
    ArrowLeft: () => document.querySelector("[data-before]")?.click(),
    ArrowRight: () => document.querySelector("[data-after]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !(event.key in acts)) return;
    if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
    if (event.key.startsWith("Arrow") && event.target.closest("input")) return;
    event.preventDefault();
    acts[event.key]();
  });
})();
