// The search answers while one types; Enter opens the first result, and the arrow keys reach the
// others. Without this script it answers to the Enter key, and the Tab key goes through the results.
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

  // Enter opens the first result of what is written, as soon as that has its results: those that
  // are shown may still be of an earlier text.
  let wanted = "";
  const forget = () => {
    wanted = "";
  };
  const openFirst = () => {
    if (!wanted) return;
    const told = document.querySelector(".st-key-pvd-found .pvd-asked");
    const isOfIt = decodeURIComponent(told?.getAttribute("data-asked") ?? "") === wanted;
    const first = told?.getAttribute("data-first");
    const found = document.querySelector(`.st-key-${first} button`);
    if (isOfIt && !first) {
      forget();
    } else if (isOfIt && found instanceof HTMLElement) {
      forget();
      found.click();
    } else {
      requestAnimationFrame(openFirst);
    }
  };
  addEventListener("pointerdown", forget, true);
  addEventListener("keydown", ({ key, target, isTrusted, isComposing }) => {
    const input = field(target);
    if (!input || !isTrusted || isComposing) return;
    if (key === "Escape") forget();
    if (key !== "Enter") return;
    clearTimeout(waiting); // Streamlit takes the text by this Enter
    wanted = input.value.trim();
    openFirst();
  });

  // Streamlit takes a text when Enter is pressed in it.
  addEventListener("input", ({ target }) => {
    const input = field(target);
    if (!input) return;
    forget();
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

  // A place chosen by keyboard leaves the focus nowhere: it goes where one goes on, to the filter of
  // themes, else to the title. The sheet of a town takes it itself (focus.js).
  const AT_WORK = "[data-test-script-state]:not([data-test-script-state='notRunning'])";
  let left = ""; // the address that the choice changes
  const stay = () => {
    left = "";
  };
  const goOn = () => {
    if (!left) return;
    const filter = document.querySelector("[class*='st-key-pvd-filter-themes-']");
    const next = filter ? filter.querySelector("input") : document.querySelector("h1");
    if (location.href === left || document.querySelector(AT_WORK) || !next) {
      requestAnimationFrame(goOn);
      return;
    }
    stay();
    if (!filter) next.tabIndex = -1;
    next.focus({ preventScroll: true });
  };
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, stay, true);

  addEventListener("click", ({ target, detail }) => {
    if (!(target instanceof Element)) return;
    const result = target.closest(".st-key-pvd-found button");
    if (result) {
      if (detail || result.closest("[class*='st-key-pvd-found-town-']")) return;
      left = location.href;
      goOn();
    } else if (target.closest(".st-key-pvd-search button")) {
      opening = 0;
      addEventListener("pointerdown", stop, true);
      giveFocus();
    }
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
