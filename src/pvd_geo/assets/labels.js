/* Names on the map: each is written where it covers no other, or not at all. */
(() => {
  "use strict";
  const pvd = window.pvd;

  pvd.FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

  pvd.haloText = (view, text, x, y, color) => {
    const { ctx, scene } = view;
    ctx.lineJoin = "round";
    ctx.lineWidth = 3;
    ctx.strokeStyle = scene.palette.background;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = color || scene.palette.ink;
    ctx.fillText(text, x, y);
  };

  const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /* Keeps the rectangles that are taken. */
  pvd.Room = class {
    constructor() {
      this.taken = [];
    }

    take(box) {
      this.taken.push(box);
    }

    free(box) {
      return !this.taken.some((other) => overlaps(box, other));
    }
  };

  /* Write a name right, left, above or below its place; tell whether there was room. */
  const write = (view, room, { text, x, y, gap, size, weight, color, must }) => {
    const { ctx } = view;
    ctx.font = `${weight} ${size}px ${pvd.FONT}`;
    const width = ctx.measureText(text).width;
    const half = size / 2 + 1;
    const places = [
      ["left", x + gap, y],
      ["right", x - gap, y],
      ["center", x, y - gap - half],
      ["center", x, y + gap + half],
    ];
    for (const [align, left, middle] of places) {
      const start = align === "left" ? left : align === "right" ? left - width : left - width / 2;
      const box = [start - 2, middle - half, start + width + 2, middle + half];
      const inside = box[0] > view.beyond.x && box[2] < view.width - view.beyond.x;
      if ((room.free(box) && inside) || (must && align === "center")) {
        room.take(box);
        ctx.textAlign = align;
        ctx.textBaseline = "middle";
        pvd.haloText(view, text, left, middle, color);
        return true;
      }
    }
    return false;
  };

  const onCanvas = (view, x, y) => x > 0 && y > 0 && x < view.width && y < view.height;

  const namePlaces = (view, room) => {
    const { scene } = view;
    const { towns } = scene.base;
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
    for (const site of scene.meetings) {
      const chosen = site.id === scene.meeting;
      if (!scene.named && !chosen) continue;
      name(site.town, { gap: pvd.siteSize(view, site) + 4, must: chosen });
    }
  };

  const MOST = { near: 400, far: 60 }; /* beyond, towns are too close together for names */

  const nameTowns = (view, room) => {
    const { scene } = view;
    const { towns } = scene.base;
    const most = view.zoom >= scene.home + 1.5 ? MOST.near : MOST.far;
    /* A town that a site stands on is named clear of the site. */
    const sites = new Map(scene.meetings.map((site) => [site.town, pvd.siteSize(view, site)]));
    const seen = [];
    for (const i of towns.order) {
      if (!scene.shown[i] || i === scene.town) continue;
      const x = view.x(towns.x[i]);
      const y = view.y(towns.y[i]);
      const reach = sites.get(i) || pvd.townRadius(view, i);
      if (onCanvas(view, x, y)) seen.push({ i, x, y, reach });
      if (seen.length > most) return;
    }
    for (const { x, y, reach } of seen) room.take([x - reach, y - reach, x + reach, y + reach]);
    for (const { i, x, y, reach } of seen) {
      const style = { size: 11.5, weight: 500, color: scene.palette.ink };
      write(view, room, { text: towns.names[i], x, y, gap: reach + 3, ...style });
    }
  };

  /* Numbers of the circles that are too small to hold them. */
  const numberSymbols = (view, room, symbols) => {
    for (const { text, x, y, radius, inside } of symbols) {
      if (inside) continue;
      const style = { size: 11, weight: 600, color: view.scene.palette.ink, must: true };
      write(view, room, { text, x, y, gap: radius + 2, ...style });
    }
  };

  const nameCities = (view, room, symbols) => {
    const { scene, ctx } = view;
    const { cities } = scene.base;
    const far = view.zoom < scene.home + 0.7;
    if (far && scene.named) return; /* the sites are named, and those are enough */
    const finest = far ? 1 : 2;
    cities.names.forEach((text, i) => {
      const x = view.x(cities.x[i]);
      const y = view.y(cities.y[i]);
      if (cities.ranks[i] > finest || !onCanvas(view, x, y)) return;
      const style = { text, weight: 500, color: scene.palette.muted };
      style.size = cities.ranks[i] === 1 ? 12 : 11;
      /* A city under a count symbol has its name beside the symbol. */
      const over = symbols.find((symbol) => Math.hypot(symbol.x - x, symbol.y - y) < symbol.radius);
      if (over) {
        write(view, room, { ...style, x: over.x, y: over.y, gap: over.radius + 3 });
        return;
      }
      if (!room.free([x - 2, y - 2, x + 2, y + 2])) return;
      if (!write(view, room, { ...style, x, y, gap: 5 })) return;
      ctx.fillStyle = style.color;
      ctx.fillRect(x - 1.5, y - 1.5, 3, 3);
    });
  };

  /* Names over everything drawn before: `symbols` and dots keep their room. */
  pvd.drawLabels = (view, mode, symbols) => {
    const { scene } = view;
    const { towns } = scene.base;
    if (view.inset) return; /* too small for names; its label and the pointer tell */
    const room = new pvd.Room();
    /* Names stay where they can be read whole, clear of insets, legend and buttons. */
    const { x: aside, y: above } = view.beyond;
    for (const [left, top, right, bottom] of scene.covered) {
      room.take([left + aside, top + above, right + aside, bottom + above]);
    }
    for (const { x, y, radius } of symbols) {
      const reach = radius * 0.9;
      room.take([x - reach, y - reach, x + reach, y + reach]);
    }
    for (const site of scene.meetings) {
      const x = view.x(towns.x[site.town]);
      const y = view.y(towns.y[site.town]);
      const size = pvd.siteSize(view, site) - 1;
      room.take([x - size, y - size, x + size, y + size]);
    }
    numberSymbols(view, room, symbols);
    namePlaces(view, room);
    if (!scene.tiles) nameCities(view, room, symbols);
    if (mode === "towns" && !scene.named) nameTowns(view, room);
  };
})();
