/* What the server sends, as typed arrays. Positions are Web Mercator, the world being WORLD wide
   (a canvas takes lengths under a thousandth for nothing: a world of 1 would lose coasts). */
(() => {
  "use strict";
  /* The first script makes what the others, and the map's own page, add to. */
  window.pvd ??= /** @type {Pvd.Api} */ ({});
  const { pvd } = window;

  const WORLD = 65_536;
  const CELL = 16; /* side of a square of the grid, about ten kilometres in France */
  const COLUMNS = WORLD / CELL;

  /* Pixels for one unit at a zoom of Leaflet's. */
  pvd.scaleAt = (zoom) => 2 ** (zoom + 8) / WORLD;

  /** @param {number} degrees */
  const mercatorX = (degrees) => ((degrees + 180) / 360) * WORLD;
  /** @param {number} degrees */
  const mercatorY = (degrees) => {
    const sine = Math.sin((degrees * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD;
  };
  /** @param {number} y */
  const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;
  pvd.toLatLng = (x, y) => [latitude(y), (x / WORLD) * 360 - 180];
  pvd.number = (value) => value.toLocaleString("fr-FR");
  pvd.towns = (count) => `${pvd.number(count)} commune${count > 1 ? "s" : ""}`;

  pvd.context = (canvas) => {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("This browser draws on no canvas");
    return context;
  };

  /** @param {Pvd.RawPoints} table */
  const points = (table) => ({
    x: Float64Array.from(table.longitude, (v) => mercatorX(v / table.scale)),
    y: Float64Array.from(table.latitude, (v) => mercatorY(v / table.scale)),
  });

  /**
   * Arcs as lines of positions x, y, x, y, ...
   * @param {Pvd.RawBase["outlines"]} outlines
   */
  const arcs = ({ scale, arcs: steps }) =>
    steps.map((arc) => {
      const line = new Float64Array(arc.length);
      let x = 0;
      let y = 0;
      for (let i = 0; i < arc.length; i += 2) {
        x += arc[i];
        y += arc[i + 1];
        line[i] = mercatorX(x / scale);
        line[i + 1] = mercatorY(y / scale);
      }
      return line;
    });

  /**
   * @param {Pvd.RawBase} raw
   * @returns {Pvd.Towns}
   */
  const readTowns = ({ towns: table, departments, regions }) => {
    const population = Int32Array.from(table.population);
    const regionOf = departments.regions.map((code) => regions.codes.indexOf(code));
    return {
      ...points(table),
      count: table.codes.length,
      codes: table.codes,
      names: table.names,
      population,
      department: Uint16Array.from(table.departments),
      region: Uint16Array.from(table.departments, (number) => regionOf[number]),
      number: new Map(table.codes.map((code, number) => [code, number])),
      /* Large towns first: small ones are drawn over them and stay visible. */
      order: Uint32Array.from(population.keys()).sort((a, b) => population[b] - population[a]),
      size: Float32Array.from(population, (people) =>
        Math.min(1, Math.max(0, Math.log(Math.max(people, 1) / 500) / Math.log(60))),
      ),
    };
  };

  /** @param {number} position */
  const square = (position) => Math.floor(position / CELL);

  /* Towns by square of a grid, so that a pointer is compared with a few of them. Our own on
     purpose: an index such as kdbush is more code than this, and comes from npm, from which
     nothing is copied into this repository. */
  class Grid {
    /** @param {Pvd.Towns} towns */
    constructor(towns) {
      this.towns = towns;
      /** @type {Map<number, Pvd.Place[]>} */
      this.cells = new Map();
      for (let i = 0; i < towns.count; i++) {
        const key = square(towns.x[i]) * COLUMNS + square(towns.y[i]);
        const cell = this.cells.get(key);
        if (cell) cell.push(i);
        else this.cells.set(key, [i]);
      }
    }

    /**
     * Towns of the squares within `reach` of a position.
     * @param {number} x
     * @param {number} y
     * @param {number} reach
     */
    *around(x, y, reach) {
      const lastRow = square(y + reach);
      const lastColumn = square(x + reach);
      for (let column = square(x - reach); column <= lastColumn; column++) {
        for (let row = square(y - reach); row <= lastRow; row++) {
          yield* this.cells.get(column * COLUMNS + row) ?? [];
        }
      }
    }

    /**
     * The nearest town within `reach` (in units of the world) that `accept` takes, or -1.
     * @type {Pvd.Grid["nearest"]}
     */
    nearest(x, y, reach, accept) {
      const { towns } = this;
      let best = -1;
      let least = reach * reach;
      for (const i of this.around(x, y, reach)) {
        const apart = (towns.x[i] - x) ** 2 + (towns.y[i] - y) ** 2;
        if (apart <= least && accept(i)) {
          least = apart;
          best = i;
        }
      }
      return best;
    }
  }

  /* The base of every map: decoded once, shared by the main map and its insets. */
  pvd.readBase = (raw) => {
    const towns = readTowns(raw);
    return {
      palettes: raw.palettes,
      towns,
      grid: new Grid(towns),
      ...pvd.readAreas(raw, arcs(raw.outlines), towns),
      meetings: raw.meetings,
      meetingNumber: new Map(raw.meetings.ids.map((id, number) => [id, number])),
      cities: { ...points(raw.cities), names: raw.cities.names, ranks: raw.cities.ranks },
    };
  };
})();
