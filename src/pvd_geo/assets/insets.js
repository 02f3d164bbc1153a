/* The overseas départements beside the mainland, each a small map at its own true place. */
(() => {
  "use strict";
  const { pvd } = window;

  const NARROW = 560; /* below this width the insets lie in a strip under the map */

  const FROZEN = {
    attributionControl: false,
    zoomControl: false,
    dragging: false,
    keyboard: false,
    doubleClickZoom: false,
    scrollWheelZoom: false,
    boxZoom: false,
    touchZoom: false,
    zoomSnap: 0,
    fadeAnimation: false,
    zoomAnimation: false,
    inertia: false,
  };

  class Inset {
    /**
     * @param {Pvd.Main} main
     * @param {Pvd.Region} region
     * @param {HTMLElement} parent
     */
    constructor(main, region, parent) {
      this.main = main;
      this.region = region;
      this.frame = L.DomUtil.create("div", "pvd-inset", parent);
      this.frame.dataset.region = region.code;
      this.holder = L.DomUtil.create("div", "pvd-inset-map", this.frame);
      this.label = L.DomUtil.create("button", "pvd-inset-label", this.frame);
      this.label.type = "button";
      this.label.tabIndex = -1; /* the keys of the map come here too: keyboard.js */
      this.name = L.DomUtil.create("span", "", this.label);
      this.name.textContent = region.name;
      this.number = L.DomUtil.create("b", "", this.label);
      this.label.addEventListener("click", () => main.chooseArea(region));
      this.map = L.map(this.holder, { ...FROZEN, center: [0, 0], zoom: 6 });
      this.surface = new pvd.Surface(main.scene, { inset: true, padding: 0 }).addTo(this.map);
      pvd.watch(main, this.surface, (found, point) => {
        if (found) main.choose(found, point);
        else main.chooseArea(region);
      });
    }

    fit() {
      this.map.invalidateSize({ animate: false });
      if (this.map.getSize().x < 2) return;
      this.map.fitBounds(pvd.boundsOf(this.region.box), { padding: [5, 5], animate: false });
    }

    update() {
      const { scene } = this.main;
      const count = scene.countOf(this.region);
      const leftOut = count === 0 && scene.filtered;
      this.number.textContent = leftOut ? "hors filtres" : pvd.number(count);
      this.label.setAttribute("aria-label", `${this.region.name} : ${scene.tell(this.region)}`);
      this.label.title = scene.tell(this.region);
      this.number.classList.toggle("pvd-none", count === 0);
      this.frame.classList.toggle("pvd-chosen", this.isChosen(scene.area));
      this.surface.redraw();
    }

    /** @param {Pvd.Area | null} area */
    isChosen(area) {
      if (area?.kind === "department") return this.main.base.regions[area.region] === this.region;
      return area === this.region;
    }
  }

  /** @implements {Pvd.Insets} */
  pvd.Insets = class {
    /** @param {Pvd.Main} main */
    constructor(main) {
      this.main = main;
      this.narrow = false;
      this.box = L.DomUtil.create("div", "pvd-insets", main.container);
      this.box.setAttribute("role", "group");
      this.box.setAttribute("aria-label", "Outre-mer");
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      this.insets = main.base.regions
        .filter((region) => region.overseas)
        .map((region) => new Inset(main, region, this.box));
    }

    /**
     * Take the form that the width allows, then fit each inset into its frame.
     * @param {number} width
     */
    resize(width) {
      this.narrow = width < NARROW;
      this.main.container.classList.toggle("pvd-narrow", this.narrow);
      for (const inset of this.insets) inset.fit();
    }

    /**
     * What the insets take from the map's room.
     * @returns {[left: number, bottom: number]}
     */
    room() {
      const { offsetWidth, offsetHeight } = this.box;
      return this.narrow ? [0, offsetHeight] : [offsetWidth, 0];
    }

    /** @param {Pvd.Region} region */
    shows(region) {
      return this.insets.some((inset) => inset.region === region);
    }

    update() {
      for (const inset of this.insets) inset.update();
    }

    /** @param {Pvd.WorldPlace} place */
    project({ x, y, region }) {
      const inset = this.insets.find((one) => one.region === region);
      if (!inset) return null;
      const point = inset.map.latLngToContainerPoint(pvd.toLatLng(x, y));
      const frame = inset.holder.getBoundingClientRect();
      return { x: point.x + frame.left, y: point.y + frame.top };
    }
  };
})();
