// A mark opens the source of a figure, and a word its meaning, as any element that opens: Enter and
// the space bar do, the browser says whether it is open. What it lacks: Escape closes it and gives
// the focus back.
(() => {
  "use strict";

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !(event.target instanceof Element)) return;
    const mark = event.target.closest(":is(.pvd-source, .pvd-word)[open]");
    if (!(mark instanceof HTMLDetailsElement)) return;
    event.stopPropagation();
    mark.open = false;
    mark.querySelector("summary")?.focus();
  });
})();
