/* What the scripts of the map share: the shapes of the data, and what each script offers to the
   others under `window.pvd`. The scripts are checked against this file; it is never served. */

declare namespace Pvd {
  /* ---- What the server sends ---- */

  /** A place number, from 0, in a table of the base. */
  type Place = number;

  type Kind = "region" | "department";

  /** What a map speaks by: counts of an area, towns, or the colours of areas alone. */
  type Seen = "regions" | "departments" | "towns" | "areas";

  interface Palette {
    dark: boolean;
    background: string;
    surface: string;
    land: string;
    border: string;
    ink: string;
    muted: string;
    accent: string;
    town: string;
    meeting: string;
    announced: string;
    recorded: string;
    estimated: string;
    unknown: string;
  }

  /** Degrees times `scale` (EPSG:4326). */
  interface RawPoints {
    scale: number;
    longitude: number[];
    latitude: number[];
  }

  /** `base.json`, as pvd_geo.assets.tables writes it. */
  interface RawBase {
    palettes: { light: Palette; dark: Palette };
    /** Arcs are a first vertex, then steps; an area is rings of arc numbers, `~n` backwards. */
    outlines: { scale: number; arcs: number[][]; areas: number[][][] };
    departments: { codes: string[]; names: string[]; regions: string[] };
    regions: { codes: string[]; names: string[]; overseas: boolean[] };
    towns: RawPoints & {
      codes: string[];
      names: string[];
      departments: Place[];
      population: number[];
    };
    meetings: { ids: string[]; towns: Place[]; dates: string[]; series: string[] };
    cities: RawPoints & { names: string[]; ranks: number[] };
  }

  interface RawChoropleth {
    kind: Kind;
    title: string;
    /** Class by code; an area without one stays bare. */
    classes: Record<string, number>;
    labels: string[];
    /** One colour a class, on the light theme and on the dark one. */
    colors: [string[], string[]];
    texts: Record<string, string>;
  }

  /** The part that follows the selection, as pvd_geo.maps.layers writes it. */
  interface Payload {
    alt: string;
    /** Packed bits, one a town; null: all of them. */
    shown: string | null;
    mode: Seen | "auto";
    meetings: boolean | string[];
    others?: RawSite[];
    named: boolean;
    town: string | null;
    meeting: string | null;
    /** What the view is of; it moves when this is another. */
    view: string;
    /** Address to call once the map is drawn. */
    drawn?: string;
    categories?: RawCategories;
    area?: [Kind, string];
    /** Packed numbers, one byte a town: the place, from 1, of the site it is linked to. */
    links?: string;
    sites?: string[];
    areas?: RawChoropleth;
  }

  /** Where a meeting stands; see pvd_geo.categories. */
  type Status = "held" | "planned" | "cancelled";

  /** A meeting that editors told of: its id, the code of its town, its days, where it stands. */
  type RawSite = [string, string, string, Status];

  /** What the towns are sorted into, in the order of the legend; see pvd_geo.categories. */
  interface RawCategories {
    title: string;
    /** Packed places in the order of the categories, two bits a town. */
    of: string;
    /** Words of each; one that no town belongs to has none, and no row. */
    labels: (string | null)[];
    /** One colour a category, on the light theme and on the dark one. */
    colors: [string[], string[]];
  }

  interface Tiles {
    name: string;
    url: string;
    attribution: string;
    zoom: number;
  }

  /** What the page chooses once for its map, as pvd_geo.maps.base writes it. */
  interface Options {
    /** The base, or its address. */
    data: string | RawBase;
    alt: string;
    insets: boolean;
    tiles?: Tiles[];
  }

  /* ---- What the scripts make of it ---- */

  /** Left, top, right, bottom. */
  type Box = [number, number, number, number];

  /** Positions are Web Mercator in units of data.js. */
  interface Points {
    x: Float64Array;
    y: Float64Array;
  }

  interface Towns extends Points {
    count: number;
    codes: string[];
    names: string[];
    population: Int32Array;
    department: Uint16Array;
    region: Uint16Array;
    /** Place by INSEE code. */
    number: Map<string, Place>;
    /** Places, large towns first. */
    order: Uint32Array;
    /** From 0 for a small town to 1 for a large one. */
    size: Float32Array;
  }

  interface Outline {
    kind: Kind;
    code: string;
    name: string;
    path: Path2D;
    border: Path2D;
    box: Box;
    /** Where a symbol that counts its towns stands. */
    x: number;
    y: number;
  }
  interface Region extends Outline {
    kind: "region";
    overseas: boolean;
  }
  interface Department extends Outline {
    kind: "department";
    region: Place;
    rings: number[][];
  }
  type Area = Region | Department;

