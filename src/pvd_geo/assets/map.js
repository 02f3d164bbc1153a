/* The map as its page's script speaks to it: made, given its base, then told what to show. */
(() => {
  "use strict";
  const { pvd } = window;

  pvd.ZOOM_SNAP = 0.1; /* fine, so that an area fills the room it is given */

  /* Create Leaflet's map; the view is set once the frame has a size. */
  pvd.map = (id) =>
    L.map(id, {
      center: [46.6, 2.4],
      zoom: 5,
      minZoom: 3,
      maxZoom: 17,
      preferCanvas: true,
      zoomControl: false,
      keyboard: false /* its keys are those of keyboard.js */,
      zoomSnap: pvd.ZOOM_SNAP,
      zoomDelta: 1,
      wheelPxPerZoomLevel: 100,
      fadeAnimation: false,
      maxBounds: [
        [-80, -180],
        [80, 180],
      ],
      maxBoundsViscosity: 0.8,
    });

  /* What the map is at, as attributes that tests and benchmarks read. */
  pvd.mark = (container, facts) => {
    for (const [name, value] of Object.entries(facts)) {
      container.setAttribute(`data-pvd-${name}`, String(value));
    }
  };

  /* The page holds back the rest until the map is there; see pvd_geo.ui.parts.pacing. */
  pvd.sayDrawn = (payload) => {
    if (!payload?.drawn) return;
    /* Unheard, the page goes on by itself after a while. */
    fetch(payload.drawn, { method: "POST" }).catch(() => undefined);
  };

  /** @param {HTMLElement} container */
  const showFailure = (container) => {
    pvd.mark(container, { state: "failed" });
    const note = L.DomUtil.create("p", "pvd-failure", container);
    note.setAttribute("role", "alert");
    note.textContent = "La carte n’a pas pu être chargée. La liste donne les mêmes communes.";
    pvd.sayDrawn(pvd.waiting);
  };

  /**
   * @param {string} address
   * @returns {Promise<Pvd.RawBase>}
   */
  const fetchBase = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  };

  /* The constant part of the map; `options.data` is an address, or the data itself. */
  pvd.base = (map, options) => {
    const container = map.getContainer();
    pvd.mark(container, { state: "loading" });
    performance.mark("pvd-map");
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", options.alt);
    container.classList.add("pvd-map");
    /** @param {Pvd.RawBase} raw */
    const start = (raw) => {
      performance.mark("pvd-data");
      const main = new pvd.Main(map, options, pvd.readBase(raw), pvd.waiting);
      pvd.main = main;
      main.resize();
    };
    if (typeof options.data !== "string") {
      start(options.data);
      return;
    }
    fetchBase(options.data)
      .then(start)
      .catch((error) => {
        showFailure(container);
        throw error;
      });
  };

  pvd.project = (code) => pvd.main?.project(code) ?? null;
})();
