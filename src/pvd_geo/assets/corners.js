/* Where the legend stands: in the corner where it hides least of what is drawn. */
(() => {
  "use strict";
  const { pvd } = window;

  /** @type {Pvd.Corner[]} */
  const CORNERS = ["bottomleft", "topleft", "bottomright", "topright"];
  const APART = 10; /* pixels that Leaflet keeps around a control */
  const CHOSEN = 1000; /* towns that the chosen one counts for */

  /** @typedef {{ x: number, y: number, radius: number, weight: number }} Circle */

  /**
   * @param {Pvd.View} view
   * @param {Pvd.Place} town
   * @param {number} radius
   * @returns {Circle}
   */
  const around = ({ x, y, scene }, town, radius, weight = 1) => {
    const { towns } = scene.base;
    return { x: x(towns.x[town]), y: y(towns.y[town]), radius, weight };
  };

  /**
   * @param {Pvd.View} view
   * @returns {Circle[]}
   */
  const dots = (view) => {
    const { base, shown } = view.scene;
    return [...base.towns.order]
      .filter((town) => shown[town] === 1)
      .map((town) => around(view, town, pvd.townRadius(view, town)));
  };

  /**
   * All that is drawn for the reader to see, as circles on the canvas.
   * @param {Pvd.View} view
   * @returns {Circle[]}
   */
  const circles = (view) => {
    const { scene } = view;
    const mode = scene.modeAt(view.zoom);
    const sites = scene.meetings.map((site) =>
      around(view, site.town, pvd.siteSize(view, site), site.id === scene.meeting ? CHOSEN : 1),
    );
    if (scene.town >= 0) {
      sites.push(around(view, scene.town, pvd.townRadius(view, scene.town) + 4, CHOSEN));
    }
    if (mode === "towns") return [...sites, ...dots(view)];
    if (!pvd.counts(mode)) return sites;
    return [...sites, ...pvd.placeSymbols(view, mode).map((symbol) => ({ ...symbol, weight: 1 }))];
  };

  /**
   * @param {Pvd.Box} one
   * @param {Pvd.Box} other
   */
  const meet = (one, other) =>
    one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

  /**
   * How much of what is drawn each box of the frame would hide.
   * @param {Pvd.View} view
   * @param {Pvd.Box[]} boxes
   */
  const hidden = (view, boxes) => {
    const found = boxes.map(() => 0);
    const { x: aside, y: above } = view.beyond;
    for (const { x, y, radius, weight } of circles(view)) {
      const left = x - aside - radius;
      const top = y - above - radius;
      /** @type {Pvd.Box} */
      const circle = [left, top, left + 2 * radius, top + 2 * radius];
      for (const [place, box] of boxes.entries()) if (meet(box, circle)) found[place] += weight;
    }
    return found;
  };

  /**
   * The box that a control as large as `box` would take in a corner, beside those there.
   * @param {HTMLElement} container
   * @param {HTMLElement} box
   * @param {Pvd.Corner} corner
   * @returns {Pvd.Box}
   */
  const spot = (container, box, corner) => {
    const frame = container.getBoundingClientRect();
    const [edge, side] = corner.startsWith("top")
      ? ["top", corner.slice(3)]
      : ["bottom", corner.slice(6)];
    const holder = /** @type {HTMLElement} */ (
      container.querySelector(
        `:scope > .leaflet-control-container > .leaflet-${edge}.leaflet-${side}`,
      )
    );
    const holding = holder.getBoundingClientRect();
    const others = [...holder.children]
      .filter((control) => control !== box)
      .map((control) => control.getBoundingClientRect());
    const { offsetWidth: width, offsetHeight: height } = box;
    const left = side === "left" ? holding.left + APART : holding.right - APART - width;
    const top =
      edge === "top"
        ? Math.max(holding.top, ...others.map((one) => one.bottom)) + APART
        : Math.min(holding.bottom, ...others.map((one) => one.top)) - APART - height;
    const [x, y] = [left - frame.left, top - frame.top];
    return [x, y, x + width, y + height];
  };

  /* The corner where a control hides least, where it is now among equals, and how much that is. */
  pvd.freest = (map, view, box, now) => {
    const container = map.getContainer();
    const corners = [now, ...CORNERS.filter((corner) => corner !== now)];
    const spots = corners.map((corner) => spot(container, box, corner));
    const frame = container.getBoundingClientRect();
    const taken = [...container.querySelectorAll(".leaflet-bar, .pvd-inset")].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return /** @type {Pvd.Box} */ ([
        left - frame.left,
        top - frame.top,
        right - frame.left,
        bottom - frame.top,
      ]);
    });
    const hides = hidden(view, spots).map((count, place) =>
      spots[place][1] < 0 || taken.some((one) => meet(one, spots[place]))
        ? Number.POSITIVE_INFINITY
        : count,
    );
    const least = Math.min(...hides);
    return { corner: corners[hides.indexOf(least)], hides: least };
  };
})();
