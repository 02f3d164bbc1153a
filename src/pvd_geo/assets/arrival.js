// A page arrives in pieces, and each would push the ones below it: its title and its map are seen
// at once, the rest when all of it has its place.
(() => {
  "use strict";

  const CALM = 3; // frames without a change of height
  const AT_LAST = 30_000; // milliseconds: whatever keeps a page waiting, it is shown

  const root = document.documentElement;
  const NOT_YET =
    ".stApp:not([data-test-script-state='notRunning']), .stMain [data-testid='stSkeleton']";
  /** A page that works for long says so, and can be stopped. */
  const AT_WORK = ".stMain :is(.stProgress, .stSpinner, .stException)";

  root.classList.add("pvd-arriving");
  const show = () => root.classList.remove("pvd-arriving");

  /** Whether all that the page is made of is there. */
  const isWhole = () =>
    document.querySelector(".stMain h1") !== null &&
    document.querySelector(NOT_YET) === null &&
    [...document.querySelectorAll(".stMain .stVegaLiteChart")].every((chart) =>
      chart.querySelector("canvas, svg"),
    );

  let height = -1;
  let calm = 0;
  const look = () => {
    if (!root.classList.contains("pvd-arriving")) return;
    const now = document.querySelector(".stMain")?.scrollHeight ?? -1;
    calm = now === height && isWhole() ? calm + 1 : 0;
    height = now;
    if (calm >= CALM || document.querySelector(AT_WORK)) show();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  setTimeout(show, AT_LAST);
  addEventListener("keydown", show, { once: true, capture: true });
  addEventListener("beforeprint", show, { once: true });
})();
