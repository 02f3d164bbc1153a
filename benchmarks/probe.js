/* Runs before anything else: keeps what the page and its map show, with the time it came. */
(() => {
  "use strict";
  if (window !== top) return;
  /**
   * Moments are milliseconds of the epoch; what was shown comes with its number of towns.
   * @type {{ shown: [number, number][], acted: number[], frames: number, listed: number | null }}
   */
  const log = { shown: [], acted: [], frames: 0, listed: null };
  Object.assign(window, { benchLog: log });
  const now = () => performance.timeOrigin + performance.now();

  /**
   * How many towns does a document say, or its map show? null: nothing yet.
   * @type {Record<string, (page: Document) => number | null>}
   */
  const readers = {
    text: (page) => {
      const found = /(\d+) communes/u.exec(page.body?.textContent ?? "");
      return found ? Number(found[1]) : null;
    },
    clusters: (page) => {
      const icons = page.querySelectorAll(".leaflet-marker-icon");
      let sum = 0;
      for (const icon of icons) sum += Number(icon.textContent?.trim() || 1);
      return icons.length > 0 ? sum : null;
    },
    map: (page) => {
      const shown = page.querySelector("[data-pvd-shown]")?.getAttribute("data-pvd-shown");
      return shown ? Number(shown) : null;
    },
  };
  /* benchmarks/browser.py writes the name of a reader here. */
  const read = readers.PROBE;
  const ofPage = read === readers.text;

  const watched = new WeakSet();
  /** @param {Document} page */
  const watch = (page) => {
    if (watched.has(page)) return;
    watched.add(page);
    if (!ofPage) log.frames += 1;
    let last = /** @type {number | null} */ (null);
    const look = () => {
      const shown = read(page);
      if (shown === null || shown === last) return;
      last = shown;
      log.shown.push([now(), shown]);
    };
    new MutationObserver(look).observe(page, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ["data-pvd-shown"],
    });
    look();
  };

  /* A frame takes its document after it is made, so frames are looked for again and again. */
  const search = () => {
    if (log.listed === null && document.querySelector(".pvd-towns tbody tr")) {
      log.listed = now();
    }
    if (ofPage) return watch(document);
    for (const frame of document.querySelectorAll("iframe")) {
      const page = frame.contentDocument;
      if (page?.location.pathname.includes("/component/")) watch(page);
    }
    requestAnimationFrame(search);
  };
  search();
  for (const kind of ["mousedown", "click", "keydown"]) {
    addEventListener(kind, () => log.acted.push(now()), { capture: true });
  }
})();
