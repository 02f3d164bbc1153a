/* Runs before anything else: keeps what the page and its map show, with the time it came. */
(() => {
  "use strict";
  if (window !== top) return;
  const log = (window.benchLog = { shown: [], acted: [], frames: 0, listed: null });
  const now = () => performance.timeOrigin + performance.now();

  /* How many towns does a document say, or its map show? null: nothing yet. */
  const readers = {
    text: (page) => {
      const found = /(\d+) communes/.exec(page.body?.textContent ?? "");
      return found ? Number(found[1]) : null;
    },
    clusters: (page) => {
      const icons = page.querySelectorAll(".leaflet-marker-icon");
      let sum = 0;
      for (const icon of icons) sum += Number(icon.textContent.trim() || 1);
      return icons.length ? sum : null;
    },
    map: (page) => {
      const map = page.querySelector("[data-pvd-shown]");
      return map ? Number(map.dataset.pvdShown) : null;
    },
  };
  const read = readers["PROBE"];
  const ofPage = read === readers.text;

  const watched = new WeakSet();
  const watch = (page) => {
    if (watched.has(page)) return;
    watched.add(page);
    if (!ofPage) log.frames += 1;
    let last = null;
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
    if (!log.listed && document.querySelector("[data-testid='stDataFrame'] canvas")) {
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
