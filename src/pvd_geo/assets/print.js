// Maps and lists are drawn for the width they have on the screen. On paper they keep it and are
// made smaller as a whole, so that nothing of them is cut.
(() => {
  "use strict";

  const PAPER = 680; // CSS pixels between the margins of an A4 page
  const NOTES = "pvd-notes";
  const DRAWN = "iframe";
  /** @type {{ element: HTMLElement, before: string | null }[]} */
  let changed = [];

  /** Number the marks of sources, the same source alike, and list the sources at the foot. */
  const writeNotes = () => {
    const foot = document.querySelector(".pvd-footer");
    /** @type {Map<string, number>} */
    const numbers = new Map();
    for (const mark of document.querySelectorAll(".pvd-source")) {
      const lines = [...mark.querySelectorAll("p:not(:last-child)")];
      const said = lines.map((line) => line.textContent).join(" ; ");
      const number = numbers.get(said) ?? numbers.size + 1;
      numbers.set(said, number);
      mark.querySelector("summary")?.setAttribute("data-note", String(number));
    }
    if (foot === null || numbers.size === 0) return;
    const list = document.createElement("ol");
    list.className = NOTES;
    for (const said of numbers.keys()) {
      const item = document.createElement("li");
      item.textContent = said;
      list.append(item);
    }
    foot.append(list);
  };

  addEventListener("beforeprint", () => {
    writeNotes();
    const drawn = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(DRAWN));
    changed = [...drawn].map((element) => {
      const before = element.getAttribute("style");
      const { width, height } = element.getBoundingClientRect();
      const smaller = Math.min(1, PAPER / width);
      if (width > 0) {
        // A picture of what is drawn: the frame keeps its size, so that its map is not drawn anew
        // while the paper is waiting, and takes the room of the smaller one.
        const style = {
          width: `${width}px`,
          "max-width": "none",
          height: `${height}px`,
          transform: `scale(${smaller})`,
          "transform-origin": "0 0",
          "margin-right": `${(smaller - 1) * width}px`,
          "margin-bottom": `${(smaller - 1) * height}px`,
        };
        for (const [name, value] of Object.entries(style)) {
          element.style.setProperty(name, value, "important");
        }
      }
      return { element, before };
    });
  });

  addEventListener("afterprint", () => {
    document.querySelector(`.${NOTES}`)?.remove();
    for (const { element, before } of changed) {
      if (before === null) element.removeAttribute("style");
      else element.setAttribute("style", before);
    }
    changed = [];
  });
})();
