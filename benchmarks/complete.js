/* Runs before anything else: keeps since when the page is complete, in milliseconds of the page. */
(() => {
  "use strict";
  if (window !== top) return;
  const log = { since: /** @type {number | null} */ (null), acted: 0, title: "" };
  let changed = false;
  Object.assign(window, { completeLog: log });

  /** @param {Document} page */
  const ended = (page) =>
    page.querySelector(
      ".stApp[data-test-script-state='notRunning'][data-test-connection-state='CONNECTED']",
    ) !== null;

  /**
   * Is every place that waits for something filled?
   * @param {string} place @param {string} content
   */
  const filled = (place, content) =>
    [...document.querySelectorAll(place)].every((element) => element.querySelector(content));

  const maps = () =>
    [...document.querySelectorAll("iframe")].every((frame) => {
      const page = frame.contentDocument;
      if (!page?.location.pathname.includes("/component/")) return true;
      return page.querySelector("[data-pvd-shown]") !== null;
    });

  const complete = () =>
    ended(document) &&
    document.querySelector("h1, [data-testid='stText']") !== null &&
    document.querySelector("[data-testid='stSkeleton']") === null &&
    document.querySelector("[data-stale='true']") === null &&
    filled("[data-testid='stVegaLiteChart']", "canvas, svg") &&
    filled("[data-testid='stDataFrame']", "canvas") &&
    maps();

  const look = () => {
    const another = document.title !== log.title; // on a slow machine a run fits between two looks
    log.title = document.title;
    const answered = changed && log.since !== null && log.since < log.acted;
    changed = false;
    if (another || answered || !complete()) log.since = null;
    else if (log.since === null) log.since = performance.now();
    requestAnimationFrame(look);
  };
  look();
  // A short run may begin and end between two looks: what it changed says that it was there.
  new MutationObserver(() => {
    changed = true;
  }).observe(document, { childList: true, subtree: true, characterData: true });
  const acted = () => {
    log.acted = performance.now();
  };
  addEventListener("click", acted, { capture: true });
})();
