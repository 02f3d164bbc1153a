/* What is to be seen: the towns that a filter leaves, their levels, what is chosen. */
(() => {
  "use strict";
  const pvd = window.pvd;

  /* With so few towns the map shows each of them at any scale. */
  const FEW = 500;
  /* Zooms above the view of all of France at which the symbols become finer. */
  const BY_DEPARTMENT = 0.9;
  const BY_TOWN = 1.8;

  /* Whether a mode counts towns by area. */
  pvd.counts = (mode) => mode === "regions" || mode === "departments";

  pvd.Scene = class {
    constructor(base) {
      this.base = base;
      this.version = 0;
      this.ready = false; /* nothing is drawn before it is known what, and seen from where */
      this.home = 6; /* zoom of the view of all of France, known once the map has a size */
      this.unit = 1; /* size of symbols, smaller on a small screen */
      this.hover = null;
      this.covered = []; /* boxes over the map that hide what is under them */
      this.tiles = false;
      this.dark(false);
      this.set({});
    }

    dark(flag) {
      this.isDark = flag;
      this.palette = this.base.palettes[flag ? "dark" : "light"];
    }

    /* Take what the server says; everything it leaves out falls back to its default. */
    set(payload) {
      const { towns } = this.base;
      this.version += 1;
      this.shown = pvd.flags(payload.shown, towns.count);
      this.levels = pvd.quarters(payload.levels, towns.count);
      this.links = pvd.octets(payload.links);
      this.proposed = payload.sites ? this.readSites(payload.sites) : null;
      this.reading = payload.reading || "challenge";
      this.legend = payload.legend || null;
      this.mode = payload.mode || "auto";
      this.area = pvd.findArea(this.base, payload.area);
      this.town = towns.number.get(payload.town) ?? -1;
      this.meeting = payload.meeting ?? null;
      this.meetings = this.proposed || this.readMeetings(payload.meetings);
      this.goals = this.proposed
        ? this.proposed.map((site) => site.town)
        : this.base.meetings.towns;
      this.named = Boolean(payload.named);
      this.choropleth = this.readChoropleth(payload.areas);
      this.alt = payload.alt || "";
      this.count();
    }

    readMeetings(which) {
      const { ids, towns, dates } = this.base.meetings;
      if (!which) return [];
      const wanted = which === true ? ids : which;
      return wanted
        .map((id) => this.base.meetingNumber.get(id))
        .filter((number) => number !== undefined)
        .map((number) => ({ id: ids[number], number, town: towns[number], date: dates[number] }));
    }

    /* Towns where a meeting could be, marked as the meetings that were. */
    readSites(codes) {
      const { number } = this.base.towns;
      return codes
        .filter((code) => number.has(code))
        .map((code) => ({ id: code, number: -1, town: number.get(code), date: "" }));
    }

    readChoropleth(areas) {
      return areas ? { ...areas, classes: new Map(Object.entries(areas.classes)) } : null;
    }

    count() {
      const { towns, regions, departments } = this.base;
      const fresh = (areas) => areas.map(() => ({ total: 0, levels: [0, 0, 0, 0] }));
      this.counts = { region: fresh(regions), department: fresh(departments) };
      this.total = 0;
      for (let i = 0; i < towns.count; i++) {
        if (!this.shown[i]) continue;
        this.total += 1;
        const level = this.levels ? this.levels[i] : 0;
        for (const count of [
          this.counts.region[towns.region[i]],
          this.counts.department[towns.department[i]],
        ]) {
          count.total += 1;
          count.levels[level] += 1;
        }
      }
    }

    /* regions, departments or towns: what a map at this zoom speaks by; areas: colours alone. */
    modeAt(zoom) {
      if (this.mode !== "auto") return this.mode;
      return this.total <= FEW ? "towns" : this.scaleAt(zoom);
    }

    /* Whether towns are too many to be told apart when seen from far. */
    get crowded() {
      return this.total > FEW;
    }

    get insetMode() {
      return this.mode === "areas" ? "areas" : "towns";
    }

    /* The same by the zoom alone. */
    scaleAt(zoom) {
      if (zoom < this.home + BY_DEPARTMENT) return "regions";
      return zoom < this.home + BY_TOWN ? "departments" : "towns";
    }

    /* The areas that count symbols stand for, with their counts. */
    symbolsOf(mode) {
      const areas = mode === "regions" ? this.base.regions : this.base.departments;
      const counts = this.counts[mode === "regions" ? "region" : "department"];
      return areas
        .map((area, number) => ({ area, ...counts[number] }))
        .filter(({ total }) => total > 0);
    }

    levelColor(level) {
      const { palette } = this;
      if (level === 0) return palette.unknown;
      return palette[this.reading][3 - level];
    }

    colorOf(town) {
      return this.levels ? this.levelColor(this.levels[town]) : this.palette.town;
    }

    countOf(area) {
      const among = area.kind === "region" ? this.base.regions : this.base.departments;
      return this.counts[area.kind][among.indexOf(area)].total;
    }
  };
})();
