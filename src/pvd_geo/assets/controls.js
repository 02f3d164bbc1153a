/* Buttons of the map, with French names; the base layers from the public network. */
(() => {
  "use strict";
  const { pvd } = window;
  const SVG = "http://www.w3.org/2000/svg";

  const ICONS = {
    home: "M3 11.5 12 4l9 7.5M6 9.5V20h12V9.5",
    full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    layers: "M12 4 3 9l9 5 9-5-9-5ZM3 14l9 5 9-5",
  };

  /** @param {keyof typeof ICONS} name */
  const icon = (name) => {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  };

  /**
   * @param {HTMLElement} parent
   * @param {keyof typeof ICONS} name
   * @param {string} title
   * @param {() => void} act
   */
  const button = (parent, name, title, act) => {
    const element = L.DomUtil.create("button", "pvd-button", parent);
    element.type = "button";
    element.title = title;
    element.setAttribute("aria-label", title);
    element.append(icon(name));
    element.addEventListener("click", act);
    return element;
  };

  const toggleFullScreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => undefined); /* refused */
  };

  class Tools extends L.Control {
    /** @param {Pvd.Main} main */
    constructor(main) {
      super({ position: "topright" });
      this.main = main;
    }

    onAdd() {
      const bar = L.DomUtil.create("div", "leaflet-bar pvd-tools");
      L.DomEvent.disableClickPropagation(bar);
      button(bar, "home", "France entière", () => this.main.goHome());
      if (document.fullscreenEnabled) {
        const full = button(bar, "full", "Plein écran", toggleFullScreen);
        document.addEventListener("fullscreenchange", () => {
          full.title = document.fullscreenElement ? "Quitter le plein écran" : "Plein écran";
          full.setAttribute("aria-label", full.title);
        });
      }
      return bar;
    }
  }

  /* Outlines alone, or tiles under them; nothing is asked of the network before a choice. */
  class Grounds extends L.Control {
    /**
     * @param {Pvd.Main} main
     * @param {Pvd.Tiles[]} tiles
     */
    constructor(main, tiles) {
      super({ position: "topright" });
      this.main = main;
      this.layer = /** @type {L.TileLayer | null} */ (null);
      this.box = L.DomUtil.create("details", "leaflet-bar pvd-grounds");
      L.DomEvent.disableClickPropagation(this.box);
      const summary = L.DomUtil.create("summary", "pvd-button", this.box);
      summary.title = "Fond de plan";
      summary.setAttribute("aria-label", "Fond de plan");
      summary.append(icon("layers"));
      const group = L.DomUtil.create("fieldset", "pvd-panel", this.box);
      L.DomUtil.create("legend", "", group).textContent = "Fond de plan";
      this.outlines = this.choice(group, "Contours", () => this.clear());
      this.outlines.checked = true;
      for (const tile of tiles) this.choice(group, tile.name, () => this.choose(tile));
      this.notice = L.DomUtil.create("p", "pvd-notice", group);
    }

    /**
     * @param {HTMLElement} group
     * @param {string} name
     * @param {() => void} act
     */
    choice(group, name, act) {
      const label = L.DomUtil.create("label", "", group);
      const input = L.DomUtil.create("input", "", label);
      input.type = "radio";
      input.name = "pvd-ground";
      input.addEventListener("change", () => {
        this.notice.textContent = "";
        act();
      });
      label.append(` ${name}`);
      return input;
    }

    onAdd() {
      return this.box;
    }

    /** @param {Pvd.Tiles} tile */
    choose(tile) {
      this.clear();
      this.main.scene.tiles = true;
      this.main.map.options.zoomSnap = 1; /* tiles are sharp at whole zooms only */
      const layer = L.tileLayer(tile.url, {
        attribution: tile.attribution,
        maxZoom: 18,
        maxNativeZoom: tile.zoom,
        /* OpenStreetMap refuses who hides. */
        referrerPolicy: "strict-origin-when-cross-origin",
      });
      let loaded = 0;
      let failed = 0;
      layer.on("tileload", () => {
        loaded += 1;
      });
      layer.on("tileerror", () => {
        failed += 1;
        if (failed >= 3 && loaded === 0) this.giveUp();
      });
      this.layer = layer.addTo(this.main.map);
      this.main.redraw();
    }

    clear() {
      if (this.layer) this.main.map.removeLayer(this.layer);
      this.layer = null;
      this.main.scene.tiles = false;
      this.main.map.options.zoomSnap = pvd.ZOOM_SNAP;
      this.main.redraw();
    }

    giveUp() {
      this.clear();
      this.outlines.checked = true;
      this.notice.textContent = "Fond de plan indisponible";
      this.main.say(this.notice.textContent);
    }
  }

  pvd.addControls = (main, tiles) => {
    const { map } = main;
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution("Contours : IGN");
    L.control
      .zoom({ position: "topright", zoomInTitle: "Zoomer", zoomOutTitle: "Dézoomer" })
      .addTo(map);
    new Tools(main).addTo(map);
    if (tiles.length > 0) new Grounds(main, tiles).addTo(map);
    L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 90 }).addTo(map);
  };
})();
