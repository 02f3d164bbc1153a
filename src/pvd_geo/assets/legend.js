/* The legend: only what is on the map now. */
(() => {
  "use strict";
  const pvd = window.pvd;
  const SVG = "http://www.w3.org/2000/svg";

  const shape = (name, attributes) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const picture = (width, height, ...shapes) => {
    const svg = shape("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
    svg.setAttribute("aria-hidden", "true");
    svg.append(...shapes);
    return svg;
  };

  const row = (swatch, text) => {
    const item = document.createElement("li");
    const label = document.createElement("span");
    label.textContent = text;
    item.append(swatch, label);
    return item;
  };

  const dot = (color) => picture(18, 18, shape("circle", { cx: 9, cy: 9, r: 5.5, fill: color }));

  const diamond = (color) =>
    picture(18, 18, shape("path", { d: "M9 2 16 9 9 16 2 9Z", fill: color }));

  const square = (color) =>
    picture(18, 18, shape("rect", { x: 2, y: 2, width: 14, height: 14, fill: color }));

  const dash = (color) =>
    picture(18, 18, shape("path", { d: "M1 13 17 5", stroke: color, "stroke-width": 1.5 }));

  /* Three circles in one another, with the number of towns each stands for. */
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

  const rows = (scene, mode) => {
    const { palette, legend, choropleth } = scene;
    const list = [];
    if (choropleth) {
      const colors = choropleth.colors[scene.isDark ? 1 : 0];
      choropleth.labels.forEach((label, rank) => list.push(row(square(colors[rank]), label)));
    }
    if (scene.levels && legend) {
      legend.levels.forEach((label, place) => {
        if (label) list.push(row(dot(scene.levelColor(3 - place)), label));
      });
    } else if (mode === "towns" && !choropleth) {
      list.push(row(dot(palette.town), "commune du programme"));
    }
    const site = scene.proposed ? "lieu proposé" : "lieu d’une rencontre";
    if (scene.meetings.length) list.push(row(diamond(palette.meeting), site));
    const way = scene.proposed ? "vers le lieu le plus proche" : "vers la rencontre";
    if (scene.links) list.push(row(dash(palette.meeting), way));
    return list;
  };

  pvd.Legend = L.Control.extend({
    options: { position: "bottomleft" },

    initialize(scene, options) {
      this.scene = scene;
      L.Util.setOptions(this, options);
    },

    onAdd() {
      this.box = L.DomUtil.create("details", "pvd-panel pvd-legend");
      L.DomEvent.disableClickPropagation(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      const summary = L.DomUtil.create("summary", "", this.box);
      summary.textContent = "Légende";
      this.body = L.DomUtil.create("div", "pvd-legend-body", this.box);
      this.box.open = !this.options.closed;
      this.box.addEventListener("toggle", () => this.options.toggled());
      return this.box;
    },

    /* Written anew only when it would differ; tell whether it was. */
    update(mode) {
      const { scene } = this;
      const key = [scene.version, mode, scene.isDark, scene.unit, this.box.open].join();
      if (key === this.key || !this.body) return false;
      this.key = key;
      const parts = [];
      const title =
        (scene.choropleth && scene.choropleth.title) || (scene.legend && scene.legend.title);
      if (title) {
        const heading = document.createElement("p");
        heading.className = "pvd-legend-title";
        heading.textContent = title;
        parts.push(heading);
      }
      const list = document.createElement("ul");
      list.append(...rows(scene, mode));
      if (list.children.length) parts.push(list);
      if (pvd.counts(mode)) {
        const note = document.createElement("p");
        const areas = mode === "regions" ? "région" : "département";
        note.textContent = `Nombre de communes par ${areas}`;
        parts.push(note, sizes(scene, mode));
      }
      this.body.replaceChildren(...parts);
      return true;
    },
  });
})();
