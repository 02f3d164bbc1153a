// Maps and lists are drawn for the width they have on the screen. On paper they keep it and are
// made smaller as a whole, so that nothing of them is cut.
(() => {
  "use strict";

  const PAPER = 680; // CSS pixels between the margins of an A4 page
  const DRAWN = "iframe";
  /** @type {{ element: HTMLElement, before: string | null }[]} */
  let changed = [];

  addEventListener("beforeprint", () => {
    const drawn = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(DRAWN));
    changed = [...drawn].map((element) => {
      const before = element.getAttribute("style");
      const { width } = element.getBoundingClientRect();
      if (width > 0) {
        element.style.setProperty("width", `${width}px`, "important");
        element.style.setProperty("max-width", "none", "important");
        element.style.setProperty("zoom", String(Math.min(1, PAPER / width)));
      }
      return { element, before };
    });
  });

  addEventListener("afterprint", () => {
    for (const { element, before } of changed) {
      if (before === null) element.removeAttribute("style");
      else element.setAttribute("style", before);
    }
    changed = [];
  });
})();
