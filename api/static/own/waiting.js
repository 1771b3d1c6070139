// How many decisions wait for the reader: in the title of every page, and beside “Việc của tôi”.
// The number is asked for apart from the pages, so that a page stays the same while it changes;
// all windows of a browser share it and one of them asks for it each minute.
"use strict";

(() => {
  const KEPT = "cho-toi";
  const FRESH = 60000; // milliseconds
  const COUNTED = /^\(\d+\) /;
  const who = document.querySelector(".who-name-whole");
  if (!who) {
    localStorage.removeItem(KEPT); // nobody is signed in here any more
    return;
  }
  const reader = who.textContent;
  const own = document.querySelector("main[data-waiting]"); // this page has counted already

  function kept() {
    try {
      const value = JSON.parse(localStorage.getItem(KEPT));
      return value && value.reader === reader ? value : null;
    } catch {
      return null;
    }
  }

  function keep(amount) {
    localStorage.setItem(KEPT, JSON.stringify({ reader, amount, at: Date.now() }));
    show(amount);
  }

  function show(amount) {
    const title = document.title.replace(COUNTED, "");
    document.title = amount ? `(${amount}) ${title}` : title;
    for (const place of document.querySelectorAll("[data-waits]")) {
      place.hidden = !amount;
      place.firstElementChild.textContent = amount;
    }
  }

  async function ask() {
    const value = kept();
    if (value) show(value.amount);
    if (value && Date.now() - value.at < FRESH) return;
    try {
      const answer = await fetch("/thay-doi/cho-toi", { headers: { "X-By-Itself": "1" }, redirect: "manual" });
      if (answer.ok) keep((await answer.json()).so);
    } catch {
      // Away for a moment: asked again at the next turn.
    }
  }

  // What is done here may change the number: the page that follows asks for it anew.
  document.addEventListener("submit", (event) => {
    const value = kept();
    if (event.target.method !== "post" || !value) return;
    localStorage.setItem(KEPT, JSON.stringify({ ...value, at: 0 }));
  });
  document.addEventListener("dondoc:renewed", () => {
    const main = document.querySelector("main[data-waiting]");
    if (main) keep(Number(main.dataset.waiting));
    else ask();
  });
  window.addEventListener("storage", (event) => {
    const value = event.key === KEPT && kept();
    if (value) show(value.amount);
  });

  if (own) keep(Number(own.dataset.waiting));
  else ask();
  setInterval(() => {
    if (!document.hidden || !kept() || Date.now() - kept().at > 6 * FRESH) ask();
  }, FRESH);
})();
