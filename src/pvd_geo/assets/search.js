// The search answers while one types, and its results are reached with the arrow keys. Without
// this script it answers to the Enter key, and the Tab key goes through the results.
(() => {
  "use strict";

  const PAUSE = 180; // milliseconds without a key
  let waiting = 0;

  const field = (target) =>
    target instanceof HTMLInputElement && target.closest(".st-key-pvd-query") ? target : null;
  const results = () => [...document.querySelectorAll(".st-key-pvd-found button")];

  // Streamlit takes a text when Enter is pressed in it.
  addEventListener("input", ({ target }) => {
    const input = field(target);
    if (!input) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      input.dispatchEvent(
        new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, bubbles: true }),
      );
    }, PAUSE);
  });

  // Who opens the search wants to type.
  addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest(".st-key-pvd-search button")) return;
    const looking = new MutationObserver(() => {
      const input = document.querySelector(".st-key-pvd-query input");
      if (!input) return;
      looking.disconnect();
      input.focus();
    });
    looking.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => looking.disconnect(), 2000);
  });

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const buttons = results();
    const place = buttons.indexOf(target);
    if (!event.isTrusted || (!field(target) && place < 0)) return;
    if (key === "ArrowDown" && buttons[place + 1]) {
      event.preventDefault();
      buttons[place + 1].focus();
    } else if (key === "ArrowUp" && place >= 0) {
      event.preventDefault();
      (buttons[place - 1] || document.querySelector(".st-key-pvd-query input")).focus();
    }
  });
})();
