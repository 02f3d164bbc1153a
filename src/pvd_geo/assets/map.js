/* The map of one frame: holds the scene, moves the view, tells what is chosen. */
(() => {
  "use strict";
  const pvd = window.pvd;

  pvd.ZOOM_SNAP = 0.1; /* fine, so that an area fills the room it is given */
  const CLOSEST = 11; /* a small département is not looked at from nearer */

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* Create Leaflet's map; the view is set once the frame has a size. */
  pvd.map = (id) =>
    L.map(id, {
      center: [46.6, 2.4],
      zoom: 5,
      minZoom: 3,
      maxZoom: 17,
      preferCanvas: true,
      zoomControl: false,
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

  const Main = class {
    constructor(map, options) {
      this.map = map;
      this.options = options;
      this.container = map.getContainer();
      this.viewKey = null;
      this.fitted = null;
      this.mark("state", "loading");
      performance.mark("pvd-map");
      this.container.setAttribute("role", "region");
      this.container.setAttribute("aria-label", options.alt);
      this.container.classList.add("pvd-map");
    }

    mark(name, value) {
      this.container.setAttribute(`data-pvd-${name}`, value);
    }

    start(raw) {
      performance.mark("pvd-data");
      this.base = pvd.readBase(raw);
      this.scene = new pvd.Scene(this.base);
      this.scene.dark(pvd.isDark());
      this.dress();
      this.surface = new pvd.Surface(this.scene).addTo(this.map);
      this.tip = new pvd.Tip(this.container);
      const narrow = this.container.clientWidth < 700;
      this.legend = new pvd.Legend(this.scene, { closed: narrow, toggled: () => this.redraw() });
      pvd.addControls(this, this.options);
      if (this.options.legend) this.legend.addTo(this.map);
      if (this.options.insets) this.insets = new pvd.Insets(this);
      pvd.watch(this, this.surface, (found, point) => found && this.choose(found, point));
      this.surface.on("drawn", (event) => this.drawn(event));
      this.map.on("dragstart zoomstart", () => !this.moving && (this.fitted = null));
      new ResizeObserver(() => this.resize()).observe(this.container);
      this.resize();
      if (this.pending) this.update(this.pending);
    }

    fail() {
      this.mark("state", "failed");
      const note = L.DomUtil.create("p", "pvd-failure", this.container);
      note.setAttribute("role", "alert");
      note.textContent = "La carte n’a pas pu être chargée. La liste donne les mêmes communes.";
      this.sayDrawn();
    }

    /* Colours of the page around, for what CSS draws. */
    dress() {
      const { palette } = this.scene;
      for (const [name, color] of Object.entries(palette)) {
        if (typeof color === "string") this.container.style.setProperty(`--pvd-${name}`, color);
      }
      document.documentElement.style.colorScheme = this.scene.isDark ? "dark" : "light";
      this.mark("theme", this.scene.isDark ? "dark" : "light");
    }

    dark(flag) {
      if (!this.scene || this.scene.isDark === flag) return;
      this.scene.dark(flag);
      this.dress();
      this.redraw();
    }

    /* Take what the server sends. The view moves only when the area itself is another. */
    update(payload) {
      this.pending = payload;
      if (!this.scene || !this.sized) return;
      const first = this.viewKey === null;
      const before = this.scene.town;
      this.scene.hover = null;
      this.scene.set(payload);
      this.container.setAttribute("aria-label", payload.alt || this.options.alt);
      const view = payload.view || "";
      if (view !== this.viewKey) {
        this.viewKey = view;
        this.goTo(this.scene.area, !first);
      }
      if (this.scene.town >= 0 && this.scene.town !== before) this.bringIn(this.scene.town, !first);
      this.scene.ready = true;
      this.redraw();
    }

    /* Note what stands over the map, for the names to stay clear of it. */
    measure() {
      const frame = this.container.getBoundingClientRect();
      const boxes = this.container.querySelectorAll(
        ".pvd-inset, .pvd-legend, .leaflet-top.leaflet-right",
      );
      this.scene.covered = [...boxes].map((element) => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return [left - frame.left, top - frame.top, right - frame.left, bottom - frame.top];
      });
    }

    redraw() {
      this.surface.redraw();
      if (this.insets) this.insets.update();
    }

    drawn({ mode, drawn }) {
      const { scene } = this;
      if (this.options.legend && this.legend.update(mode)) {
        this.measure();
        this.surface.redraw();
      }
      if (this.viewKey === null) return;
      this.mark("mode", mode);
      this.mark("drawn", drawn);
      this.mark("shown", scene.total);
      this.mark("zoom", this.map.getZoom());
      this.mark("version", scene.version);
      this.mark("town", scene.town < 0 ? "" : this.base.towns.codes[scene.town]);
      this.mark("area", scene.area ? `${scene.area.kind}:${scene.area.code}` : "");
      if (this.ready) return;
      this.ready = true;
      this.mark("state", "ready");
      performance.mark("pvd-ready");
      this.sayDrawn();
    }

    /* The page holds back the rest until the map is there; see pvd_geo.ui.server.pacing. */
    sayDrawn() {
      const drawn = this.pending && this.pending.drawn;
      if (drawn) fetch(drawn, { method: "POST" }).catch(() => {});
    }

    resize() {
      const { clientWidth: width, clientHeight: height } = this.container;
      if (width < 2 || height < 2) return;
      this.map.invalidateSize({ animate: false, pan: false });
      if (this.insets) this.insets.resize(width);
      const [left, bottom] = this.insets ? this.insets.room() : [0, 0];
      this.container.style.setProperty("--pvd-left", `${left}px`);
      this.container.style.setProperty("--pvd-bottom", `${bottom}px`);
      pvd.shareFingers(this, width);
      this.padding = {
        paddingTopLeft: [left + 8, 8],
        paddingBottomRight: [8, bottom + 20],
      };
      const padding = L.point(left + 16, bottom + 28);
      const france = L.latLngBounds(pvd.boundsOf(this.base.mainland));
      this.scene.home = this.map.getBoundsZoom(france, false, padding);
      this.map.setMinZoom(Math.min(3, this.scene.home));
      this.measure();
      this.scene.unit = Math.min(1.3, Math.max(0.7, 2 ** (this.scene.home - 6.1)));
      const first = !this.sized;
      this.sized = true;
      if (first && this.pending) this.update(this.pending);
      else if (first) {
        this.goTo(null, false);
        this.scene.ready = true;
      } else if (this.fitted) this.goTo(this.fitted.area, false);
      this.redraw();
    }

    /* Look at an area, or at all of France beside the insets. */
    goTo(area, animate) {
      const bounds = pvd.boundsOf(area ? area.box : this.base.mainland);
      const options = { ...this.padding, maxZoom: CLOSEST };
      this.moving = true;
      this.map.stop();
      if (animate && !still()) {
        this.map.once("moveend", () => (this.moving = false));
        this.map.flyToBounds(bounds, { ...options, duration: 0.6 });
      } else {
        this.map.fitBounds(bounds, { ...options, animate: false });
        this.moving = false;
      }
      this.fitted = { area };
    }

    /* All of France: the place chosen on the map is left as well. */
    goHome() {
      if (pvd.send && this.scene.area) {
        this.scene.area = null;
        this.viewKey = "";
        pvd.send({ kind: "country", code: "FR" });
      }
      this.goTo(null, true);
      this.redraw();
    }

    /* A town chosen in the list comes into sight; one that an inset shows is in sight. */
    bringIn(number, animate) {
      const { towns, regions } = this.base;
      const place = L.latLng(pvd.toLatLng(towns.x[number], towns.y[number]));
      const [left, bottom] = this.insets ? this.insets.room() : [0, 0];
      const point = this.map.latLngToContainerPoint(place);
      const size = this.map.getSize();
      const seen =
        point.x > left + 10 &&
        point.y > 10 &&
        point.x < size.x - 10 &&
        point.y < size.y - bottom - 10;
      if (seen || (this.insets && this.insets.shows(regions[towns.region[number]]))) return;
      const zoom = Math.max(this.map.getZoom(), this.scene.home + 2.5);
      this.fitted = null;
      if (animate && !still()) this.map.flyTo(place, zoom, { duration: 0.6 });
      else this.map.setView(place, zoom, { animate: false });
    }

    chooseArea(area) {
      this.choose({ kind: area.kind, code: area.code, area });
    }

    /* Show the choice at once; the server's answer brings the rest. */
    choose(found, point) {
      const { kind, code } = found;
      if (kind === "town") this.scene.town = found.number;
      else if (kind === "meeting") this.scene.meeting = code;
      else {
        this.scene.area = found.area;
        this.viewKey = `${kind}:${code}`;
        this.goTo(found.area, true);
      }
      this.redraw();
      if (kind === "town" && !pvd.send) this.tip.show(this.scene, found, point);
      if (!pvd.send) return;
      const host = found.site && this.base.towns.codes[found.site.town];
      pvd.send(host ? { kind, code, town: host } : { kind, code });
    }

    /* Where a town is in the frame, for tests: in its inset when the map does not show it. */
    project(code) {
      const number = this.base.towns.number.get(code);
      const { towns } = this.base;
      const place = pvd.toLatLng(towns.x[number], towns.y[number]);
      const point = this.map.latLngToContainerPoint(place);
      if (this.map.getBounds().contains(place)) return { x: point.x, y: point.y };
      return this.insets ? this.insets.project(number) : null;
    }
  };

  /* The constant part of the map; `options.data` is an address, or the data itself. */
  pvd.base = (map, options) => {
    const main = (pvd.main = new Main(map, options));
    if (typeof options.data !== "string") {
      main.start(options.data);
      return;
    }
    fetch(options.data)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .then((raw) => main.start(raw))
      .catch((error) => {
        main.fail();
        throw error;
      });
  };

  /* The part that follows the selection; sent again whole at each change. */
  pvd.update = (payload) => pvd.main.update(payload);
  pvd.project = (code) => pvd.main.project(code);
})();
