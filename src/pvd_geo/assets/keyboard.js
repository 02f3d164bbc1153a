/* The map without a mouse: one stop of the Tab key, from symbol to symbol by position or by name,
   and each is told as it is reached. */
(() => {
  "use strict";
  const { pvd } = window;

  const ONE_NAME = 1000; /* milliseconds within which letters make one name */
  const MARGIN = L.point(60, 40); /* pixels kept between the symbol and the edge of the map */

  const NAME = "Carte à parcourir au clavier";
  const HELP =
    "Flèches : aller d’un point à l’autre. Premières lettres d’un nom : y aller. " +
    "Début et Fin : le plus à l’ouest, le plus à l’est. Entrée : ouvrir. " +
    "Échap : remonter d’un niveau. Plus et moins : zoomer.";

  const EAST = { x: 1, y: 0, words: "vers l’est" };
  const WAYS = new Map([
    ["ArrowRight", EAST],
    ["ArrowLeft", { x: -1, y: 0, words: "vers l’ouest" }],
    ["ArrowDown", { x: 0, y: 1, words: "vers le sud" }],
    ["ArrowUp", { x: 0, y: -1, words: "vers le nord" }],
  ]);
  /** @type {Map<string, (stop: Pvd.Stop) => number>} the ends, by the measure that is least there */
  const ENDS = new Map([
    ["Home", ({ x }) => x],
    ["End", ({ x }) => -x],
  ]);
  const ZOOMS = new Map([
    ["+", 1],
    ["=", 1],
    ["-", -1],
    ["_", -1],
  ]);

  /** @param {string} text */
  const plain = (text) =>
    text
      .normalize("NFD")
      .toLowerCase()
      .replace(/[^a-z]/gu, "");

  /**
   * At which word of a name what was typed begins, or -1: "reunion" finds La Réunion.
   * @param {string} name
   * @param {string} typed
   */
  const wordOf = (name, typed) => {
    const words = name.split(/[\s'’-]+/u).map(plain);
    return words.findIndex((_, place) => words.slice(place).join("").startsWith(typed));
  };

  /**
   * @param {Pvd.Found} a
   * @param {Pvd.Found | undefined} b
   */
  const same = (a, b) => a.kind === b?.kind && a.code === b.code;

  /**
   * The one for which `measure` is least; symbols are never none.
   * @param {Pvd.Stop[]} stops
   * @param {(stop: Pvd.Stop) => number} measure
   */
  const least = (stops, measure) =>
    stops.reduce((best, stop) => (measure(stop) < measure(best) ? stop : best));

  /**
   * From one symbol to the next in a direction: the nearest ahead, what lies aside counts double.
   * @param {Pvd.Stop[]} stops
   * @param {Pvd.Stop} from
   * @param {typeof EAST} way
   */
  const next = (stops, from, way) => {
    /** @param {Pvd.Stop} stop */
    const ahead = (stop) => (stop.x - from.x) * way.x + (stop.y - from.y) * way.y;
    /** @param {Pvd.Stop} stop */
    const aside = (stop) =>
      Math.abs((stop.x - from.x) * way.y) + Math.abs((stop.y - from.y) * way.x);
    const candidates = stops.filter((stop) => ahead(stop) > 0);
    return candidates.length > 0
      ? least(candidates, (stop) => ahead(stop) + 2 * aside(stop))
      : from;
  };

  /**
   * What stands on the map as towns: those that are shown, but those that a site stands on.
   * @param {Pvd.Scene} scene
   * @returns {Pvd.Found[]}
   */
  const townsOf = ({ base, shown, town: chosen, meetings }) => {
    const hosts = new Set(meetings.map((site) => site.town));
    return base.towns.codes.flatMap((code, number) =>
      (shown[number] === 1 || number === chosen) && !hosts.has(number)
        ? { kind: /** @type {const} */ ("town"), code, number }
        : [],
    );
  };

  /**
   * @param {Pvd.Scene} scene
   * @param {Pvd.Seen} mode
   * @returns {Pvd.Area[]}
   */
  const areasOf = (scene, mode) => {
    if (mode !== "areas") return scene.symbolsOf(mode).map(({ area }) => area);
    return scene.choropleth?.kind === "region" ? scene.base.regions : scene.base.departments;
  };

  /**
   * Sites: among the towns of a filter, those that it keeps.
   * @param {Pvd.Scene} scene
   * @param {Pvd.Seen} mode
   */
  const sitesOf = ({ meetings, shown, meeting }, mode) =>
    mode === "towns"
      ? meetings.filter(({ id, town }) => shown[town] === 1 || id === meeting)
      : meetings;

  /**
   * All that the map shows at a scale and that can be opened.
   * @param {Pvd.Scene} scene
   * @param {Pvd.Seen} mode
   * @returns {Pvd.Found[]}
   */
  const foundOn = (scene, mode) => [
    ...sitesOf(scene, mode).map((site) => ({
      kind: /** @type {const} */ ("meeting"),
      code: site.id,
      site,
    })),
    ...(mode === "towns"
      ? townsOf(scene)
      : areasOf(scene, mode).map((area) => ({ kind: area.kind, code: area.code, area }))),
  ];

  /**
   * The town that something stands for, or -1.
   * @param {Pvd.Found} found
   */
  const townOf = (found) => {
    if (found.area) return -1;
    return found.kind === "town" ? found.number : found.site.town;
  };

  /**
   * Where something is in the world, and its région.
   * @param {Pvd.Base} base
   * @param {Pvd.Found} found
   */
  const placeOf = ({ towns, regions }, found) => {
    if (found.area) {
      const { area } = found;
      return { x: area.x, y: area.y, region: area.kind === "region" ? area : regions[area.region] };
    }
    const number = townOf(found);
    return { x: towns.x[number], y: towns.y[number], region: regions[towns.region[number]] };
  };

  /**
   * @param {Pvd.Base} base
   * @param {Pvd.Found} found
   */
  const nameOf = ({ towns }, found) => (found.area ? found.area.name : towns.names[townOf(found)]);

  /**
   * How many of each category, where an area has a symbol.
   * @param {Pvd.Scene} scene
   * @param {Pvd.Seen} mode
   * @param {Pvd.Area} area
   */
  const shares = (scene, mode, area) => {
    const { categories } = scene;
    if (!categories || !pvd.counts(mode)) return [];
    const symbol = scene.symbolsOf(mode).find((one) => one.area === area);
    return (symbol?.categories ?? []).flatMap((count, place) =>
      count > 0 ? `${categories.labels[place]} : ${pvd.number(count)}` : [],
    );
  };

  /**
   * What a symbol says, in words.
   * @param {Pvd.Scene} scene
   * @param {Pvd.Seen} mode
   * @param {Pvd.Found} found
   */
  const tell = (scene, mode, found) => {
    const { base, categories } = scene;
    const name = nameOf(base, found);
    if (found.area) {
      const value = scene.choropleth?.texts[found.code] || scene.tell(found.area);
      return [name, value, ...shares(scene, mode, found.area)];
    }
    const number = townOf(found);
    const told = [name, `${pvd.number(base.towns.population[number])} habitants`];
    const category = categories?.labels[categories.of[number]];
    if (category && scene.shown[number]) told.push(category);
    if (found.site) told.push(pvd.siteWords(scene, found.site).toLowerCase());
    return told;
  };

  /**
   * @param {Pvd.Seen} mode
   * @param {number} count
   */
  const levelWords = (mode, count) =>
    ({
      regions: `${count} points, par région`,
      departments: `${count} points, par département`,
      areas: `${count} territoires`,
      towns: pvd.towns(count),
    })[mode];

  /** @implements {Pvd.Keyboard} */
  pvd.Keyboard = class {
    /** @param {Pvd.Main} main */
    constructor(main) {
      this.main = main;
      this.found = /** @type {Pvd.Found | undefined} */ (undefined);
      this.key = "";
      this.typed = "";
      this.last = 0; /* when a letter was typed, on the event's own clock */
      this.box = document.createElement("div");
      this.box.className = "pvd-keys";
      this.box.tabIndex = 0;
      this.box.setAttribute("role", "application");
      this.box.setAttribute("aria-roledescription", "carte");
      this.box.setAttribute("aria-label", NAME);
      const help = L.DomUtil.create("p", "pvd-unseen", main.container);
      help.id = "pvd-keys-help";
      help.textContent = HELP;
      this.box.setAttribute("aria-describedby", help.id);
      /* First in the frame: the Tab key comes to the map, then to its buttons. */
      main.container.prepend(this.box);
      this.box.addEventListener("keydown", (event) => this.press(event));
      this.box.addEventListener("focus", () => this.enter());
      this.box.addEventListener("blur", () => this.leave());
      main.map.on("moveend", () => this.follow());
    }

    get focused() {
      return document.activeElement === this.box;
    }

    /** What the map speaks by now. */
    mode() {
      return this.main.scene.modeAt(this.main.map.getZoom());
    }

    /** @returns {Pvd.Stop[]} */
    stops() {
      const { main } = this;
      return foundOn(main.scene, this.mode()).map((found) => {
        const world = placeOf(main.base, found);
        return { found, world, ...main.frameOf(world) };
      });
    }

    /**
     * The symbol that has the focus; where it is gone, the one in its place.
     * @param {Pvd.Stop[]} stops
     */
    current(stops) {
      const { main, found } = this;
      const there = stops.find((stop) => same(stop.found, found));
      if (there) return there;
      const { town } = main.scene;
      const chosen = stops.find((stop) => townOf(stop.found) === town);
      if (!found && town >= 0 && chosen) return chosen;
      if (!found) {
        const { x, y } = main.map.getSize().divideBy(2);
        return least(stops, (stop) => Math.hypot(stop.x - x, stop.y - y));
      }
      const from = placeOf(main.base, found);
      return least(stops, ({ world }) => Math.hypot(world.x - from.x, world.y - from.y));
    }

    /** Level and symbol, as they are on coming in or when the level is another. */
    enter() {
      this.key = "";
      this.follow();
    }

    leave() {
      const { scene, tip } = this.main;
      scene.hover = null;
      scene.keyed = false;
      tip.hide();
      this.main.redraw();
    }

    /** The map was drawn or has moved: say where one is now, if that is somewhere else. */
    follow() {
      const { main } = this;
      if (!this.focused || main.moving) return;
      const stops = this.stops();
      const { area } = main.scene;
      const key = [this.mode(), area?.kind, area?.code, stops.length].join();
      const isElsewhere = key !== this.key;
      this.key = key;
      if (isElsewhere) this.arrive(stops);
      else if (!main.scene.hover && stops.length > 0) this.show(this.current(stops));
    }

    /** @param {Pvd.Stop[]} stops what there is at a level or in an area that is another */
    arrive(stops) {
      const where = this.main.scene.area?.name ?? "France entière";
      const head = `${where}, ${levelWords(this.mode(), stops.length)}. `;
      if (stops.length > 0) this.say(this.current(stops), stops, { way: EAST, head });
      else this.main.say("Aucun point sur la carte.");
    }

    /**
     * @param {Pvd.Stop} stop
     * @param {Pvd.Stop[]} stops
     * @param {{ way: typeof EAST, head?: string }} how
     */
    say(stop, stops, { way, head = "" }) {
      const { main } = this;
      this.found = stop.found;
      /** @param {Pvd.Stop} one */
      const along = (one) => one.x * way.x + one.y * way.y;
      const rank = 1 + stops.filter((one) => along(one) < along(stop)).length;
      const told = tell(main.scene, this.mode(), stop.found).join(", ");
      const of = `${pvd.number(rank)} sur ${pvd.number(stops.length)} ${way.words}`;
      main.say(`${head}${told}, ${of}`);
      this.show(stop);
    }

    /** @param {Pvd.Stop} stop */
    show(stop) {
      const { main } = this;
      main.scene.hover = stop.found;
      main.scene.keyed = true;
      main.tip.show(main.scene, stop.found, stop);
      main.redraw();
    }

    /**
     * @param {Pvd.Stop} stop
     * @param {Pvd.Stop[]} stops
     * @param {typeof EAST} [way]
     */
    go(stop, stops, way = EAST) {
      const { map } = this.main;
      this.say(stop, stops, { way });
      if (stop.inset) return;
      const [left, bottom] = this.main.room();
      map.panInside(pvd.toLatLng(stop.world.x, stop.world.y), {
        paddingTopLeft: MARGIN.add([left, 0]),
        paddingBottomRight: MARGIN.add([0, bottom]),
        animate: false,
      });
    }

    /** Up one level; false where there is none above. */
    up() {
      const { scene, base, fitted } = this.main;
      const { area } = scene;
      if (!area && fitted && !fitted.area) return false;
      if (area) this.found = { kind: area.kind, code: area.code, area };
      if (area?.kind === "department") this.main.chooseArea(base.regions[area.region]);
      else this.main.goHome();
      return true;
    }

    /**
     * The next symbol whose name begins with what was typed just now.
     * @param {KeyboardEvent} event
     * @param {Pvd.Stop[]} stops
     */
    name({ key, timeStamp }, stops) {
      const again = timeStamp - this.last > ONE_NAME;
      this.typed = (again ? "" : this.typed) + plain(key);
      this.last = timeStamp;
      const named = stops
        .map((stop) => {
          const name = nameOf(this.main.base, stop.found);
          return { stop, name, word: wordOf(name, this.typed) };
        })
        .filter(({ word }) => word >= 0)
        .sort((one, two) => one.word - two.word || one.name.localeCompare(two.name, "fr"));
      const place = named.findIndex(({ stop }) => same(stop.found, this.found));
      /* A first letter goes on to the next of its names, more letters to the first that fits. */
      const to = named[again ? (place + 1) % named.length : 0];
      if (to) this.go(to.stop, stops);
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      const { key } = event;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.act(key) || this.move(event)) event.preventDefault();
    }

    /**
     * What a key does to the map itself; tell whether it did.
     * @param {string} key
     */
    act(key) {
      const { map } = this.main;
      const zoom = ZOOMS.get(key);
      if (key === "Escape") return this.up();
      if (zoom === undefined) return false;
      const stop = this.stops().find((one) => same(one.found, this.found));
      const around = stop && !stop.inset ? L.point(stop.x, stop.y) : map.getSize().divideBy(2);
      this.main.fitted = null;
      map.setZoomAround(around, map.getZoom() + zoom, { animate: false });
      return true;
    }

    /**
     * What a key does among the symbols; tell whether it did.
     * @param {KeyboardEvent} event
     */
    move(event) {
      const { key } = event;
      const stops = this.stops();
      if (stops.length === 0) return false;
      const from = this.current(stops);
      const way = WAYS.get(key);
      const end = ENDS.get(key);
      if (way) this.go(next(stops, from, way), stops, way);
      else if (end) this.go(least(stops, end), stops);
      else if (key === "Enter" || key === " ") this.main.choose(from.found, from);
      else if (key.length === 1 && plain(key)) this.name(event, stops);
      else return false;
      return true;
    }
  };
})();
