/* Names on the map: each is written where it covers no other, or not at all. Our own on purpose:
   the plugins that avoid collisions hide Leaflet's own labels, elements of the page that would
   not follow an animation as the canvas does. */
(() => {
  "use strict";
  const { pvd } = window;

  pvd.FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

  /**
   * @param {Pvd.View} view
   * @param {{ text: string, x: number, y: number, color: string }} label
   */
  const haloText = ({ ctx, scene }, { text, x, y, color }) => {
    ctx.lineJoin = "round";
    ctx.lineWidth = 3;
    ctx.strokeStyle = scene.palette.background;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = color;
    ctx.fillText(text, x, y);
  };

  /**
   * @param {Pvd.Box} a
   * @param {Pvd.Box} b
   */
  const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /* Keeps the rectangles that are taken. */
  class Room {
    constructor() {
      /** @type {Pvd.Box[]} */
      this.taken = [];
    }

    /** @param {Pvd.Box} box */
    take(box) {
      this.taken.push(box);
    }

    /**
     * Take what lies within `reach` of a point.
     * @param {Pvd.XY} point
     * @param {number} reach
     */
    takeAround({ x, y }, reach) {
      this.take([x - reach, y - reach, x + reach, y + reach]);
    }

    /** @param {Pvd.Box} box */
    free(box) {
      return !this.taken.some((other) => overlaps(box, other));
    }
  }

  /**
   * A name and how it is written, in CSS pixels; `gap` is what it leaves free around its place.
   * @typedef {{ text: string, x: number, y: number, gap: number, size: number, weight: number,
   *   color: string, must?: boolean }} Label
   */

  /**
   * Write a name right, left, above or below its place; tell whether there was room.
   * @param {Pvd.View} view
   * @param {Room} room
   * @param {Label} label `must` writes it above even where there is none
   */
  const write = (view, room, { text, x, y, gap, size, weight, color, must = false }) => {
    const { ctx } = view;
    ctx.font = `${weight} ${size}px ${pvd.FONT}`;
    const { width } = ctx.measureText(text);
    const half = size / 2 + 1;
    /** @type {[CanvasTextAlign, x: number, y: number, start: number][]} */
    const places = [
      ["left", x + gap, y, x + gap],
      ["right", x - gap, y, x - gap - width],
      ["center", x, y - gap - half, x - width / 2],
      ["center", x, y + gap + half, x - width / 2],
    ];
    for (const [align, across, middle, start] of places) {
      /** @type {Pvd.Box} */
      const box = [start - 2, middle - half, start + width + 2, middle + half];
      const inside = box[0] > view.beyond.x && box[2] < view.width - view.beyond.x;
      if ((room.free(box) && inside) || (must && align === "center")) {
        room.take(box);
        ctx.textAlign = align;
        ctx.textBaseline = "middle";
        haloText(view, { text, x: across, y: middle, color });
        return true;
      }
    }
    return false;
  };

  /**
   * @param {Pvd.View} view
   * @param {number} x
   * @param {number} y
   */
  const onCanvas = (view, x, y) => x > 0 && y > 0 && x < view.width && y < view.height;

  /**
   * Name the chosen town and the sites.
   * @param {Pvd.View} view
   * @param {Room} room
   */
  const namePlaces = (view, room) => {
    const { scene } = view;
    const { towns } = scene.base;
    /**
     * @param {Pvd.Place} number
     * @param {Partial<Label> & { gap: number }} style
     */
    const name = (number, style) =>
      write(view, room, {
        text: towns.names[number],
        x: view.x(towns.x[number]),
        y: view.y(towns.y[number]),
        size: 12,
        weight: 600,
        color: scene.palette.ink,
        ...style,
      });
    if (scene.town >= 0) name(scene.town, { gap: 12, size: 13, weight: 700, must: true });
    const written = new Set([scene.town]);
    for (const site of scene.meetings) {
      const chosen = site.id === scene.meeting;
      if ((!scene.named && !chosen) || written.has(site.town)) continue;
      written.add(site.town);
      name(site.town, { gap: pvd.siteSize(view, site) + 4, must: chosen });
    }
  };

  const MOST = { near: 400, far: 60 }; /* beyond, towns are too close together for names */

  /**
   * The shown towns that stand on the canvas, but for the chosen one; none if more than `most`.
   * @param {Pvd.View} view
   * @param {number} most
   */
  const townsOnCanvas = (view, most) => {
    const { base, shown, town } = view.scene;
    const seen = [];
    for (const i of base.towns.order) {
      if (!shown[i] || i === town) continue;
      const x = view.x(base.towns.x[i]);
      const y = view.y(base.towns.y[i]);
      if (onCanvas(view, x, y)) seen.push({ i, x, y });
      if (seen.length > most) return [];
    }
    return seen;
  };

  /**
   * Name the towns on the canvas, or none where they are too many.
   * @param {Pvd.View} view
   * @param {Room} room
   */
  const nameTowns = (view, room) => {
    const { scene } = view;
    const { towns } = scene.base;
    /* A town that a site stands on is named clear of the site. */
    const sites = new Map(scene.meetings.map((site) => [site.town, pvd.siteSize(view, site)]));
    const most = view.zoom >= scene.home + 1.5 ? MOST.near : MOST.far;
    const seen = townsOnCanvas(view, most).map((town) => ({
      ...town,
      reach: sites.get(town.i) ?? pvd.townRadius(view, town.i),
    }));
    for (const town of seen) room.takeAround(town, town.reach);
    for (const { i, x, y, reach } of seen) {
      const style = { size: 11.5, weight: 500, color: scene.palette.ink };
      write(view, room, { text: towns.names[i], x, y, gap: reach + 3, ...style });
    }
  };

  /**
   * Numbers of the circles that are too small to hold them.
   * @param {Pvd.View} view
   * @param {Room} room
   * @param {Pvd.DrawnSymbol[]} symbols
   */
  const numberSymbols = (view, room, symbols) => {
    for (const { text, x, y, radius, inside } of symbols) {
      if (inside) continue;
      const style = { size: 11, weight: 600, color: view.scene.palette.ink, must: true };
      write(view, room, { text, x, y, gap: radius + 2, ...style });
    }
  };

  /**
   * Name one city, with a small square at its place.
   * @param {Pvd.View} view
   * @param {Room} room
   * @param {Pick<Label, "text" | "x" | "y" | "size">} city
   * @param {Pvd.Symbol[]} symbols
   */
  const nameCity = (view, room, city, symbols) => {
    const { x, y } = city;
    const style = { ...city, weight: 500, color: view.scene.palette.muted };
    /* A city under a count symbol has its name beside the symbol. */
    const over = symbols.find((symbol) => Math.hypot(symbol.x - x, symbol.y - y) < symbol.radius);
    if (over) {
      write(view, room, { ...style, x: over.x, y: over.y, gap: over.radius + 3 });
      return;
    }
    if (!room.free([x - 2, y - 2, x + 2, y + 2])) return;
    if (!write(view, room, { ...style, gap: 5 })) return;
    view.ctx.fillStyle = style.color;
    view.ctx.fillRect(x - 1.5, y - 1.5, 3, 3);
  };

  /**
   * @param {Pvd.View} view
   * @param {Room} room
   * @param {Pvd.Symbol[]} symbols
   */
  const nameCities = (view, room, symbols) => {
    const { scene } = view;
    const { cities } = scene.base;
    const far = view.zoom < scene.home + 0.7;
    if (far && scene.named) return; /* the sites are named, and those are enough */
    const finest = far ? 1 : 2;
    for (const [i, text] of cities.names.entries()) {
      const x = view.x(cities.x[i]);
      const y = view.y(cities.y[i]);
      if (cities.ranks[i] > finest || !onCanvas(view, x, y)) continue;
      const size = cities.ranks[i] === 1 ? 12 : 11;
      nameCity(view, room, { text, x, y, size }, symbols);
    }
  };

  /* Names over everything drawn before: `symbols` and dots keep their room. */
  pvd.drawLabels = (view, mode, symbols) => {
    const { scene } = view;
    const { towns } = scene.base;
    if (view.inset) return; /* too small for names; its label and the pointer tell */
    const room = new Room();
    /* Names stay where they can be read whole, clear of insets, legend and buttons. */
    const { x: aside, y: above } = view.beyond;
    for (const [left, top, right, bottom] of scene.covered) {
      room.take([left + aside, top + above, right + aside, bottom + above]);
    }
    for (const symbol of symbols) room.takeAround(symbol, symbol.radius * 0.9);
    for (const site of scene.meetings) {
      const x = view.x(towns.x[site.town]);
      const y = view.y(towns.y[site.town]);
      room.takeAround({ x, y }, pvd.siteSize(view, site) - 1);
    }
    numberSymbols(view, room, symbols);
    namePlaces(view, room);
    if (!scene.tiles) nameCities(view, room, symbols);
    if (mode === "towns" && !scene.named) nameTowns(view, room);
  };
})();
