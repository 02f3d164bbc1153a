// A sheet that opens is what the reader came for: it comes into view and takes the focus, which
// goes back where it was when the sheet is closed.
(() => {
  "use strict";

  const SHEETS = ".st-key-pvd-town-sheet, .st-key-pvd-meeting-sheet";
  const MENU = 70; // pixels that the menu covers

  /** The heading of the open sheet, and what had the focus before it opened. */
  let shown = "";
  /** @type {HTMLElement | null} */
  let before = null;
  /** Whether the reader did anything on this page: what a link opens leaves the focus alone. */
  let acted = false;
  /** @type {HTMLElement | null} */
  let last = null;
  /** What the focus was given back to, until the reader does something else. */
  /** @type {HTMLElement | null} */
  let given = null;

  const act = () => {
    acted = true;
    given = null;
  };
  addEventListener("pointerdown", act, true);
  addEventListener("keydown", act, true);
  // What happens on a map is seen here only by the focus that its frame takes.
  addEventListener("blur", () => {
    if (document.activeElement instanceof HTMLIFrameElement) acted = true;
  });
  addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement && !target.closest(SHEETS)) last = target;
  });

  /** @param {HTMLElement} heading */
  const bring = (heading) => {
    const { top, bottom } = heading.getBoundingClientRect();
    if (top < MENU || bottom > innerHeight) {
      heading.style.scrollMarginTop = `${MENU}px`;
      heading.scrollIntoView({ block: "start" });
    }
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };

  /**
   * The town that a row leads to: what else stands in its link is written once it is reached.
   * @param {Element | null} row
   */
  const town = (row) =>
    row instanceof HTMLAnchorElement ? new URLSearchParams(row.search).get("commune") : null;

  /** @param {HTMLElement | null} element */
  const giveBack = (element) => {
    // A row that was drawn anew is found again by the town it leads to.
    const code = town(element);
    const rows = [...document.querySelectorAll(".pvd-towns tbody a")];
    const candidates = [
      element?.isConnected ? element : null,
      code ? rows.find((row) => town(row) === code) : null,
      document.querySelector(".pvd-towns [tabindex='0']"),
    ];
    const found = candidates.find((one) => one instanceof HTMLElement);
    if (found instanceof HTMLElement) found.focus();
    given = found instanceof HTMLElement ? found : element;
  };

  const follow = () => {
    // The list may be drawn anew after the sheet went: the focus goes with the row that had it.
    if (given && !given.isConnected && document.activeElement === document.body) giveBack(given);
    const heading = document.querySelector(`:is(${SHEETS}) :is(h2, h3)`);
    const name = heading?.textContent ?? "";
    if (name === shown) return;
    const was = shown;
    shown = name;
    if (!acted) return;
    if (!(heading instanceof HTMLElement)) {
      giveBack(before);
      before = null;
      return;
    }
    if (!was) {
      const { activeElement } = document;
      before = activeElement instanceof HTMLIFrameElement ? activeElement : last;
    }
    bring(heading);
  };
  new MutationObserver(follow).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
})();
