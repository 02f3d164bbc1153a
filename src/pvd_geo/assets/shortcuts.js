// What one does on any page has a key of its own, with another held down: a letter alone would be in
// the way of those who speak to their computer. The guide names them.
(() => {
  "use strict";

  /** What is pressed, by the key that is held down and the letter. */
  const PRESSED = new Map([
    ["ctrl+k", ".st-key-pvd-search button"],
    ["alt+l", ".st-key-pvd-head .pvd-copy"],
    ["alt+p", "[class*='st-key-pvd-town-note-'] button"],
  ]);

  addEventListener("keydown", (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
    const isCtrl = ctrlKey || metaKey;
    if (isCtrl === altKey || shiftKey) return;
    // With Alt a Mac writes another sign: there the place of the key tells the letter.
    const letter = /^[a-z]$/iu.test(key) ? key : code.replace("Key", "");
    const pressed = PRESSED.get(`${isCtrl ? "ctrl" : "alt"}+${letter.toLowerCase()}`);
    const found = pressed && document.querySelector(pressed);
    if (!(found instanceof HTMLElement)) return;
    event.preventDefault();
    // The button of the search would close it again.
    const query = document.querySelector(".st-key-pvd-query input");
    if (query instanceof HTMLElement && found.closest(".st-key-pvd-search")) query.focus();
    else found.click();
  });
})();
