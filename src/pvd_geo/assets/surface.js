/* The canvas that everything is drawn on; it moves with the map as Leaflet's own canvas does. */
(() => {
  "use strict";
  const { pvd } = window;

  const QUICK = 10; /* milliseconds: a frame of an animation has 16 */

  /**
   * @param {Pvd.View} view
   * @param {Path2D} path
   * @param {{ color: string, width: number, alpha?: number }} pen width in CSS pixels
   */
  const stroke = (view, path, { color, width, alpha = 1 }) => {
    const { ctx } = view;
    ctx.globalAlpha = alpha;
    ctx.lineWidth = width / view.scale;
    ctx.strokeStyle = color;
    ctx.stroke(path);
    ctx.globalAlpha = 1;
  };

  /**
   * @param {Pvd.View} view
   * @param {Path2D} path
   * @param {string} color
   */
  const fill = (view, path, color, alpha = 1) => {
    const { ctx } = view;
    ctx.globalAlpha = alpha;
    ctx.fillStyle = color;
    ctx.fill(path, "evenodd");
    ctx.globalAlpha = 1;
  };

  /** @param {Pvd.View} view */
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

  /** @param {Pvd.View} view */
  const drawBorders = (view) => {
    const { palette, base } = view.scene;
    const { departments, regions, coast } = base.borders;
    const near = Math.min(1, Math.max(0, (view.zoom - view.home) / 3));
    const finest = (view.inset ? 0.4 : 0.5) + 0.5 * near;
    stroke(view, departments, { color: palette.border, width: finest });
    stroke(view, regions, { color: palette.muted, width: 1 + 0.6 * near, alpha: 0.75 });
    stroke(view, coast, { color: palette.muted, width: 0.7 + 0.4 * near, alpha: 0.75 });
  };

  /**
   * The area under the pointer or the keyboard's, and the one that is looked at.
   * @param {Pvd.View} view
   */
  const drawOutlines = (view) => {
    const { palette, area, choropleth, hover, keyed } = view.scene;
    if (hover?.area && (choropleth || keyed)) {
      stroke(view, hover.area.border, { color: palette.ink, width: keyed ? 2.5 : 1.5 });
    }
    if (area) stroke(view, area.border, { color: palette.accent, width: view.inset ? 1.5 : 2.5 });
  };

  /**
   * Land and borders, in the world's own units under a transform.
   * @param {Pvd.View} view
   */
  const drawGround = (view) => {
    const { ctx, scene, ratio } = view;
    const { palette, base, area } = scene;
    const under = scene.hover?.area;
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
    if (under) fill(view, under.path, palette.accent, 0.12);
    if (area && !scene.choropleth) fill(view, area.path, palette.accent, 0.08);
    drawBorders(view);
    drawOutlines(view);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  };

  /** @implements {Pvd.Surface} */
  pvd.Surface = class extends L.Renderer {
    /**
     * @param {Pvd.Scene} scene
     * @param {{ inset?: boolean, padding?: number }} [options]
     */
    constructor(scene, { inset = false, padding = 0.1 } = {}) {
      super({ padding });
      this.scene = scene;
      this.inset = inset;
      this.canvas = document.createElement("canvas");
      this.canvas.setAttribute("aria-hidden", "true");
      this.canvas.className = "pvd-surface";
      this.ctx = pvd.context(this.canvas);
      this.cost = 0; /* of the last drawing, in milliseconds */
      this.frame = 0;
    }

    get map() {
      return this._map;
    }

    _initContainer() {
      this._container = this.canvas;
    }

    _destroyContainer() {
      cancelAnimationFrame(this.frame);
      this.canvas.remove();
    }

    /* What the canvas covers of the map's layer; Leaflet knows once it has placed the canvas. */
    covered() {
      if (!this._bounds) super._update();
      return /** @type {L.Bounds} */ (this._bounds);
    }

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      super._update();
      const { canvas } = this;
      const ratio = window.devicePixelRatio || 1;
      const size = this.covered().getSize();
      L.DomUtil.setPosition(canvas, this.covered().getTopLeft());
      if (canvas.width !== size.x * ratio || canvas.height !== size.y * ratio) {
        canvas.width = size.x * ratio;
        canvas.height = size.y * ratio;
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
      }
      this.draw();
    }

    /* In flight and under two fingers each step is drawn anew, as long as that is quick;
       else the last picture is stretched, as Leaflet does. */
    _onZoom() {
      if (this.cost < QUICK) this._update();
      else super._onZoom();
    }

    /** @param {L.Point} containerPoint */
    onCanvas(containerPoint) {
      const point = this._map.containerPointToLayerPoint(containerPoint);
      return point.subtract(this.covered().getTopLeft());
    }

    /* How the world is seen now: positions and sizes on this canvas. */
    view() {
      const zoom = this._map.getZoom();
      const origin = this._map.getPixelOrigin().add(this.covered().getTopLeft());
      const size = this.covered().getSize();
      const scale = pvd.scaleAt(zoom);
      const beyond = size.subtract(this._map.getSize()).divideBy(2);
      return {
        scene: this.scene,
        ctx: this.ctx,
        ratio: window.devicePixelRatio || 1,
        inset: this.inset,
        zoom,
        home: this.inset ? zoom : this.scene.home,
        scale,
        left: origin.x,
        top: origin.y,
        width: size.x,
        height: size.y,
        beyond,
        x: (/** @type {number} */ position) => position * scale - origin.x,
        y: (/** @type {number} */ position) => position * scale - origin.y,
      };
    }

    /* Draw with the next frame, once for all that asked. */
    redraw() {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => {
        if (this._map) this.draw();
      });
    }

    draw() {
      if (!this.scene.ready || this.covered().getSize().x < 2) return;
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
    }
  };
})();