  interface Areas {
    departments: Department[];
    regions: Region[];
    land: Path2D;
    mainland: Box;
    borders: { coast: Path2D; regions: Path2D; departments: Path2D };
  }

  interface Base extends Areas {
    palettes: RawBase["palettes"];
    towns: Towns;
    grid: Grid;
    meetings: RawBase["meetings"];
    /** Place by id. */
    meetingNumber: Map<string, Place>;
    cities: Points & { names: string[]; ranks: number[] };
  }

  interface Grid {
    nearest(x: number, y: number, reach: number, accept: (town: Place) => boolean): Place;
  }

  interface Choropleth extends Omit<RawChoropleth, "classes"> {
    classes: Map<string, number>;
  }

  /** Where a meeting was, will be, would have been or could be; a proposed site has no date. */
  interface Site {
    id: string;
    town: Place;
    date: string;
    status: Status;
  }

  /** How many of an area's towns are shown, in all and by category. */
  interface Count {
    total: number;
    categories: number[];
  }

  interface Categories extends Omit<RawCategories, "of"> {
    /** Place of each town's category. */
    of: Uint8Array;
  }

  interface Scene {
    base: Base;
    version: number;
    ready: boolean;
    home: number;
    unit: number;
    hover: Found | null;
    keyed: boolean;
    counts: { all: Count; region: Count[]; department: Count[] };
    covered: Box[];
    tiles: boolean;
    isDark: boolean;
    palette: Palette;
    total: number;
    shown: Uint8Array;
    categories: Categories | null;
    links: Uint8Array | null;
    /** The towns that links lead to. */
    goals: Place[];
    area: Area | null;
    /** The chosen town, or -1. */
    town: Place;
    meeting: string | null;
    meetings: Site[];
    proposed: Site[] | null;
    named: boolean;
    choropleth: Choropleth | null;
    /** Colours of the categories, in their order; none without categories. */
    readonly colors: string[];
    readonly crowded: boolean;
    readonly insetMode: Seen;
    dark(flag: boolean): void;
    set(payload: Partial<Payload>): void;
    modeAt(zoom: number): Seen;
    scaleAt(zoom: number): Seen;
    symbolsOf(mode: Seen): (Count & { area: Area })[];
    colorOf(town: Place): string;
    countOf(area: Area): number;
    filtered: boolean;
    tell(area: Area): string;
  }

  /** How the world is seen now: positions and sizes on one canvas, in CSS pixels. */
  interface View {
    scene: Scene;
    ctx: CanvasRenderingContext2D;
    ratio: number;
    inset: boolean;
    zoom: number;
    /** Zoom of the view of all of France. */
    home: number;
    /** Pixels for one unit of the world. */
    scale: number;
    left: number;
    top: number;
    width: number;
    height: number;
    /** What the canvas has outside the map on each side. */
    beyond: { x: number; y: number };
    x(position: number): number;
    y(position: number): number;
  }

  /** A circle that counts the towns of an area. */
  interface Symbol extends Count {
    area: Area;
    x: number;
    y: number;
    radius: number;
  }
  interface DrawnSymbol extends Symbol {
    text: string;
    /** Whether the circle holds its number. */
    inside: boolean;
  }

  /** What the pointer is on. */
  type Found =
    | { kind: "town"; code: string; number: Place; area?: undefined; site?: undefined }
    | { kind: "meeting"; code: string; site: Site; area?: undefined }
    | { kind: Kind; code: string; area: Area; site?: undefined };

  interface XY {
    x: number;
    y: number;
  }

  /** A place of the world, and the région that it is in. */
  interface WorldPlace extends XY {
    region: Region;
  }

  /** Where a place is in the frame: on the map or in an inset, and whether it can be seen. */
  interface FramePlace extends XY {
    inset: boolean;
    seen: boolean;
  }

  /** A symbol that the keyboard stops at. */
  interface Stop extends FramePlace {
    found: Found;
    world: WorldPlace;
  }

  interface Keyboard {
    /** Told that the map was drawn. */
    follow(): void;
  }

  interface Surface extends L.Renderer {
    /** The map that it is on. */
    readonly map: L.Map;
    view(): View;
    /** A point of the map's frame, as one of the canvas. */
    onCanvas(containerPoint: L.Point): L.Point;
    redraw(): void;
  }

  interface Tip {
    show(scene: Scene, found: Found, point: XY): void;
    hide(): void;
  }

  type Corner = "bottomleft" | "topleft" | "bottomright" | "topright";

  interface Legend extends L.Control {
    update(mode: Seen): boolean;
    /** Stand where it hides nothing, or fold; tell whether that is another place or form. */
    makeRoom(surface: Surface): boolean;
  }

  interface Insets {
    room(): [left: number, bottom: number];
    resize(width: number): void;
    shows(region: Region): boolean;
    update(): void;
    project(place: WorldPlace): XY | null;
  }

