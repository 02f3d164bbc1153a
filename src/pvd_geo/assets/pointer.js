/* What the pointer is on: named while it hovers, chosen when it clicks. */
(() => {
  "use strict";
  const pvd = window.pvd;

  const REACH = 11; /* pixels around a dot that still mean it */
  const QUIET = 22; /* a click this near a dot is a miss, not a choice of the area behind */

  const siteAt = (view, x, y) => {
    const { towns } = view.scene.base;
    return view.scene.meetings.find((site) => {
      const away =
        Math.abs(view.x(towns.x[site.town]) - x) + Math.abs(view.y(towns.y[site.town]) - y);
      return away <= pvd.siteSize(view, site) + 3;
    });
  };

  const symbolAt = (view, mode, x, y) => {
    const under = pvd
      .placeSymbols(view, mode)
      .map((symbol) => ({ ...symbol, away: Math.hypot(symbol.x - x, symbol.y - y) }))
      .filter(({ away, radius }) => away <= Math.max(radius, 14));
    under.sort((a, b) => a.away / Math.max(a.radius, 14) - b.away / Math.max(b.radius, 14));
    return under.length ? under[0].area : null;
  };

  /* The area that a click on bare land means: the next step from France to a département. */
  const areaFor = (view, mode, x, y) => {
    const { scene } = view;
    const { base, area } = scene;
    const department = pvd.areaAt(base.departments, x, y);
    if (!department) return null;
    const region = base.regions[department.region];
    if (mode === "areas" && !scene.choropleth) return null;
    if (mode === "areas") return scene.choropleth.kind === "region" ? region : department;
    if (mode === "regions") return region;
    if (mode === "departments") return department;
    if (area) {
      if (area === department) return null;
      const within = area.kind === "region" ? area : base.regions[area.region];
      if (within !== region) return region;
      const near = base.grid.nearest(x, y, QUIET / view.scale, (i) => scene.shown[i]);
      return near < 0 ? department : null;
    }
    /* Towns because few are left: the areas are still those of the scale. */
    const coarse = scene.scaleAt(view.zoom);
    if (coarse === "regions") return region;
    return coarse === "departments" ? department : null;
  };

  pvd.pick = (surface, containerPoint) => {
    const map = surface._map;
    const view = surface.view();
    const { scene } = view;
    const point = map.containerPointToLayerPoint(containerPoint).subtract(surface._bounds.min);
    const site = siteAt(view, point.x, point.y);
    if (site) return { kind: "meeting", code: site.id, site };
    const x = (point.x + view.left) / view.scale;
    const y = (point.y + view.top) / view.scale;
    const mode = view.inset ? scene.insetMode : scene.modeAt(view.zoom);
    if (mode === "towns") {
      const visible = (i) => scene.shown[i] || i === scene.town;
      const number = scene.base.grid.nearest(x, y, REACH / view.scale, visible);
      if (number >= 0) return { kind: "town", code: scene.base.towns.codes[number], number };
      if (view.inset) return null;
    }
    const area =
      (pvd.counts(mode) && symbolAt(view, mode, point.x, point.y)) || areaFor(view, mode, x, y);
    return area ? { kind: area.kind, code: area.code, area } : null;
  };

  /* Two lines of plain text: text from the data is never read as HTML. */
  const describe = (scene, found) => {
    const { base } = scene;
    if (found.kind === "town") {
      const { towns } = base;
      const { number } = found;
      const department = base.departments[towns.department[number]].name;
      const people = `${pvd.number(towns.population[number])} hab.`;
      const level =
        scene.levels && scene.legend ? scene.legend.levels[3 - scene.levels[number]] : "";
      return [towns.names[number], [department, people, level].filter(Boolean).join(" · ")];
    }
    if (found.kind === "meeting") {
      const { town, date } = found.site;
      return [base.towns.names[town], date ? `Rencontre du ${date}` : "Lieu proposé"];
    }
    const value = scene.choropleth && scene.choropleth.texts && scene.choropleth.texts[found.code];
    return [found.area.name, value || pvd.towns(scene.countOf(found.area))];
  };

  pvd.Tip = class {
    constructor(container) {
      this.container = container;
      this.box = L.DomUtil.create("div", "pvd-tip", container);
      this.box.hidden = true;
      this.box.setAttribute("aria-hidden", "true");
      this.title = L.DomUtil.create("strong", "", this.box);
      this.more = L.DomUtil.create("span", "", this.box);
    }

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
  pvd.shareFingers = (main, width) => {
    const { map, container } = main;
    const shared = L.Browser.mobile && width < 560 && !document.fullscreenElement;
    map.dragging[shared ? "disable" : "enable"]();
    if (main.hint) return;
    main.hint = L.DomUtil.create("div", "pvd-hint", container);
    main.hint.textContent = HINT;
    main.hint.hidden = true;
    let gone;
    container.addEventListener(
      "touchmove",
      (event) => {
        if (map.dragging.enabled() || event.touches.length > 1) return;
        main.hint.hidden = false;
        clearTimeout(gone);
        gone = setTimeout(() => (main.hint.hidden = true), 1200);
      },
      { passive: true },
    );
  };

  const same = (a, b) => (a && b ? a.kind === b.kind && a.code === b.code : a === b);

  /* Watch the pointer on one surface. `choose` is told of clicks, with null for bare ground. */
  pvd.watch = (main, surface, choose) => {
    const map = surface._map;
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
      surface.redraw();
    };
    map.on("mousemove", (event) => {
      const found = pvd.pick(surface, event.containerPoint);
      if (!found) {
        leave();
        return;
      }
      main.tip.show(main.scene, found, place(event));
      map.getContainer().classList.add("pvd-hand");
      if (same(found, main.scene.hover)) return;
      main.scene.hover = found;
      surface.redraw();
    });
    map.on("mouseout movestart zoomstart", leave);
    map.on("click", (event) => choose(pvd.pick(surface, event.containerPoint), place(event)));
  };
})();
