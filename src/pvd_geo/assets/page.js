// Runs before Streamlit's own script; everything here spares the user something.
(() => {
  "use strict";

  // Room for a chart with its title and sources, on a screen of common width.
  const FRAME = { width: "100%", height: "620", style: "border:0", loading: "lazy" };

  // Streamlit would look for its server below the page's own path first: two refused requests
  // on each direct visit. This file lies in <root>/pvd/assets/, so the root is known.
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../..", script.src);
  window.__streamlit = { BACKEND_BASE_URL: root.href };

  // The server counts what fails here, by its kind alone; a page that fails for ever is told of
  // five times. What browsers say of their own layout is no failure.
  let left = 5;
  /** @param {string} kind */
  const report = (kind) => {
    if (left > 0) navigator.sendBeacon(new URL(`pvd/failed/${kind}`, root));
    left -= 1;
  };
  addEventListener("error", ({ message }) => {
    if (!message.startsWith("ResizeObserver")) report("script");
  });
  addEventListener("unhandledrejection", () => report("promise"));

  /**
   * The element of a selector that an event happened in.
   * @param {EventTarget | null} target
   * @param {string} selector
   */
  const closest = (target, selector) =>
    target instanceof Element ? target.closest(selector) : null;

  /**
   * Whether a click asks the browser for something else than following a link here.
   * @param {MouseEvent} event
   */
  const hasModifier = ({ button, ctrlKey, metaKey, shiftKey, altKey }) =>
    button !== 0 || ctrlKey || metaKey || shiftKey || altKey;

  // Streamlit empties the address when the menu changes the page; the script then writes the
  // selection back, which would leave two entries in the history: the page without and the page
  // with the selection. "Back" would only ever reach the first. Here the second takes its place.
  let arriving = false;
  const push = history.pushState.bind(history);
  history.pushState = (state, title, url) => {
    const elsewhere = new URL(url ?? "", location.href).pathname !== location.pathname;
    if (!elsewhere && arriving) {
      history.replaceState(state, title, url);
    } else {
      push(state, title, url);
    }
    arriving = elsewhere;
  };
  // What the user does next is a step of its own again.
  const arrived = () => {
    arriving = false;
  };
  for (const event of ["pointerdown", "keydown", "popstate"]) {
    addEventListener(event, arrived, true);
  }

  // A menu link opened in another tab takes the selection along.
  for (const event of ["pointerdown", "contextmenu", "focusin"]) {
    addEventListener(
      event,
      ({ target }) => {
        const link = closest(target, "[data-testid*='NavLink']");
        if (link instanceof HTMLAnchorElement) link.search = location.search;
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
      if (closest(target, ".st-key-pvd-sign-in button")) {
        sessionStorage.setItem("pvd-back", location.href);
      }
    },
    true,
  );

  // The address may name a row of a table, which is drawn long after the address is read.
  const row = decodeURIComponent(location.hash.slice(1));
  if (row) {
    new MutationObserver((_, observer) => {
      const found = document.querySelector(`#${CSS.escape(row)}`);
      if (found === null) return;
      observer.disconnect();
      found.scrollIntoView({ block: "center" });
      found.closest("tr")?.classList.add("pvd-found");
    }).observe(document, { childList: true, subtree: true });
  }

  // A link inside a page opens another page without loading everything anew: to Streamlit it
  // looks like the history buttons, whose address it follows.
  addEventListener("click", (event) => {
    const link = closest(event.target, ".stHtml a[href]");
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
    if (hasModifier(event) || link.target === "_blank") return;
    const name = link.pathname.slice(root.pathname.length);
    if (link.origin !== root.origin || link.hash || /[./]/u.test(name)) return;
    event.preventDefault();
    const elsewhere = link.pathname !== location.pathname;
    push({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
    if (elsewhere) scrollTo(0, 0);
  });

  /**
   * What a button takes along: the link of the page; something else; a sentence with the link of
   * where it stands; or the frame that shows a chart.
   * @param {HTMLElement} button
   */
  const taken = ({ dataset }) => {
    if (dataset.embed === undefined) {
      const own = dataset.copy ?? location.href;
      return dataset.address === undefined ? own : `${own} ${location.href}`;
    }
    const frame = document.createElement("iframe");
    const attributes = { ...FRAME, src: dataset.embed, title: dataset.title ?? "" };
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    return frame.outerHTML;
  };

  /**
   * @param {string} text
   * @param {string} done
   */
  const copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https browsers have no clipboard but the one of a selected field.
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      const copied = document.execCommand("copy");
      field.remove();
      if (!copied) return text;
    }
    return done;
  };
  addEventListener("click", async ({ target }) => {
    const button = closest(target, ".pvd-copy");
    const said = button?.parentElement?.querySelector(".pvd-copied");
    if (!said) return;
    const done = button?.getAttribute("data-done") ?? "Lien copié";
    said.textContent = await copy(taken(/** @type {HTMLElement} */ (button)), done);
    setTimeout(() => {
      said.textContent = "";
    }, 4000);
  });
})();
