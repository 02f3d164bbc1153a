/* Towns as dots and meeting sites as diamonds, drawn on a canvas. */
(() => {
  "use strict";
  const { pvd } = window;

  const MANY = 5000;
  const MANY_LINKS = 600; /* more would hide the towns they come from */

  /**
   * A dot is drawn once for each look, then stamped: quick for tens of thousands of towns.
   * @type {Map<string, { image: HTMLCanvasElement, half: number }>}
   */
  const stamps = new Map();

  /**
   * @param {string} color
   * @param {string} edge
   * @param {number} radius
   * @param {number} ratio
   */
  const stampOf = (color, edge, radius, ratio) => {
    const key = `${color} ${edge} ${radius} ${ratio}`;
    const known = stamps.get(key);
    if (known) return known;
    if (stamps.size > 300) stamps.clear();
    const half = Math.ceil(radius + 1.5);
    const image = document.createElement("canvas");
    image.width = 2 * half * ratio;
    image.height = 2 * half * ratio;
    const ctx = pvd.context(image);
    ctx.scale(ratio, ratio);
    ctx.beginPath();
    ctx.arc(half, half, radius, 0, 2 * Math.PI);
    ctx.fillStyle = color;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = edge;
    ctx.stroke();
    const stamp = { image, half };
    stamps.set(key, stamp);
    return stamp;
  };

  /* Dots grow with the zoom, and a little with the town; a crowd of them is finer, unless their
     colours are to be told apart. */
  pvd.townRadius = (view, town) => {
    const { scene } = view;
    const least = view.inset
      ? 2.1
      : (scene.crowded && !scene.categories ? 2.1 : 3) * Math.min(1, scene.unit);
    const plain = Math.min(9, least + 0.85 * Math.max(0, view.zoom - view.home));
    return plain * (0.85 + 0.5 * scene.base.towns.size[town]);
  };

  /**
   * Draw the towns of one colour; tell how many.
   * @param {Pvd.View} view
   * @param {string} color
   * @param {(town: Pvd.Place) => boolean} accept
   */
  const drawDots = (view, color, accept) => {
    const { scene, ctx, ratio } = view;
    const { towns } = scene.base;
    /* The palest levels have little contrast on land: their outline has. */
    const edge = scene.categories ? scene.palette.muted : scene.palette.background;
    /* Ten times faster, and at this number nobody sees the corners. */
    const many = scene.total > MANY && view.zoom < scene.home + 3;
    let drawn = 0;
    ctx.fillStyle = color;
    for (const i of towns.order) {
      if (!accept(i)) continue;
      const x = view.x(towns.x[i]);
      const y = view.y(towns.y[i]);
      if (x < -12 || y < -12 || x > view.width + 12 || y > view.height + 12) continue;
      const radius = Math.round(2 * pvd.townRadius(view, i)) / 2;
      drawn += 1;
      if (many) {
        ctx.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
        continue;
      }
      const { image, half } = stampOf(color, edge, radius, ratio);
      ctx.drawImage(image, x - half, y - half, 2 * half, 2 * half);
    }
    return drawn;
  };

  pvd.drawTowns = (view) => {
    const { shown, categories, colors, palette } = view.scene;
    if (!categories) return drawDots(view, palette.town, (town) => shown[town] === 1);
    let drawn = 0;
    /* The first category is drawn last, over the others. */
    for (let place = colors.length - 1; place >= 0; place--) {
      const accept = (/** @type {Pvd.Place} */ town) =>
        shown[town] === 1 && categories.of[town] === place;
      drawn += drawDots(view, colors[place], accept);
    }
    return drawn;
  };

  /**
   * @param {Pvd.View} view
   * @param {Pvd.Place} town
   * @param {{ color: string, radius: number, width: number }} style
   */
  const ring = (view, town, { color, radius, width }) => {
    const { ctx, scene } = view;
    const { towns } = scene.base;
    ctx.beginPath();
    ctx.arc(view.x(towns.x[town]), view.y(towns.y[town]), radius, 0, 2 * Math.PI);
    ctx.lineWidth = width + 2;
    ctx.strokeStyle = scene.palette.background;
    ctx.stroke();
    ctx.lineWidth = width;
    ctx.strokeStyle = color;
    ctx.stroke();
  };

  /* The chosen town is drawn even where a filter hides it, so that its sheet has its place. */
  pvd.drawChosen = (view) => {
    const { scene, ctx, ratio } = view;
    const { palette, hover } = scene;
    const { towns } = scene.base;
    if (scene.town >= 0) {
      const i = scene.town;
      const radius = Math.max(5, Math.round(2 * pvd.townRadius(view, i)) / 2);
      const { image, half } = stampOf(scene.colorOf(i), palette.background, radius, ratio);
      const left = view.x(towns.x[i]) - half;
      const top = view.y(towns.y[i]) - half;
      ctx.drawImage(image, left, top, 2 * half, 2 * half);
      ring(view, i, { color: palette.ink, radius: radius + 3, width: 2.5 });
    }
    if (hover?.kind === "town") {
      const radius = pvd.townRadius(view, hover.number) + (scene.keyed ? 4 : 2);
      ring(view, hover.number, { color: palette.ink, radius, width: scene.keyed ? 2.5 : 1.5 });
    } else if (hover?.site && scene.keyed) {
      const radius = pvd.siteSize(view, hover.site) + 6;
      ring(view, hover.site.town, { color: palette.ink, radius, width: 2.5 });
    }
  };

  pvd.siteSize = (view, site) => {
    const grown = Math.min(3, Math.max(0, view.zoom - view.home));
    const size = (view.inset ? 5.5 : 7) * Math.max(0.85, view.scene.unit) + grown;
    return site.id === view.scene.meeting ? size + 3 : size;
  };

  /**
   * A diamond stands on its town's dot: a ring says the level that it hides.
   * @param {Pvd.View} view
   * @param {Pvd.Site} site
   */
  const ringLevel = (view, site) => {
    const { scene } = view;
    if (!scene.categories || !scene.shown[site.town]) return;
    const radius = pvd.siteSize(view, site) + 3;
    ring(view, site.town, { color: scene.colorOf(site.town), radius, width: 3 });
  };

  /* What was held stands over what is planned in the same town, and that over what is off. */
  const UNDER = { cancelled: 0, planned: 1, held: 2 };

  /**
   * The outline of what tells where a meeting stands: a diamond, or the cross of one called off.
   * @param {Pvd.View} view
   * @param {Pvd.Site} site
   */
  const siteOutline = (view, site) => {
    const { scene, ctx } = view;
    const { towns } = scene.base;
    const x = view.x(towns.x[site.town]);
    const y = view.y(towns.y[site.town]);
    /* Under another of the same town it is larger, so that both are seen. */
    const under = scene.meetings.some(
      (other) => other.town === site.town && UNDER[other.status] > UNDER[site.status],
    );
    const size = pvd.siteSize(view, site) + (under ? 6 : 0);
    ctx.beginPath();
    ctx.lineJoin = "round";
    ctx.lineCap = "round";
    if (site.status === "cancelled") {
      const arm = size * 0.7;
      ctx.moveTo(x - arm, y - arm);
      ctx.lineTo(x + arm, y + arm);
      ctx.moveTo(x + arm, y - arm);
      ctx.lineTo(x - arm, y + arm);
      return;
    }
    ctx.moveTo(x, y - size);
    ctx.lineTo(x + size, y);
    ctx.lineTo(x, y + size);
    ctx.lineTo(x - size, y);
    ctx.closePath();
  };

  /**
   * @param {Pvd.View} view
   * @param {string} color
   * @param {number} width
   */
  const trace = ({ ctx }, color, width) => {
    ctx.lineWidth = width;
    ctx.strokeStyle = color;
    ctx.stroke();
  };

  /**
   * @param {Pvd.View} view
   * @param {Pvd.Site} site
   */
  const drawDiamond = (view, site) => {
    const { scene, ctx } = view;
    const { ink, background, meeting } = scene.palette;
    const chosen = site.id === scene.meeting;
    /* Categories have warm colours too: a dark edge then tells sites apart. */
    const plain = scene.categories ? 4.5 : 3;
    trace(view, chosen ? ink : background, chosen ? 5 : plain);
    if (scene.categories && !chosen) trace(view, ink, 2);
    ctx.fillStyle = site.status === "planned" ? background : meeting;
    ctx.fill();
    if (site.status === "planned") trace(view, meeting, 2.5);
    ringLevel(view, site);
  };

  /**
   * @param {Pvd.View} view
   * @param {Pvd.Site} site
   */
  const drawSite = (view, site) => {
    const { palette, meeting } = view.scene;
    siteOutline(view, site);
    if (site.status !== "cancelled") {
      drawDiamond(view, site);
      return;
    }
    trace(view, palette.background, 6);
    trace(view, palette.ink, site.id === meeting ? 4 : 2.5);
  };

  pvd.drawSites = (view) => {
    const order = [...view.scene.meetings].sort((a, b) => UNDER[a.status] - UNDER[b.status]);
    for (const site of order) drawSite(view, site);
  };

  /* A line from each town that is shown to the site it is linked to. */
  pvd.drawLinks = (view) => {
    const { scene, ctx } = view;
    if (!scene.links) return;
    const { towns } = scene.base;
    ctx.beginPath();
    for (let i = 0; i < towns.count; i++) {
      if (scene.shown[i] === 0 || scene.links[i] === 0) continue;
      const site = scene.goals[scene.links[i] - 1];
      ctx.moveTo(view.x(towns.x[i]), view.y(towns.y[i]));
      ctx.lineTo(view.x(towns.x[site]), view.y(towns.y[site]));
    }
    ctx.lineWidth = 0.6;
    ctx.strokeStyle = scene.palette.meeting;
    ctx.globalAlpha = scene.total > MANY_LINKS ? 0.25 : 0.45;
    ctx.stroke();
    ctx.globalAlpha = 1;
  };
})();
