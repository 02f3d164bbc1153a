// A page arrives in pieces, and each would push the ones below it: its title and its map are seen
// at once, the rest when all of it has its place. It comes anew, whole, when its line to the server
// was cut: a server that took the other's place knows nothing of the page before, so what was
// chosen until then would be lost. For that moment it is seen, but nothing can be chosen.
(() => {
  "use strict";

  const CALM = 3; // frames without a change of height
  const AT_LAST = 30_000; // milliseconds: whatever keeps a page waiting, it is shown
  const BACK_AT_LAST = 10_000; // milliseconds: the same of a page that has come back

  const root = document.documentElement;
  const LINE = "data-test-connection-state";
  const SCRIPT = "data-test-script-state";
  const NOT_YET = `.stApp:not([${SCRIPT}='notRunning']), .stMain [data-testid='stSkeleton']`;
  /** A page that works for long says so, and can be stopped. */
  const AT_WORK = ".stMain :is(.stProgress, .stSpinner, .stException)";

  const main = () => /** @type {HTMLElement | null} */ (document.querySelector(".stMain"));

  /** Whether all that the page is made of is there. */
  const isWhole = () =>
    document.querySelector(".stMain h1") !== null &&
    document.querySelector(NOT_YET) === null &&
    [...document.querySelectorAll(".stMain .stVegaLiteChart")].every((chart) =>
      chart.querySelector("canvas, svg"),
    );

  /**
   * Wait until the page is whole and its height stays, or it works for long.
   * @param {() => boolean} isAwaited
   * @param {() => void} then
   */
  const whenWhole = (isAwaited, then) => {
    let height = -1;
    let calm = 0;
    const look = () => {
      if (!isAwaited()) return;
      const now = main()?.scrollHeight ?? -1;
      calm = now === height && isWhole() ? calm + 1 : 0;
      height = now;
      if (calm >= CALM || document.querySelector(AT_WORK)) then();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };

  root.classList.add("pvd-arriving");
  const show = () => root.classList.remove("pvd-arriving");
  whenWhole(() => root.classList.contains("pvd-arriving"), show);
  setTimeout(show, AT_LAST);
  addEventListener("keydown", show, { once: true, capture: true });
  addEventListener("beforeprint", show, { once: true });

  let connected = false;
  let cut = false;
  /** @type {Element | null} */
  let focused = null;

  const open = () => {
    const page = main();
    if (!page?.inert) return;
    page.inert = false;
    if (document.activeElement !== document.body) return;
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
  };

  const shut = () => {
    const page = main();
    if (!page || page.inert) return;
    focused = document.activeElement;
    page.inert = true;
    setTimeout(open, BACK_AT_LAST);
  };

  // While the line is cut, Streamlit's fields are shut.
  new MutationObserver(() => {
    const app = document.querySelector(".stApp");
    if (app?.getAttribute(LINE) !== "CONNECTED") {
      cut = connected;
      return;
    }
    connected = true;
    if (!cut) return;
    shut();
    if (app.getAttribute(SCRIPT) !== "running") return;
    cut = false;
    whenWhole(() => main()?.inert ?? false, open);
  }).observe(document, { attributes: true, attributeFilter: [LINE, SCRIPT], subtree: true });
})();
