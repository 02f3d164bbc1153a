/* Départements and régions: their outlines as canvas paths, which one a point is in. */
(() => {
  "use strict";
  const pvd = window.pvd;

  const trace = (path, line, backwards, start) => {
    const last = line.length - 2;
    for (let k = start ? 0 : 2; k <= last; k += 2) {
      const i = backwards ? last - k : k;
      if (k === 0) path.moveTo(line[i], line[i + 1]);
      else path.lineTo(line[i], line[i + 1]);
    }
  };

  const areaPath = (rings, lines) => {
    const path = new Path2D();
    for (const ring of rings) {
      ring.forEach((arc, place) => trace(path, lines[arc < 0 ? ~arc : arc], arc < 0, place === 0));
      path.closePath();
    }
    return path;
  };

  const boxOf = (rings, lines) => {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (const arc of ring) {
        const line = lines[arc < 0 ? ~arc : arc];
        for (let i = 0; i < line.length; i += 2) {
          box[0] = Math.min(box[0], line[i]);
          box[1] = Math.min(box[1], line[i + 1]);
          box[2] = Math.max(box[2], line[i]);
          box[3] = Math.max(box[3], line[i + 1]);
        }
      }
    }
    return box;
  };

  const join = (boxes) => [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];

  /* Count symbols stand at the middle of the area's towns, shown or not: they never wander. */
  const middles = (areas, towns, numberOf) => {
    const sums = areas.map(() => [0, 0, 0]);
    for (let i = 0; i < towns.count; i++) {
      const sum = sums[numberOf[i]];
      sum[0] += towns.x[i];
      sum[1] += towns.y[i];
      sum[2] += 1;
    }
    areas.forEach((area, number) => {
      const [x, y, count] = sums[number];
      const { box } = area;
      area.x = count ? x / count : (box[0] + box[2]) / 2;
      area.y = count ? y / count : (box[1] + box[3]) / 2;
    });
  };

  /* Which areas stand on each side of each arc. */
  const sidesOf = (departments, lines) => {
    const sides = lines.map(() => []);
    departments.forEach((department, number) => {
      for (const arc of department.rings.flat()) sides[arc < 0 ? ~arc : arc].push(number);
    });
    return sides;
  };

  const linesWhere = (lines, accept) => {
    const path = new Path2D();
    lines.forEach((line, arc) => accept(arc) && trace(path, line, false, true));
    return path;
  };

  pvd.readAreas = (raw, lines, towns) => {
    const names = raw.departments;
    const departments = raw.outlines.areas.map((rings, number) => ({
      kind: "department",
      code: names.codes[number],
      name: names.names[number],
      region: raw.regions.codes.indexOf(names.regions[number]),
      rings,
      path: areaPath(rings, lines),
      box: boxOf(rings, lines),
    }));
    const sides = sidesOf(departments, lines);
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
      };
    });
    for (const department of departments) department.border = department.path;
    middles(departments, towns, towns.department);
    middles(regions, towns, towns.region);
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

  const probe = document.createElement("canvas").getContext("2d");

  pvd.areaAt = (areas, x, y) =>
    areas.find(
      ({ box, path }) =>
        x >= box[0] &&
        x <= box[2] &&
        y >= box[1] &&
        y <= box[3] &&
        probe.isPointInPath(path, x, y, "evenodd"),
    ) || null;

  pvd.findArea = (base, area) => {
    if (!area) return null;
    const [kind, code] = area;
    const among = kind === "region" ? base.regions : base.departments;
    return among.find((candidate) => candidate.code === code) || null;
  };

  pvd.boundsOf = (box) => [pvd.toLatLng(box[0], box[3]), pvd.toLatLng(box[2], box[1])];
})();
