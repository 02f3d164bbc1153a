// What changes is read aloud to those who do not see it, by one region of the page that stays: one
// that comes with its words in it is often not heard. What has the class `pvd-spoken` is read when
// it comes or changes; drawn anew with the same words, it is not repeated.
(() => {
  "use strict";

  const PAUSE = 250; // milliseconds in which what is drawn anew may be away

  const region = document.createElement("div");
  region.className = "pvd-aloud";
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  addEventListener("DOMContentLoaded", () => document.body.append(region));

  /** What the notices of the page said when they were last looked at. */
  let known = new Set();

  /** @param {string} text */
  const paragraph = (text) => {
    const made = document.createElement("p");
    made.textContent = text;
    return made;
  };

  const look = () => {
    const notices = [...document.querySelectorAll(".pvd-spoken")];
    const seen = notices.filter((one) => one.checkVisibility());
    const said = new Set(seen.map((one) => (one.textContent ?? "").trim()).filter(Boolean));
    const news = [...said].filter((text) => !known.has(text));
    known = said;
    if (news.length > 0) region.replaceChildren(...news.map(paragraph));
  };

  let asked = false;
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    setTimeout(() => {
      asked = false;
      look();
    }, PAUSE);
  }).observe(document, { subtree: true, childList: true, characterData: true });
})();
