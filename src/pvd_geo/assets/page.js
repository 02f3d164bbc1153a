// Runs before Streamlit's own script; everything here spares the user something.
(() => {
  "use strict";

  // Streamlit would look for its server below the page's own path first: two refused requests
  // on each direct visit. This file lies in <root>/pvd/assets/, so the root is known.
  const root = new URL("../..", document.currentScript.src);
  window.__streamlit = { BACKEND_BASE_URL: root.href };

  // Streamlit empties the address when the menu changes the page; the script then writes the
  // selection back, which would leave two entries in the history: the page without and the page
  // with the selection. "Back" would only ever reach the first. Here the second takes its place.
  let arriving = false;
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    const elsewhere = new URL(url, location.href).pathname !== location.pathname;
    if (!elsewhere && arriving) {
      history.replaceState(state, title, url);
    } else {
      push(state, title, url);
    }
    arriving = elsewhere;
  };
  // What the user does next is a step of its own again.
  for (const event of ["pointerdown", "keydown", "popstate"]) {
    addEventListener(
      event,
      () => {
        arriving = false;
      },
      true,
    );
  }

  // A menu link opened in another tab takes the selection along.
  for (const event of ["pointerdown", "contextmenu", "focusin"]) {
    addEventListener(
      event,
      ({ target }) => {
        const link = target instanceof Element ? target.closest("[data-testid*='NavLink']") : null;
        if (link) link.search = location.search;
      },
      true,
    );
  }

  // Signing in ends on the first page: whoever came from another one goes back there.
  const back = sessionStorage.getItem("pvd-back");
  sessionStorage.removeItem("pvd-back");
  if (back && location.pathname === root.pathname) location.replace(back);
  addEventListener(
    "click",
    ({ target }) => {
      if (target instanceof Element && target.closest(".st-key-pvd-sign-in button")) {
        sessionStorage.setItem("pvd-back", location.href);
      }
    },
    true,
  );

  // A link inside a page opens another page without loading everything anew: to Streamlit it
  // looks like the history buttons, whose address it follows.
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(".stHtml a[href]") : null;
    const plain = !(
      event.button ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    );
    if (!link || !plain || event.defaultPrevented || link.target === "_blank") return;
    const name = link.pathname.slice(root.pathname.length);
    if (link.origin !== root.origin || link.hash || /[./]/.test(name)) return;
    event.preventDefault();
    push({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
    scrollTo(0, 0);
  });
})();
