/* Circles that count the towns of a région or a département: the area follows the number. */
(() => {
  "use strict";
  const { pvd } = window;

  /* Radius of one town's worth of area, in pixels; the legend shows the same circles. */
  const RADIUS = { regions: 2, departments: 2.9 };

  pvd.symbolRadius = (scene, mode, total) => RADIUS[mode] * scene.unit * Math.sqrt(total);

  /**
   * A meeting site keeps its true place: the symbol, which has none, gives way.
   * @param {Pvd.View} view
   * @param {Pvd.Symbol} symbol
   */
  const giveWay = (view, symbol) => {
    const { towns } = view.scene.base;
    for (const site of view.scene.meetings) {
      const across = symbol.x - view.x(towns.x[site.town]);
      const down = symbol.y - view.y(towns.y[site.town]);
      const apart = Math.hypot(across, down) || 1;
      const short = symbol.radius + pvd.siteSize(view, site) - 1 - apart;
      if (short <= 0) continue;
      symbol.x += (short * across) / apart;
      symbol.y += (short * down) / apart;
    }
    return symbol;
  };

  /* Where each symbol stands on the canvas. */
  pvd.placeSymbols = (view, mode) =>
    view.scene
      .symbolsOf(mode)
      .map((symbol) => ({
        ...symbol,
        x: view.x(symbol.area.x),
        y: view.y(symbol.area.y),
        radius: pvd.symbolRadius(view.scene, mode, symbol.total),
      }))
      .filter(({ x, y }) => x > -60 && y > -60 && x < view.width + 60 && y < view.height + 60)
      .map((symbol) => giveWay(view, symbol));

  /**
   * The categories of the towns of an area, as a ring around its number.
   * @param {Pvd.View} view
   * @param {Pvd.Symbol} symbol
   */
  const drawRing = (view, symbol) => {
    const { ctx, scene } = view;
    const width = Math.max(3, symbol.radius * 0.3);
    let from = -Math.PI / 2;
    for (const [place, color] of scene.colors.entries()) {
      const share = symbol.categories[place] / symbol.total;
      if (!share) continue;
      const to = from + share * 2 * Math.PI;
      ctx.beginPath();
      ctx.arc(symbol.x, symbol.y, symbol.radius, from, to);
      ctx.arc(symbol.x, symbol.y, Math.max(0, symbol.radius - width), to, from, true);
      ctx.closePath();
      ctx.fillStyle = color;
      ctx.fill();
      from = to;
    }
  };

  /**
   * @param {Pvd.View} view
   * @param {Pvd.Symbol} symbol
   */
  const drawCircle = (view, symbol) => {
    const { ctx, scene } = view;
    const { palette, hover } = scene;
    const under = hover?.area === symbol.area;
    ctx.beginPath();
    ctx.arc(symbol.x, symbol.y, symbol.radius, 0, 2 * Math.PI);
    ctx.fillStyle = scene.categories ? palette.background : palette.town;
    ctx.globalAlpha = scene.categories || under ? 1 : 0.9;
    ctx.fill();
    ctx.globalAlpha = 1;
    if (scene.categories) drawRing(view, symbol);
    ctx.lineWidth = under ? 2.5 : 1.5;
    ctx.strokeStyle = under ? palette.ink : palette.background;
    ctx.beginPath();
    ctx.arc(symbol.x, symbol.y, symbol.radius, 0, 2 * Math.PI);
    ctx.stroke();
  };

  /**
   * Write a number into its circle where it fits; tell whether it did.
   * @param {Pvd.View} view
   * @param {Pvd.Symbol} symbol
   * @param {string} text
   */
  const writeInside = ({ ctx, scene }, symbol, text) => {
    ctx.font = `600 11px ${pvd.FONT}`;
    const room = symbol.radius * (scene.categories ? 0.75 : 0.95);
    if (ctx.measureText(text).width / 2 > room) return false;
    const size = Math.max(11, Math.min(16, symbol.radius * 0.62));
    ctx.font = `600 ${size}px ${pvd.FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = scene.categories ? scene.palette.ink : scene.palette.background;
    ctx.fillText(text, symbol.x, symbol.y + 0.5);
    return true;
  };

  /* Large circles first; a number that has no room is written with the names. */
  pvd.drawSymbols = (view, mode) =>
    pvd
      .placeSymbols(view, mode)
      .sort((a, b) => b.total - a.total)
      .map((symbol) => {
        const text = pvd.number(symbol.total);
        drawCircle(view, symbol);
        return { ...symbol, text, inside: writeInside(view, symbol, text) };
      });
})();
