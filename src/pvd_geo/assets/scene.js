/* What is to be seen: the towns that a filter leaves, their categories, what is chosen. */
(() => {
  "use strict";
  const { pvd } = window;

  /* With so few towns the map shows each of them at any scale. */
  const FEW = 500;
  /* Zooms above the view of all of France at which the symbols become finer. */
  const BY_DEPARTMENT = 0.9;
  const BY_TOWN = 1.8;

  /** @param {string} text */
  const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  /**
   * One flag a town from a set of bits; nothing at all means every town.
   * @param {string | null | undefined} text
   * @param {number} length
   */
  const flags = (text, length) => {
    if (text === null || text === undefined) return new Uint8Array(length).fill(1);
    const packed = bytes(text);
    const values = new Uint8Array(length);
    for (let i = 0; i < length; i++) values[i] = (packed[i >> 3] >> (7 - (i & 7))) & 1;
    return values;
  };

  /**
   * One number from 0 to 3 a town, four in a byte.
   * @param {string} text
   * @param {number} length
   */
  const quarters = (text, length) => {
    const packed = bytes(text);
    const values = new Uint8Array(length);
    for (let i = 0; i < length; i++) values[i] = (packed[i >> 2] >> (6 - 2 * (i & 3))) & 3;
    return values;
  };

  /**
   * One byte a town.
   * @param {string | undefined} text
   */
  const octets = (text) => (text ? bytes(text) : null);

  /**
   * @param {Pvd.RawChoropleth} areas
   * @returns {Pvd.Choropleth}
   */
  const readChoropleth = (areas) => ({ ...areas, classes: new Map(Object.entries(areas.classes)) });

  /**
   * Towns that are shown, by region and department, in all and by category.
   * @param {Pvd.Base} base
   * @param {Uint8Array} shown
   * @param {Pvd.Categories | null} categories
   */
  const countTowns = ({ towns, regions, departments }, shown, categories) => {
    const none = categories ? categories.labels.map(() => 0) : [];
    /** @returns {Pvd.Count} */
    const zero = () => ({ total: 0, categories: [...none] });
    const counts = {
      all: zero(),
      region: regions.map(zero),
      department: departments.map(zero),
    };
    for (let i = 0; i < towns.count; i++) {
      if (!shown[i]) continue;
      for (const count of [
        counts.all,
        counts.region[towns.region[i]],
        counts.department[towns.department[i]],
      ]) {
        count.total += 1;
        if (categories) count.categories[categories.of[i]] += 1;
      }
    }
    return counts;
  };

  /* Whether a mode counts towns by area. */
  pvd.counts = (mode) => mode === "regions" || mode === "departments";

  /** @implements {Pvd.Scene} */
  pvd.Scene = class {
    /** @param {Pvd.Base} base */
    constructor(base) {
      this.base = base;
      this.version = 0;
      this.ready = false; /* nothing is drawn before it is known what, and seen from where */
      this.home = 6; /* zoom of the view of all of France, known once the map has a size */
      this.unit = 1; /* size of symbols, smaller on a small screen */
      this.hover = /** @type {Pvd.Scene["hover"]} */ (null);
      this.keyed = false; /* whether the keyboard put it there, and not the pointer */
      /* Boxes over the map that hide what is under them. */
      this.covered = /** @type {Pvd.Box[]} */ ([]);
      this.tiles = false;
      this.isDark = false;
      this.palette = base.palettes.light;
      /* What the server says, before it says anything: all towns, and nothing chosen. */
      this.shown = flags(null, base.towns.count);
      this.categories = /** @type {Pvd.Scene["categories"]} */ (null);
      this.links = /** @type {Pvd.Scene["links"]} */ (null);
      this.proposed = /** @type {Pvd.Scene["proposed"]} */ (null);
      this.mode = /** @type {Pvd.Payload["mode"]} */ ("auto");
      this.area = /** @type {Pvd.Scene["area"]} */ (null);
      this.town = -1;
      this.meeting = /** @type {Pvd.Scene["meeting"]} */ (null);
      this.meetings = /** @type {Pvd.Site[]} */ ([]);
      this.goals = /** @type {Pvd.Place[]} */ ([]);
      this.named = false;
      this.choropleth = /** @type {Pvd.Scene["choropleth"]} */ (null);
      this.counts = countTowns(base, this.shown, this.categories);
    }

    /** @param {boolean} flag */
    dark(flag) {
      this.isDark = flag;
      this.palette = this.base.palettes[flag ? "dark" : "light"];
    }

    /**
     * Take what the server says; everything it leaves out falls back to its default.
     * @param {Partial<Pvd.Payload>} payload
     */
    set(payload) {
      const { towns } = this.base;
      this.version += 1;
      this.shown = flags(payload.shown, towns.count);
      this.categories = payload.categories ? this.readCategories(payload.categories) : null;
      this.links = octets(payload.links);
      this.proposed = payload.sites ? this.readSites(payload.sites) : null;
      this.mode = payload.mode ?? "auto";
      this.area = pvd.findArea(this.base, payload.area);
      this.town = towns.number.get(payload.town ?? "") ?? -1;
      this.meeting = payload.meeting ?? null;
      this.meetings = this.proposed ?? [
        ...this.readMeetings(payload.meetings ?? false),
        ...this.readOthers(payload.others ?? []),
      ];
      this.goals = this.meetings.map((site) => site.town);
      this.named = Boolean(payload.named);
      this.choropleth = payload.areas ? readChoropleth(payload.areas) : null;
      this.counts = countTowns(this.base, this.shown, this.categories);
    }

    /**
     * @param {Pvd.RawCategories} categories
     * @returns {Pvd.Categories}
     */
    readCategories(categories) {
      return { ...categories, of: quarters(categories.of, this.base.towns.count) };
    }

    /**
     * @param {boolean | string[]} which all, none or these
     * @returns {Pvd.Site[]}
     */
    readMeetings(which) {
      const { ids, towns, dates } = this.base.meetings;
      if (!which) return [];
      const wanted = which === true ? ids : which;
      return wanted.flatMap((id) => {
        const number = this.base.meetingNumber.get(id);
        if (number === undefined) return [];
        return { id, town: towns[number], date: dates[number], status: "held" };
      });
    }

    /**
     * Meetings that editors told of, each with its town, its days and where it stands.
     * @param {Pvd.RawSite[]} rows
     * @returns {Pvd.Site[]}
     */
    readOthers(rows) {
      return rows.flatMap(([id, code, date, status]) => {
        const town = this.base.towns.number.get(code);
        return town === undefined ? [] : { id, town, date, status };
      });
    }

    /**
     * Towns where a meeting could be, marked as the meetings that were.
     * @param {string[]} codes
     * @returns {Pvd.Site[]}
     */
    readSites(codes) {
      return codes.flatMap((id) => {
        const town = this.base.towns.number.get(id);
        return town === undefined ? [] : { id, town, date: "", status: "held" };
      });
    }

    /* How many towns are shown. */
    get total() {
      return this.counts.all.total;
    }

    /**
     * What a map at this zoom speaks by.
     * @type {Pvd.Scene["modeAt"]}
     */
    modeAt(zoom) {
      if (this.mode !== "auto") return this.mode;
      return this.total <= FEW ? "towns" : this.scaleAt(zoom);
    }

    /* Whether towns are too many to be told apart when seen from far. */
    get crowded() {
      return this.total > FEW;
    }

    /** @returns {Pvd.Seen} */
    get insetMode() {
      return this.mode === "areas" ? "areas" : "towns";
    }

    /**
     * The same by the zoom alone.
     * @type {Pvd.Scene["scaleAt"]}
     */
    scaleAt(zoom) {
      if (zoom < this.home + BY_DEPARTMENT) return "regions";
      return zoom < this.home + BY_TOWN ? "departments" : "towns";
    }

    /**
     * The areas that count symbols stand for, with their counts.
     * @type {Pvd.Scene["symbolsOf"]}
     */
    symbolsOf(mode) {
      /** @type {Pvd.Area[]} */
      const areas = mode === "regions" ? this.base.regions : this.base.departments;
      const counts = this.counts[mode === "regions" ? "region" : "department"];
      return areas
        .map((area, number) => ({ area, ...counts[number] }))
        .filter(({ total }) => total > 0);
    }

    /* The colours of the categories, in their order. */
    get colors() {
      return this.categories ? this.categories.colors[this.isDark ? 1 : 0] : [];
    }

    /** @param {Pvd.Place} town */
    colorOf(town) {
      return this.categories ? this.colors[this.categories.of[town]] : this.palette.town;
    }

    /** Whether a filter keeps some of the towns and not others. */
    get filtered() {
      return this.total < this.base.towns.count;
    }

    /**
     * How many towns of an area are shown, in words: none of those that it has is not none at all.
     * @param {Pvd.Area} area
     */
    tell(area) {
      const count = this.countOf(area);
      return count === 0 && this.filtered
        ? "aucune commune retenue par les filtres"
        : pvd.towns(count);
    }

    /** @param {Pvd.Area} area */
    countOf(area) {
      /** @type {Pvd.Area[]} */
      const among = area.kind === "region" ? this.base.regions : this.base.departments;
      return this.counts[area.kind][among.indexOf(area)].total;
    }
  };
})();