  /** The map of one frame. */
  interface Main {
    map: L.Map;
    container: HTMLElement;
    base: Base;
    scene: Scene;
    tip: Tip;
    /** What the view was fitted to, until it is moved by hand. */
    fitted: { area: Area | null } | null;
    /** Whether the view is on its way. */
    moving: boolean;
    room(): [left: number, bottom: number];
    frameOf(world: WorldPlace): FramePlace;
    dark(flag: boolean): void;
    update(payload: Payload): void;
    redraw(): void;
    goHome(): void;
    /** Have it read aloud to those who do not see the map. */
    say(text: string): void;
    choose(found: Found, point?: XY): void;
    chooseArea(area: Area): void;
    project(code: string): XY | null;
    /** Fit the frame, at first and whenever its size changes. */
    resize(): void;
  }

  /** What is told to the server: the choice, and the host town of a meeting. */
  interface Choice {
    kind: Found["kind"] | "country";
    code: string;
    town?: string;
  }

  /* ---- What each script offers ---- */

  interface Api {
    // data.js
    scaleAt(zoom: number): number;
    toLatLng(x: number, y: number): [latitude: number, longitude: number];
    number(value: number): string;
    towns(count: number): string;
    context(canvas: HTMLCanvasElement): CanvasRenderingContext2D;
    readBase(raw: RawBase): Base;
    // areas.js
    readAreas(raw: RawBase, lines: Float64Array[], towns: Towns): Areas;
    areaAt<A extends Area>(areas: A[], x: number, y: number): A | null;
    findArea(base: Areas, area: [Kind, string] | undefined): Area | null;
    boundsOf(box: Box): L.LatLngBoundsLiteral;
    // scene.js
    counts(mode: Seen): mode is "regions" | "departments";
    Scene: new (base: Base) => Scene;
    // places.js
    townRadius(view: View, town: Place): number;
    drawTowns(view: View): number;
    drawChosen(view: View): void;
    siteSize(view: View, site: Site): number;
    drawSites(view: View): void;
    drawLinks(view: View): void;
    // symbols.js
    symbolRadius(scene: Scene, mode: "regions" | "departments", total: number): number;
    placeSymbols(view: View, mode: "regions" | "departments"): Symbol[];
    drawSymbols(view: View, mode: "regions" | "departments"): DrawnSymbol[];
    // labels.js
    FONT: string;
    drawLabels(view: View, mode: Seen, symbols: DrawnSymbol[]): void;
    // surface.js
    Surface: new (
      scene: Scene,
      options?: { inset?: boolean; padding?: number },
    ) => Surface;
    // corners.js
    freest(
      map: L.Map,
      view: View,
      box: HTMLElement,
      now: Corner,
    ): { corner: Corner; hides: number };
    // legend.js
    Legend: new (
      scene: Scene,
      options: { closed: boolean; toggled(): void },
    ) => Legend;
    // controls.js
    addControls(main: Main, tiles: Tiles[]): void;
    // insets.js
    Insets: new (
      main: Main,
    ) => Insets;
    // pointer.js
    Tip: new (
      container: HTMLElement,
    ) => Tip;
    /** Returns what scrolls with one finger from now on, told each new width of the map. */
    shareFingers(main: Main): (width: number) => void;
    /** What a site is, in words. */
    siteWords(scene: Scene, site: Site): string;
    watch(main: Main, surface: Surface, choose: (found: Found | null, point: XY) => void): void;
    // keyboard.js
    Keyboard: new (
      main: Main,
    ) => Keyboard;
    // main.js
    Main: new (
      map: L.Map,
      options: Options,
      base: Base,
      pending: Payload | null,
    ) => Main;
    // map.js
    ZOOM_SNAP: number;
    map(id: string): L.Map;
    mark(container: HTMLElement, facts: Record<string, string | number>): void;
    /** Tell the server that the map is drawn, if it wants to know. */
    sayDrawn(payload: Payload | null): void;
    base(map: L.Map, options: Options): void;
    update(payload: Payload): void;
    project(code: string): XY | null;
    /** The map, once its base has come. */
    main?: Main;
    /* What the server said last, which may be before the base has come. */
    waiting: Payload | null;
    // streamlit.js
    isDark(): boolean;
    /** Only where there is a server to tell. */
    send?(choice: Choice): void;
  }
}

interface Window {
  pvd: Pvd.Api;
  /** Of Streamlit's component frame. */
  Streamlit?: {
    RENDER_EVENT: string;
    events: EventTarget;
    setComponentValue(value: unknown): void;
  };
  /** Read by Streamlit's page before it looks for its server. */
  __streamlit?: { BACKEND_BASE_URL: string };
}
