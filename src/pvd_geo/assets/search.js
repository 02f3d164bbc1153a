// The search answers while one types, and its results are reached with the arrow keys. Without
// this script it answers to the Enter key, and the Tab key goes through the results.
(() => {
  "use strict";

  const PAUSE = 180; // milliseconds without a key
  let waiting = 0;

  /** @param {EventTarget | null} target */
  const field = (target) =>
    target instanceof HTMLInputElement && target.closest(".st-key-pvd-query") ? target : null;

  /** @returns {NodeListOf<HTMLElement>} */
  const results = () => document.querySelectorAll(".st-key-pvd-found button");

  /** @returns {HTMLElement | null} */
  const query = () => document.querySelector(".st-key-pvd-query input");

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

  // Who opens the search wants to type. The field comes after its box, which takes the focus while
  // it is placed: on a page at work it is given again, until it stays.
  let opening = 0;
  const STAYS = 12; // frames
  const LONGEST = 180;
  const stop = () => {
    opening = LONGEST;
  };
  const giveFocus = (stayed = 0) => {
    opening += 1;
    if (stayed >= STAYS || opening >= LONGEST) {
      removeEventListener("pointerdown", stop, true);
      return;
    }
    const input = query();
    const has = input !== null && document.activeElement === input;
    if (!has) input?.focus();
    requestAnimationFrame(() => giveFocus(has ? stayed + 1 : 0));
  };
  addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest(".st-key-pvd-search button");
    if (!button || button.closest(".st-key-pvd-found")) return;
    opening = 0;
    addEventListener("pointerdown", stop, true);
    giveFocus();
  });

  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const buttons = [...results()];
    const place = buttons.indexOf(/** @type {HTMLElement} */ (target));
    if (!event.isTrusted || (place < 0 && !field(target))) return;
    if (key === "ArrowDown" && buttons[place + 1]) {
      event.preventDefault();
      buttons[place + 1].focus();
    } else if (key === "ArrowUp" && place >= 0) {
      event.preventDefault();
      (buttons[place - 1] ?? query())?.focus();
    }
  });
})();
