/* The canvas that everything is drawn on; it moves with the map as Leaflet's own canvas does. */
(() => {
  "use strict";
  const pvd = window.pvd;

  const QUICK = 10; /* milliseconds: a frame of an animation has 16 */

  const stroke = (view, path, color, width, alpha = 1) => {
    const { ctx } = view;
    ctx.globalAlpha = alpha;
    ctx.lineWidth = width / view.scale;
    ctx.strokeStyle = color;
    ctx.stroke(path);
    ctx.globalAlpha = 1;
  };

  const fill = (view, path, color, alpha = 1) => {
    const { ctx } = view;
    ctx.globalAlpha = alpha;
    ctx.fillStyle = color;
    ctx.fill(path, "evenodd");
    ctx.globalAlpha = 1;
  };

  const drawChoropleth = (view) => {
    const { scene } = view;
    const { choropleth } = scene;
    if (!choropleth) return;
    const colors = choropleth.colors[scene.isDark ? 1 : 0];
    for (const area of choropleth.kind === "region" ? scene.base.regions : scene.base.departments) {
      const rank = choropleth.classes.get(area.code);
      if (rank !== undefined) fill(view, area.path, colors[rank]);
    }
  };

  /* Land and borders, in the world's own units under a transform. */
  const drawGround = (view) => {
    const { ctx, scene, ratio } = view;
    const { palette, base, hover, area } = scene;
    ctx.setTransform(
      ratio * view.scale,
      0,
      0,
      ratio * view.scale,
      -ratio * view.left,
      -ratio * view.top,
    );
    ctx.lineJoin = "round";
    if (!scene.tiles) fill(view, base.land, palette.land);
    drawChoropleth(view);
    if (hover && hover.area) fill(view, hover.area.path, palette.accent, 0.12);
    if (area && !scene.choropleth) fill(view, area.path, palette.accent, 0.08);
    const near = Math.min(1, Math.max(0, (view.zoom - view.home) / 3));
    stroke(view, base.borders.departments, palette.border, (view.inset ? 0.4 : 0.5) + 0.5 * near);
    stroke(view, base.borders.regions, palette.muted, 1 + 0.6 * near, 0.75);
    stroke(view, base.borders.coast, palette.muted, 0.7 + 0.4 * near, 0.75);
    if (hover && hover.area && scene.choropleth) stroke(view, hover.area.border, palette.ink, 1.5);
    if (area) stroke(view, area.border, palette.accent, view.inset ? 1.5 : 2.5);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  };

  pvd.Surface = L.Renderer.extend({
    options: { padding: 0.1, inset: false },

    initialize(scene, options) {
      this.scene = scene;
      this.cost = 0;
      L.Renderer.prototype.initialize.call(this, options);
    },

    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
      this._container.className = "pvd-surface";
      this.ctx = this._container.getContext("2d");
    },

    _destroyContainer() {
      cancelAnimationFrame(this.frame);
      this._container.remove();
      delete this._container;
      delete this.ctx;
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize();
      const ratio = window.devicePixelRatio || 1;
      const canvas = this._container;
      L.DomUtil.setPosition(canvas, this._bounds.min);
      if (canvas.width !== size.x * ratio || canvas.height !== size.y * ratio) {
        canvas.width = size.x * ratio;
        canvas.height = size.y * ratio;
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
      }
      this.draw();
    },

    /* In flight and under two fingers each step is drawn anew, as long as that is quick;
       else the last picture is stretched, as Leaflet does. */
    _onZoom() {
      if (this.cost < QUICK) this._update();
      else L.Renderer.prototype._onZoom.call(this);
    },

    /* How the world is seen now: positions and sizes on this canvas. */
    view() {
      const zoom = this._map.getZoom();
      const origin = this._map.getPixelOrigin().add(this._bounds.min);
      const size = this._bounds.getSize();
      const scale = pvd.scaleAt(zoom);
      const beyond = size.subtract(this._map.getSize()).divideBy(2);
      return {
        scene: this.scene,
        ctx: this.ctx,
        ratio: window.devicePixelRatio || 1,
        inset: this.options.inset,
        zoom,
        home: this.options.inset ? zoom : this.scene.home,
        scale,
        left: origin.x,
        top: origin.y,
        width: size.x,
        height: size.y,
        beyond /* what the canvas has outside the map on each side */,
        x: (position) => position * scale - origin.x,
        y: (position) => position * scale - origin.y,
      };
    },

    /* Draw with the next frame, once for all that asked. */
    redraw() {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this._map && this.draw());
    },

    draw() {
      if (!this.scene.ready || !this._bounds || this._bounds.getSize().x < 2) return;
      const start = performance.now();
      const view = this.view();
      const { ctx, scene } = view;
      ctx.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      ctx.clearRect(0, 0, view.width, view.height);
      const mode = view.inset ? scene.insetMode : scene.modeAt(view.zoom);
      drawGround(view);
      pvd.drawLinks(view);
      const symbols = pvd.counts(mode) ? pvd.drawSymbols(view, mode) : [];
      const drawn = mode === "towns" ? pvd.drawTowns(view) : 0;
      pvd.drawSites(view);
      pvd.drawChosen(view);
      pvd.drawLabels(view, mode, symbols);
      this.cost = performance.now() - start;
      this.fire("drawn", { mode, drawn: drawn || symbols.length });
    },
  });
})();
