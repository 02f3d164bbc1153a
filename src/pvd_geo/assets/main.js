/* The map of one frame, once its data are there: moves the view, tells what is chosen. */
(() => {
  "use strict";
  const { pvd } = window;

  const NARROW = 500; /* pixels of a map whose legend is folded at first */
  const CLOSEST = 11; /* a small département is not looked at from nearer */

  /** @typedef {L.LeafletEvent & { mode: Pvd.Seen, drawn: number }} Drawn */

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** @implements {Pvd.Main} */
  pvd.Main = class {
    /**
     * @param {L.Map} map
     * @param {Pvd.Options} options
     * @param {Pvd.Base} base
     * @param {Pvd.Payload | null} pending what the server sent last
     */
    constructor(map, options, base, pending) {
      this.map = map;
      this.options = options;
      this.container = map.getContainer();
      this.base = base;
      this.pending = pending;
      this.viewKey = /** @type {string | null} */ (null);
      this.fitted = /** @type {{ area: Pvd.Area | null } | null} */ (null);
      this.moving = false;
      this.afoot = false; /* moving for whatever reason */
      this.sized = false;
      this.ready = false;
      /** @type {L.FitBoundsOptions} */
      this.padding = {};
      this.scene = new pvd.Scene(base);
      this.scene.dark(pvd.isDark());
      this.dress();
      this.surface = new pvd.Surface(this.scene).addTo(map);
      this.tip = new pvd.Tip(this.container);
      this.said = L.DomUtil.create("p", "pvd-unseen pvd-said", this.container);
      this.said.setAttribute("role", "status");
      const narrow = this.container.clientWidth < NARROW;
      this.legend = new pvd.Legend(this.scene, { closed: narrow, toggled: () => this.redraw() });
      pvd.addControls(this, options.tiles ?? []);
      this.legend.addTo(map);
      this.insets = options.insets ? new pvd.Insets(this) : null;
      this.shareFingers = pvd.shareFingers(this);
      this.keyboard = new pvd.Keyboard(this);
      this.listen();
    }

    listen() {
      pvd.watch(this, this.surface, (found, point) => {
        if (found) this.choose(found, point);
      });
      this.surface.on("drawn", (event) => this.drawn(/** @type {Drawn} */ (event)));
      this.map.on("movestart", () => {
        this.afoot = true;
      });
      this.map.on("moveend", () => {
        this.afoot = false;
        this.arrange();
      });
      this.map.on("dragstart zoomstart", () => {
        if (!this.moving) this.fitted = null;
      });
      new ResizeObserver(() => this.resize()).observe(this.container);
    }

    /**
     * Have it read aloud, by the one region of the frame: where it speaks, the focus is inside.
     * @param {string} text
     */
    say(text) {
      this.said.textContent = text;
    }

    /** @param {Record<string, string | number>} facts */
    mark(facts) {
      pvd.mark(this.container, facts);
    }

    /* Colours of the page around, for what CSS draws. */
    dress() {
      const { palette } = this.scene;
      for (const [name, color] of Object.entries(palette)) {
        if (typeof color === "string") this.container.style.setProperty(`--pvd-${name}`, color);
      }
      document.documentElement.style.colorScheme = this.scene.isDark ? "dark" : "light";
      this.mark({ theme: this.scene.isDark ? "dark" : "light" });
    }

    /** @param {boolean} flag */
    dark(flag) {
      if (this.scene.isDark === flag) return;
      this.scene.dark(flag);
      this.dress();
      this.redraw();
    }

    /**
     * Take what the server sends. The view moves only when the area itself is another.
     * @param {Pvd.Payload} payload
     */
    update(payload) {
      this.pending = payload;
      if (!this.sized) return;
      const first = this.viewKey === null;
      const before = this.scene.town;
      this.scene.hover = null;
      this.scene.set(payload);
      this.container.setAttribute("aria-label", payload.alt || this.options.alt);
      if (payload.view !== this.viewKey) {
        this.viewKey = payload.view;
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

    /* Not on the way: the legend would jump. */
    arrange() {
      if (this.afoot || !this.scene.ready || !this.legend.makeRoom(this.surface)) return;
      this.measure();
      this.surface.redraw();
    }

    redraw() {
      this.surface.redraw();
      this.insets?.update();
    }

    /** @param {Drawn} event */
    drawn({ mode, drawn }) {
      const { scene } = this;
      if (this.legend.update(mode)) {
        this.measure();
        this.surface.redraw();
      }
      this.arrange();
      if (this.viewKey === null) return;
      this.keyboard.follow();
      this.mark({
        mode,
        drawn,
        shown: scene.total,
        zoom: this.map.getZoom(),
        version: scene.version,
        town: scene.town < 0 ? "" : this.base.towns.codes[scene.town],
        area: scene.area ? `${scene.area.kind}:${scene.area.code}` : "",
      });
      if (this.ready) return;
      this.ready = true;
      this.mark({ state: "ready" });
      performance.mark("pvd-ready");
      pvd.sayDrawn(this.pending);
    }

    /**
     * What the insets take from the map's room.
     * @returns {[left: number, bottom: number]}
     */
    room() {
      return this.insets?.room() ?? [0, 0];
    }

    resize() {
      const { clientWidth: width, clientHeight: height } = this.container;
      if (width < 2 || height < 2) return;
      this.map.invalidateSize({ animate: false, pan: false });
      this.insets?.resize(width);
      const [left, bottom] = this.room();
      this.container.style.setProperty("--pvd-left", `${left}px`);
      this.container.style.setProperty("--pvd-bottom", `${bottom}px`);
      this.shareFingers(width);
      this.padding = { paddingTopLeft: [left + 8, 8], paddingBottomRight: [8, bottom + 20] };
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

    /**
     * Look at an area, or at all of France beside the insets.
     * @param {Pvd.Area | null} area
     * @param {boolean} animate
     */
    goTo(area, animate) {
      const bounds = pvd.boundsOf(area ? area.box : this.base.mainland);
      const options = { ...this.padding, maxZoom: CLOSEST };
      this.moving = true;
      this.map.stop();
      if (animate && !still()) {
        this.map.once("moveend", () => {
          this.moving = false;
          this.keyboard.follow();
        });
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

    /**
     * A town chosen in the list comes into sight; one that an inset shows is in sight.
     * @param {Pvd.Place} number
     * @param {boolean} animate
     */
    bringIn(number, animate) {
      const { towns, regions } = this.base;
      const place = L.latLng(pvd.toLatLng(towns.x[number], towns.y[number]));
      const [left, bottom] = this.room();
      const point = this.map.latLngToContainerPoint(place);
      const size = this.map.getSize();
      const seen =
        point.x > left + 10 &&
        point.y > 10 &&
        point.x < size.x - 10 &&
        point.y < size.y - bottom - 10;
      if (seen || this.insets?.shows(regions[towns.region[number]])) return;
      const zoom = Math.max(this.map.getZoom(), this.scene.home + 2.5);
      this.fitted = null;
      if (animate && !still()) this.map.flyTo(place, zoom, { duration: 0.6 });
      else this.map.setView(place, zoom, { animate: false });
    }

    /** @param {Pvd.Area} area */
    chooseArea(area) {
      this.choose({ kind: area.kind, code: area.code, area });
    }

    /**
     * Show the choice at once; the server's answer brings the rest.
     * @param {Pvd.Found} found
     * @param {Pvd.XY} [point] where the pointer is
     */
    choose(found, point) {
      const { kind, code } = found;
      if (found.kind === "town") this.scene.town = found.number;
      else if (found.kind === "meeting") this.scene.meeting = code;
      else {
        this.scene.area = found.area;
        this.viewKey = `${kind}:${code}`;
        this.goTo(found.area, true);
      }
      this.redraw();
      if (pvd.send) {
        const host = found.site && this.base.towns.codes[found.site.town];
        pvd.send(host ? { kind, code, town: host } : { kind, code });
      } else if (kind === "town" && point) this.tip.show(this.scene, found, point);
    }

    /**
     * Where a town is in the frame, for tests: in its inset when the map does not show it.
     * @param {string} code
     */
    project(code) {
      const { towns } = this.base;
      const number = towns.number.get(code);
      if (number === undefined) return null;
      const region = this.base.regions[towns.region[number]];
      const { x, y, seen } = this.frameOf({ x: towns.x[number], y: towns.y[number], region });
      return seen ? { x, y } : null;
    }

    /**
     * Where a place of the world is in the frame: in its inset when the map does not show it.
     * @param {Pvd.WorldPlace} world
     * @returns {Pvd.FramePlace}
     */
    frameOf(world) {
      const place = pvd.toLatLng(world.x, world.y);
      const { x, y } = this.map.latLngToContainerPoint(place);
      if (this.map.getBounds().contains(place)) return { x, y, inset: false, seen: true };
      const beside = this.insets?.project(world);
      return beside ? { ...beside, inset: true, seen: true } : { x, y, inset: false, seen: false };
    }
  };

  pvd.waiting = null;

  /* The part that follows the selection; sent again whole at each change. */
  pvd.update = (payload) => {
    pvd.waiting = payload;
    pvd.main?.update(payload);
  };
})();
