/* What the server sends, as typed arrays. Positions are Web Mercator, the world being WORLD wide
   (a canvas takes lengths under a thousandth for nothing: a world of 1 would lose coasts). */
(() => {
  "use strict";
  const pvd = (window.pvd = window.pvd || {});

  pvd.LEVELS = ["unknown", "low", "moderate", "strong"];

  const WORLD = 65536;
  const CELL = 16; /* side of a square of the grid, about ten kilometres in France */
  const COLUMNS = WORLD / CELL;

  /* Pixels for one unit at a zoom of Leaflet's. */
  pvd.scaleAt = (zoom) => 2 ** (zoom + 8) / WORLD;

  const mercatorX = (degrees) => ((degrees + 180) / 360) * WORLD;
  const mercatorY = (degrees) => {
    const sine = Math.sin((degrees * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD;
  };
  const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;
  pvd.toLatLng = (x, y) => [latitude(y), (x / WORLD) * 360 - 180];
  pvd.toMercator = (latlng) => [mercatorX(latlng.lng), mercatorY(latlng.lat)];
  pvd.number = (value) => value.toLocaleString("fr-FR");
  pvd.towns = (count) => `${pvd.number(count)} commune${count > 1 ? "s" : ""}`;

  const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  /* One flag a town from a set of bits; nothing at all means every town. */
  pvd.flags = (text, length) => {
    if (text === null || text === undefined) return new Uint8Array(length).fill(1);
    const packed = bytes(text);
    const flags = new Uint8Array(length);
    for (let i = 0; i < length; i++) flags[i] = (packed[i >> 3] >> (7 - (i & 7))) & 1;
    return flags;
  };

  /* One number from 0 to 3 a town, four in a byte. */
  pvd.quarters = (text, length) => {
    if (!text) return null;
    const packed = bytes(text);
    const values = new Uint8Array(length);
    for (let i = 0; i < length; i++) values[i] = (packed[i >> 2] >> (6 - 2 * (i & 3))) & 3;
    return values;
  };

  /* One byte a town. */
  pvd.octets = (text) => (text ? bytes(text) : null);

  const points = (table) => ({
    x: Float64Array.from(table.longitude, (v) => mercatorX(v / table.scale)),
    y: Float64Array.from(table.latitude, (v) => mercatorY(v / table.scale)),
  });

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

  const readTowns = (table, departments, regions) => {
    const towns = { ...points(table), codes: table.codes, names: table.names };
    towns.count = table.codes.length;
    towns.population = Int32Array.from(table.population);
    towns.department = Uint16Array.from(table.departments);
    const regionNumber = new Map(regions.codes.map((code, number) => [code, number]));
    const regionOf = departments.regions.map((code) => regionNumber.get(code));
    towns.region = Uint16Array.from(table.departments, (number) => regionOf[number]);
    towns.number = new Map(table.codes.map((code, number) => [code, number]));
    /* Large towns first: small ones are drawn over them and stay visible. */
    towns.order = Uint32Array.from(towns.codes.keys()).sort(
      (a, b) => towns.population[b] - towns.population[a],
    );
    towns.size = Float32Array.from(towns.population, (people) =>
      Math.min(1, Math.max(0, Math.log(Math.max(people, 1) / 500) / Math.log(60))),
    );
    return towns;
  };

  /* The base of every map: decoded once, shared by the main map and its insets. */
  pvd.readBase = (raw) => {
    const towns = readTowns(raw.towns, raw.departments, raw.regions);
    return {
      palettes: raw.palettes,
      towns,
      grid: new pvd.Grid(towns),
      ...pvd.readAreas(raw, arcs(raw.outlines), towns),
      meetings: raw.meetings,
      meetingNumber: new Map(raw.meetings.ids.map((id, number) => [id, number])),
      cities: { ...points(raw.cities), names: raw.cities.names, ranks: raw.cities.ranks },
    };
  };

  const square = (position) => Math.floor(position / CELL);

  /* Towns by square of a grid, so that a pointer is compared with a few of them. */
  pvd.Grid = class {
    constructor(towns) {
      this.towns = towns;
      this.cells = new Map();
      for (let i = 0; i < towns.count; i++) {
        const key = square(towns.x[i]) * COLUMNS + square(towns.y[i]);
        const cell = this.cells.get(key);
        if (cell) cell.push(i);
        else this.cells.set(key, [i]);
      }
    }

    /* The nearest town within `reach` (in units of the world) that `accept` takes, or -1. */
    nearest(x, y, reach, accept) {
      const { towns } = this;
      let best = -1;
      let least = reach * reach;
      const lastRow = square(y + reach);
      const lastColumn = square(x + reach);
      for (let column = square(x - reach); column <= lastColumn; column++) {
        for (let row = square(y - reach); row <= lastRow; row++) {
          for (const i of this.cells.get(column * COLUMNS + row) || []) {
            const apart = (towns.x[i] - x) ** 2 + (towns.y[i] - y) ** 2;
            if (apart <= least && accept(i)) {
              least = apart;
              best = i;
            }
          }
        }
      }
      return best;
    }
  };
})();
