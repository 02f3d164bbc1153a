/* Départements and régions: their outlines as canvas paths, which one a point is in. */
(() => {
  "use strict";
  const { pvd } = window;

  /**
   * Follow one line of positions.
   * @param {Path2D} path
   * @param {Float64Array} line
   * @param {{ backwards: boolean, start: boolean }} how
   */
  const trace = (path, line, { backwards, start }) => {
    const last = line.length - 2;
    for (let k = start ? 0 : 2; k <= last; k += 2) {
      const i = backwards ? last - k : k;
      if (k === 0) path.moveTo(line[i], line[i + 1]);
      else path.lineTo(line[i], line[i + 1]);
    }
  };

  /** @param {number} arc */
  const bare = (arc) => (arc < 0 ? ~arc : arc);

  /**
   * @param {number[][]} rings
   * @param {Float64Array[]} lines
   */
  const areaPath = (rings, lines) => {
    const path = new Path2D();
    for (const ring of rings) {
      for (const [place, arc] of ring.entries()) {
        trace(path, lines[bare(arc)], { backwards: arc < 0, start: place === 0 });
      }
      path.closePath();
    }
    return path;
  };

  const NOWHERE = /** @type {Pvd.Box} */ ([
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]);

  /**
   * @param {number[][]} rings
   * @param {Float64Array[]} lines
   * @returns {Pvd.Box}
   */
  const boxOf = (rings, lines) => {
    let [left, top, right, bottom] = NOWHERE;
    for (const arc of rings.flat()) {
      const line = lines[bare(arc)];
      for (let i = 0; i < line.length; i += 2) {
        left = Math.min(left, line[i]);
        top = Math.min(top, line[i + 1]);
        right = Math.max(right, line[i]);
        bottom = Math.max(bottom, line[i + 1]);
      }
    }
    return [left, top, right, bottom];
  };

  /**
   * @param {Pvd.Box[]} boxes
   * @returns {Pvd.Box}
   */
  const join = (boxes) => [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];

  /**
   * Count symbols stand at the middle of the area's towns, shown or not: they never wander.
   * @param {Pvd.Area[]} areas
   * @param {Pvd.Towns} towns
   * @param {Uint16Array} numberOf the area of each town
   */
  const middles = (areas, towns, numberOf) => {
    const sums = areas.map(() => [0, 0, 0]);
    for (let i = 0; i < towns.count; i++) {
      const sum = sums[numberOf[i]];
      sum[0] += towns.x[i];
      sum[1] += towns.y[i];
      sum[2] += 1;
    }
    for (const [number, area] of areas.entries()) {
      const [x, y, count] = sums[number];
      const { box } = area;
      area.x = count ? x / count : (box[0] + box[2]) / 2;
      area.y = count ? y / count : (box[1] + box[3]) / 2;
    }
  };

  /**
   * Which areas stand on each side of each arc.
   * @param {number[][][]} areas
   * @param {Float64Array[]} lines
   */
  const sidesOf = (areas, lines) => {
    const sides = lines.map(() => /** @type {Pvd.Place[]} */ ([]));
    for (const [number, rings] of areas.entries()) {
      for (const arc of rings.flat()) sides[bare(arc)].push(number);
    }
    return sides;
  };

  /**
   * @param {Float64Array[]} lines
   * @param {(arc: number) => boolean} accept
   */
  const linesWhere = (lines, accept) => {
    const path = new Path2D();
    for (const [arc, line] of lines.entries()) {
      if (accept(arc)) trace(path, line, { backwards: false, start: true });
    }
    return path;
  };

  /**
   * @param {Pvd.RawBase} raw
   * @param {Float64Array[]} lines
   * @returns {Pvd.Department[]}
   */
  const readDepartments = ({ departments: table, regions, outlines }, lines) =>
    outlines.areas.map((rings, number) => {
      const path = areaPath(rings, lines);
      return {
        kind: "department",
        code: table.codes[number],
        name: table.names[number],
        region: regions.codes.indexOf(table.regions[number]),
        rings,
        path,
        border: path,
        box: boxOf(rings, lines),
        x: 0,
        y: 0,
      };
    });

  pvd.readAreas = (raw, lines, towns) => {
    const departments = readDepartments(raw, lines);
    const sides = sidesOf(raw.outlines.areas, lines);
    /** @type {Pvd.Region[]} */
    const regions = raw.regions.codes.map((code, number) => {
      const own = departments.filter((department) => department.region === number);
      const path = new Path2D();
      for (const department of own) path.addPath(department.path);
      /* The border of a région is what only one of its départements touches. */
      const within = sides.map((side) => side.filter((d) => departments[d].region === number));
      return {
        kind: "region",
        code,
        name: raw.regions.names[number],
        overseas: raw.regions.overseas[number],
        path,
        border: linesWhere(lines, (arc) => within[arc].length === 1),
        box: join(own.map((department) => department.box)),
        x: 0,
        y: 0,
      };
    });
    middles(departments, towns, towns.department);
    middles(regions, towns, towns.region);
    /** @param {number} arc */
    const regionsOf = (arc) => new Set(sides[arc].map((d) => departments[d].region)).size;
    const land = new Path2D();
    for (const department of departments) land.addPath(department.path);
    return {
      departments,
      regions,
      land,
      mainland: join(regions.filter((region) => !region.overseas).map((region) => region.box)),
      borders: {
        coast: linesWhere(lines, (arc) => sides[arc].length === 1),
        regions: linesWhere(lines, (arc) => sides[arc].length > 1 && regionsOf(arc) > 1),
        departments: linesWhere(lines, (arc) => sides[arc].length > 1 && regionsOf(arc) === 1),
      },
    };
  };

  const probe = pvd.context(document.createElement("canvas"));

  pvd.areaAt = (areas, x, y) =>
    areas.find(
      ({ box, path }) =>
        x >= box[0] &&
        x <= box[2] &&
        y >= box[1] &&
        y <= box[3] &&
        probe.isPointInPath(path, x, y, "evenodd"),
    ) ?? null;

  pvd.findArea = (base, area) => {
    if (!area) return null;
    const [kind, code] = area;
    const among = kind === "region" ? base.regions : base.departments;
    return among.find((candidate) => candidate.code === code) ?? null;
  };

  pvd.boundsOf = (box) => [pvd.toLatLng(box[0], box[3]), pvd.toLatLng(box[2], box[1])];
})();
