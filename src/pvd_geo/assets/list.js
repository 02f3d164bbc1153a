// A list of towns: from row to row with the arrow keys, sorted by its headings, and the town whose
// sheet is open is marked. Without this script each row is a link that Tab reaches.
(() => {
  "use strict";

  const HEAD = 40; // pixels that the headings cover
  const NEXT = new Map([
    ["ArrowDown", (/** @type {number} */ at) => at + 1],
    ["ArrowUp", (/** @type {number} */ at) => at - 1],
    ["PageDown", (/** @type {number} */ at) => at + 12],
    ["PageUp", (/** @type {number} */ at) => at - 12],
    ["Home", () => 0],
    ["End", () => Number.POSITIVE_INFINITY],
  ]);
  const { compare } = new Intl.Collator("fr", { numeric: true });

  /** @type {{ column: number, down: boolean } | null} */
  let sorted = null;
  /** @type {WeakMap<HTMLTableElement, string>} */
  const known = new WeakMap();

  /** @param {HTMLTableElement} list */
  const links = (list) =>
    /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("tbody a")]);

  /** @param {HTMLAnchorElement} link */
  const town = (link) => new URLSearchParams(link.search).get("commune") ?? "";

  /**
   * One stop for the Tab key: the row that the reader was on, the open one, or the first.
   * @param {HTMLAnchorElement[]} all
   * @param {HTMLAnchorElement | undefined} stop
   */
  const rove = (all, stop) => {
    for (const link of all) link.tabIndex = link === stop ? 0 : -1;
  };

  /**
   * A number as it is written in French, or nothing.
   * @param {string} text
   */
  const number = (text) => {
    const bare = text.replace(/[\s\u202f\u00a0]/gu, "").replace(",", ".");
    return bare && Number.isFinite(Number(bare)) ? Number(bare) : null;
  };

  /** @param {HTMLTableElement} list */
  const sort = (list) => {
    if (!sorted || !list.tHead?.rows[0]?.cells[sorted.column]) return;
    const { column, down } = sorted;
    const keyed = [...list.tBodies[0].rows].map((row) => {
      const text = row.cells[column].textContent ?? "";
      return { row, text, value: number(text) };
    });
    keyed.sort((a, b) => {
      const both = a.value !== null && b.value !== null;
      const order = both ? Number(a.value) - Number(b.value) : compare(a.text, b.text);
      return down ? -order : order;
    });
    list.tBodies[0].append(...keyed.map(({ row }) => row));
    for (const [place, cell] of [...list.tHead.rows[0].cells].entries()) {
      if (place === column) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
  };

  /**
   * Scroll a list's own box so that a row is in it: the page stays where it is.
   * @param {Element} box
   * @param {HTMLElement} link
   */
  const scrollTo = (box, link) => {
    const row = link.getBoundingClientRect();
    const room = box.getBoundingClientRect();
    if (row.top < room.top + HEAD) box.scrollTop += row.top - room.top - 2 * HEAD;
    else if (row.bottom > room.bottom) box.scrollTop += row.bottom - room.bottom + HEAD;
  };

  /**
   * Bring a list in step with what the page says of it, where that has changed.
   * @param {HTMLTableElement} list
   */
  const follow = (list) => {
    const box = list.closest("[class*='st-key-pvd-']");
    const chosen = box?.querySelector("data.pvd-chosen-town")?.getAttribute("value") ?? "";
    if (!box || known.get(list) === chosen) return;
    if (!known.has(list)) sort(list);
    known.set(list, chosen);
    const all = links(list);
    for (const link of all) link.removeAttribute("aria-current");
    const open = chosen ? all.find((link) => town(link) === chosen) : undefined;
    open?.setAttribute("aria-current", "true");
    if (!list.contains(document.activeElement)) rove(all, open ?? all[0]);
    if (open) scrollTo(box, open);
  };
  let asked = false;
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      const lists = /** @type {NodeListOf<HTMLTableElement>} */ (
        document.querySelectorAll(".pvd-towns")
      );
      lists.forEach(follow);
    });
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["value"] });

  /** @param {EventTarget | null} target */
  const rowOf = (target) =>
    /** @type {HTMLAnchorElement | null} */ (
      target instanceof Element ? target.closest(".pvd-towns tbody a") : null
    );

  // A row leads to its town beside all that is chosen already, in this tab or in another.
  for (const event of ["pointerdown", "contextmenu", "focusin", "click"]) {
    addEventListener(
      event,
      ({ target }) => {
        const link = rowOf(target);
        if (!link) return;
        const wanted = new URLSearchParams(location.search);
        wanted.set("commune", town(link));
        link.search = wanted.toString();
      },
      true,
    );
  }

  addEventListener("focusin", ({ target }) => {
    const link = rowOf(target);
    const list = link?.closest("table");
    if (link && list) rove(links(list), link);
  });

  addEventListener("keydown", (event) => {
    const link = rowOf(event.target);
    const list = link?.closest("table");
    if (!link || !list || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = links(list);
    const move = NEXT.get(event.key);
    if (event.key === " ") {
      event.preventDefault();
      link.click();
    } else if (move) {
      event.preventDefault();
      const to = Math.max(0, Math.min(all.length - 1, move(all.indexOf(link))));
      all[to].focus();
    }
  });

  addEventListener("click", ({ target }) => {
    const cell = target instanceof Element ? target.closest(".pvd-towns thead th") : null;
    const list = cell?.closest("table");
    if (!(cell instanceof HTMLTableCellElement) || !list) return;
    const down = cell.getAttribute("aria-sort") === "ascending";
    sorted = { column: cell.cellIndex, down };
    sort(list);
  });
})();
