/* What the pointer is on: named while it hovers, chosen when it clicks. */
(() => {
  "use strict";
  const { pvd } = window;

  const REACH = 11; /* pixels around a dot that still mean it */
  const QUIET = 22; /* a click this near a dot is a miss, not a choice of the area behind */

  /* How a meeting is named before its days. */
  const SAID = {
    held: "Rencontre du ",
    planned: "Rencontre planifiée : ",
    cancelled: "Rencontre annulée : ",
  };

  /* What a symbol of each mode stands for; among towns, areas are not spoken of. */
  const AREAS = { regions: "region", departments: "department", towns: null };

  /**
   * @param {Pvd.View} view
   * @param {number} x
   * @param {number} y
   */
  const siteAt = (view, x, y) => {
    const { towns } = view.scene.base;
    return view.scene.meetings.find((site) => {
      const away =
        Math.abs(view.x(towns.x[site.town]) - x) + Math.abs(view.y(towns.y[site.town]) - y);
      return away <= pvd.siteSize(view, site) + 3;
    });
  };

  /**
   * @param {Pvd.View} view
   * @param {"regions" | "departments"} mode
   * @param {Pvd.XY} point
   */
  const symbolAt = (view, mode, { x, y }) => {
    const under = pvd
      .placeSymbols(view, mode)
      .map((symbol) => ({ ...symbol, away: Math.hypot(symbol.x - x, symbol.y - y) }))
      .filter(({ away, radius }) => away <= Math.max(radius, 14));
    under.sort((a, b) => a.away / Math.max(a.radius, 14) - b.away / Math.max(b.radius, 14));
    return under.length > 0 ? under[0].area : null;
  };

  /**
   * From the area that is looked at, the next step towards a département.
   * @param {Pvd.View} view
   * @param {Pvd.Area} from
   * @param {Pvd.Department} to
   * @param {Pvd.XY} position in the world
   */
  const stepFrom = (view, from, to, { x, y }) => {
    const { base, shown } = view.scene;
    if (from === to) return null;
    const region = base.regions[to.region];
    const within = from.kind === "region" ? from : base.regions[from.region];
    if (within !== region) return region;
    const near = base.grid.nearest(x, y, QUIET / view.scale, (town) => shown[town] === 1);
    return near < 0 ? to : null;
  };

  /**
   * The area that a click on bare land means: the next step from France to a département.
   * @param {Pvd.View} view
   * @param {Pvd.Seen} mode
   * @param {Pvd.XY} position in the world
   */
  const areaFor = (view, mode, position) => {
    const { scene } = view;
    const { base } = scene;
    const department = pvd.areaAt(base.departments, position.x, position.y);
    if (!department) return null;
    if (mode === "towns" && scene.area) return stepFrom(view, scene.area, department, position);
    /* Towns because few are left: the areas are still those of the scale. */
    const coarse = mode === "towns" ? scene.scaleAt(view.zoom) : mode;
    const kind = coarse === "areas" ? scene.choropleth?.kind : AREAS[coarse];
    if (kind === "region") return base.regions[department.region];
    return kind === "department" ? department : null;
  };

  /**
   * The town under a position of the world.
   * @param {Pvd.View} view
   * @param {Pvd.XY} position
   * @returns {Pvd.Found | null}
   */
  const townAt = ({ scene, scale }, { x, y }) => {
    const { towns, grid } = scene.base;
    const visible = (/** @type {Pvd.Place} */ i) => scene.shown[i] === 1 || i === scene.town;
    const number = grid.nearest(x, y, REACH / scale, visible);
    return number < 0 ? null : { kind: "town", code: towns.codes[number], number };
  };

  /**
   * What a point of the map's frame is on.
   * @param {Pvd.Surface} surface
   * @param {L.Point} containerPoint
   * @returns {Pvd.Found | null}
   */
  const pick = (surface, containerPoint) => {
    const view = surface.view();
    const { scene } = view;
    const point = surface.onCanvas(containerPoint);
    const site = siteAt(view, point.x, point.y);
    if (site) return { kind: "meeting", code: site.id, site };
    const position = {
      x: (point.x + view.left) / view.scale,
      y: (point.y + view.top) / view.scale,
    };
    const mode = view.inset ? scene.insetMode : scene.modeAt(view.zoom);
    if (mode === "towns") {
      const town = townAt(view, position);
      if (town || view.inset) return town;
    }
    const area = (pvd.counts(mode) && symbolAt(view, mode, point)) || areaFor(view, mode, position);
    return area ? { kind: area.kind, code: area.code, area } : null;
  };

  pvd.siteWords = ({ proposed }, { status, date }) =>
    proposed ? "Lieu proposé" : SAID[status] + date;

  /**
   * Two lines of plain text: text from the data is never read as HTML.
   * @param {Pvd.Scene} scene
   * @param {Pvd.Found} found
   */
  const describe = (scene, found) => {
    const { base } = scene;
    if (found.kind === "town") {
      const { towns } = base;
      const { number } = found;
      const department = base.departments[towns.department[number]].name;
      const people = `${pvd.number(towns.population[number])} hab.`;
      const { categories } = scene;
      const category = categories?.labels[categories.of[number]];
      return [towns.names[number], [department, people, category].filter(Boolean).join(" · ")];
    }
    if (found.kind === "meeting") {
      return [base.towns.names[found.site.town], pvd.siteWords(scene, found.site)];
    }
    const value = scene.choropleth?.texts[found.code];
    return [found.area.name, value || scene.tell(found.area)];
  };

  /** @implements {Pvd.Tip} */
  pvd.Tip = class {
    /** @param {HTMLElement} container */
    constructor(container) {
      this.container = container;
      this.box = L.DomUtil.create("div", "pvd-tip", container);
      this.box.hidden = true;
      this.box.setAttribute("aria-hidden", "true");
      this.title = L.DomUtil.create("strong", "", this.box);
      this.more = L.DomUtil.create("span", "", this.box);
    }

    /** @type {Pvd.Tip["show"]} */
    show(scene, found, point) {
      [this.title.textContent, this.more.textContent] = describe(scene, found);
      this.box.hidden = false;
      const { offsetWidth: width, offsetHeight: height } = this.box;
      const across = point.x + 14 + width > this.container.clientWidth ? -width - 12 : 14;
      const down = point.y + 14 + height > this.container.clientHeight ? -height - 10 : 14;
      const left = Math.max(4, point.x + across);
      this.box.style.transform = `translate(${left}px, ${Math.max(4, point.y + down)}px)`;
    }

    hide() {
      this.box.hidden = true;
    }
  };

  const HINT = "Deux doigts pour déplacer la carte";

  /* On a phone the map is as wide as the screen: one finger scrolls the page, two move the map. */
  pvd.shareFingers = ({ map, container }) => {
    const hint = L.DomUtil.create("div", "pvd-hint", container);
    hint.textContent = HINT;
    hint.hidden = true;
    let gone = 0;
    container.addEventListener(
      "touchmove",
      (event) => {
        if (map.dragging.enabled() || event.touches.length > 1) return;
        hint.hidden = false;
        clearTimeout(gone);
        gone = setTimeout(() => {
          hint.hidden = true;
        }, 1200);
      },
      { passive: true },
    );
    return (width) => {
      const shared = L.Browser.mobile && width < 560 && !document.fullscreenElement;
      map.dragging[shared ? "disable" : "enable"]();
    };
  };

  /**
   * @param {Pvd.Found} a
   * @param {Pvd.Found | null} b
   */
  const same = (a, b) => a.kind === b?.kind && a.code === b.code;

  /* Watch the pointer on one surface. `choose` is told of clicks, with null for bare ground. */
  pvd.watch = (main, surface, choose) => {
    const { map } = surface;
    /** @param {L.LeafletMouseEvent} event */
    const place = (event) => {
      const inside = map.getContainer().getBoundingClientRect();
      const outside = main.container.getBoundingClientRect();
      return event.containerPoint.add([inside.left - outside.left, inside.top - outside.top]);
    };
    const leave = () => {
      main.tip.hide();
      map.getContainer().classList.remove("pvd-hand");
      if (!main.scene.hover) return;
      main.scene.hover = null;
      main.scene.keyed = false;
      surface.redraw();
    };
    map.on("mousemove", (event) => {
      const found = pick(surface, event.containerPoint);
      if (!found) {
        leave();
        return;
      }
      main.tip.show(main.scene, found, place(event));
      map.getContainer().classList.add("pvd-hand");
      if (same(found, main.scene.hover)) return;
      main.scene.hover = found;
      main.scene.keyed = false;
      surface.redraw();
    });
    map.on("mouseout movestart zoomstart", leave);
    map.on("click", (event) => choose(pick(surface, event.containerPoint), place(event)));
  };
})();
