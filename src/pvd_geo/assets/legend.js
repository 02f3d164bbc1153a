/* The legend: only what is on the map now. */
(() => {
  "use strict";
  const { pvd } = window;
  const SVG = "http://www.w3.org/2000/svg";

  /**
   * @template {"svg" | "circle" | "path" | "rect" | "text"} Name
   * @param {Name} name
   * @param {Record<string, string | number>} attributes
   */
  const shape = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      element.setAttribute(key, String(value));
    }
    return element;
  };

  /**
   * @param {number} width
   * @param {number} height
   * @param {SVGElement[]} shapes
   */
  const picture = (width, height, ...shapes) => {
    const svg = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
    svg.setAttribute("aria-hidden", "true");
    svg.append(...shapes);
    return svg;
  };

  /**
   * @param {SVGElement} swatch
   * @param {string} text
   */
  const row = (swatch, text) => {
    const item = document.createElement("li");
    const label = document.createElement("span");
    label.textContent = text;
    item.append(swatch, label);
    return item;
  };

  /** @param {string} color */
  const dot = (color) => picture(18, 18, shape("circle", { cx: 9, cy: 9, r: 5.5, fill: color }));

  /** @param {string} color */
  const diamond = (color) =>
    picture(18, 18, shape("path", { d: "M9 2 16 9 9 16 2 9Z", fill: color }));

  /** @param {string} color */
  const hollow = (color) => {
    const line = { fill: "none", stroke: color, "stroke-width": 2.5 };
    return picture(18, 18, shape("path", { d: "M9 3 15 9 9 15 3 9Z", ...line }));
  };

  /** @param {string} color */
  const cross = (color) =>
    picture(
      18,
      18,
      shape("path", { d: "M4 4 14 14M14 4 4 14", stroke: color, "stroke-width": 2.5 }),
    );

  /** @param {string} color */
  const square = (color) =>
    picture(18, 18, shape("rect", { x: 2, y: 2, width: 14, height: 14, fill: color }));

  /** @param {string} color */
  const dash = (color) =>
    picture(18, 18, shape("path", { d: "M1 13 17 5", stroke: color, "stroke-width": 1.5 }));

  /**
   * Three circles in one another, with the number of towns each stands for.
   * @param {Pvd.Scene} scene
   * @param {"regions" | "departments"} mode
   */
  const sizes = (scene, mode) => {
    const numbers = mode === "regions" ? [200, 50, 10] : [50, 20, 5];
    const largest = pvd.symbolRadius(scene, mode, numbers[0]);
    const shapes = numbers.flatMap((number, place) => {
      const radius = pvd.symbolRadius(scene, mode, number);
      const top = 2 * largest - 2 * radius + 7;
      const y = Math.max(top, 7 + place * 15);
      const text = shape("text", { x: 2 * largest + 20, y: y + 4, "font-size": 11.5 });
      text.textContent = pvd.number(number);
      text.setAttribute("fill", "currentColor");
      const line = { fill: "none", stroke: scene.palette.muted };
      return [
        shape("circle", { cx: largest + 1, cy: top + radius, r: radius, ...line }),
        shape("path", {
          d: `M${largest + 1} ${top}H${2 * largest + 8}L${2 * largest + 17} ${y}`,
          ...line,
        }),
        text,
      ];
    });
    return picture(2 * largest + 50, Math.max(2 * largest + 9, 46), ...shapes);
  };

  /** @param {Pvd.Scene} scene */
  const areaRows = ({ choropleth, isDark }) => {
    if (!choropleth) return [];
    const colors = choropleth.colors[isDark ? 1 : 0];
    return choropleth.labels.map((label, rank) => row(square(colors[rank]), label));
  };

  /**
   * @param {Pvd.Scene} scene
   * @param {Pvd.Seen} mode
   */
  const townRows = (scene, mode) => {
    if (scene.categories) {
      const counted = scene.counts.all.categories;
      return scene.categories.labels.flatMap((label, place) =>
        label ? row(dot(scene.colors[place]), `${label} (${pvd.number(counted[place])})`) : [],
      );
    }
    if (mode !== "towns" || scene.choropleth) return [];
    return [row(dot(scene.palette.town), "commune du programme")];
  };

  /** @param {Pvd.Scene} scene */
  const siteRows = ({ palette, proposed, meetings, links }) => {
    const list = [];
    if (proposed?.length) list.push(row(diamond(palette.meeting), "lieu proposé"));
    const there = new Set(proposed ? [] : meetings.map((site) => site.status));
    if (there.has("held")) list.push(row(diamond(palette.meeting), "lieu d’une rencontre"));
    if (there.has("planned")) list.push(row(hollow(palette.meeting), "rencontre planifiée"));
    if (there.has("cancelled")) list.push(row(cross(palette.ink), "rencontre annulée"));
    const way = proposed ? "vers le lieu le plus proche" : "vers la rencontre";
    if (links) list.push(row(dash(palette.meeting), way));
    return list;
  };

  /**
   * @param {Pvd.Scene} scene
   * @param {Pvd.Seen} mode
   */
  const content = (scene, mode) => {
    const parts = [];
    const title = scene.choropleth?.title || scene.categories?.title;
    if (title) {
      const heading = document.createElement("p");
      heading.className = "pvd-legend-title";
      heading.textContent = title;
      parts.push(heading);
    }
    const rows = [...areaRows(scene), ...townRows(scene, mode), ...siteRows(scene)];
    if (rows.length > 0) {
      const list = document.createElement("ul");
      list.append(...rows);
      parts.push(list);
    }
    if (pvd.counts(mode)) {
      const note = document.createElement("p");
      const areas = mode === "regions" ? "région" : "département";
      note.textContent = `Nombre de communes par ${areas}`;
      parts.push(note, sizes(scene, mode));
    }
    return parts;
  };

  /** @implements {Pvd.Legend} */
  pvd.Legend = class extends L.Control {
    /**
     * @param {Pvd.Scene} scene
     * @param {{ closed: boolean, toggled: () => void }} options
     */
    constructor(scene, { closed, toggled }) {
      super({ position: "bottomleft" });
      this.scene = scene;
      this.key = "";
      this.box = L.DomUtil.create("details", "pvd-panel pvd-legend");
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      const summary = L.DomUtil.create("summary", "", this.box);
      summary.textContent = "Légende";
      this.body = L.DomUtil.create("div", "pvd-legend-body", this.box);
      /* What the reader wants, or the width; the map folds it beside that. */
      this.wanted = !closed;
      this.insisted = false;
      this.shown = this.wanted;
      this.placed = "";
      this.box.open = this.wanted;
      this.box.addEventListener("toggle", () => {
        if (this.heed()) toggled();
      });
    }

    /* Take note of what the reader did to it: the browser tells of that only later. */
    heed() {
      if (this.box.open === this.shown) return false;
      this.shown = this.box.open;
      this.wanted = this.box.open;
      this.insisted = this.box.open;
      return true;
    }

    onAdd() {
      return this.box;
    }

    /**
     * Opened by hand, it stays open: it moves at most.
     * @param {Pvd.Surface} surface
     */
    makeRoom(surface) {
      this.heed();
      const { scene, box } = this;
      const view = surface.view();
      const { left, top, width, height } = view;
      const place = [left, top, width, height, view.zoom, scene.version, scene.town, scene.meeting];
      const placed = [...place, this.key, this.wanted, this.insisted].join();
      if (placed === this.placed) return false;
      this.placed = placed;
      const before = this.getPosition();
      box.open = this.wanted;
      let { corner, hides } = pvd.freest(surface.map, view, box, before);
      if (hides > 0 && box.open && !this.insisted) {
        box.open = false;
        ({ corner } = pvd.freest(surface.map, view, box, before));
      }
      const same = corner === before && box.open === this.shown;
      this.shown = box.open;
      if (corner !== before) this.setPosition(corner);
      return !same;
    }

    /**
     * Written anew only when it would differ; tell whether it was.
     * @param {Pvd.Seen} mode
     */
    update(mode) {
      const { scene } = this;
      const key = [scene.version, mode, scene.isDark, scene.unit].join();
      if (key === this.key) return false;
      this.key = key;
      this.body.replaceChildren(...content(scene, mode));
      return true;
    }
  };
})();
