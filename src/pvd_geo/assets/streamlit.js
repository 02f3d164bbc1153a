/* What is particular to a frame of Streamlit's: theme, value sent back, and its leftovers. */
(() => {
  "use strict";
  const { pvd } = window;

  /** @param {string} color as browsers compute it, from 0 to 255 a channel */
  const luminance = (color) => {
    const parts = (color.match(/[\d.]+/gu) ?? []).map(Number);
    if (parts.length < 3) return 1;
    return (0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2]) / 255;
  };

  /* The page's theme, read from the colour it gives the frame; else the system's wish. */
  pvd.isDark = () => {
    if (!window.Streamlit) return window.matchMedia("(prefers-color-scheme: dark)").matches;
    const probe = document.createElement("i");
    probe.style.color = "var(--background-color, #fff)";
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return luminance(color) < 0.5;
  };

  /* Each render adds a style sheet to the frame and takes none away: keep the last one. */
  const prune = () => {
    const themes = [...document.head.querySelectorAll("style")].filter((style) =>
      style.textContent.includes("--secondary-background-color:"),
    );
    for (const style of themes.slice(0, -1)) style.remove();
  };

  if (!window.Streamlit) return;

  const { Streamlit } = window;
  let last = 0;

  /* One answer for each choice, numbered, so that the same choice made twice is seen twice. */
  pvd.send = (event) => {
    last = Math.max(last + 1, Date.now());
    Streamlit.setComponentValue({ ...event, n: last });
  };

  Streamlit.events.addEventListener(Streamlit.RENDER_EVENT, () => {
    prune();
    pvd.main?.dark(pvd.isDark());
  });

  /* The component's page is written in English, and its frame has a technical name. */
  document.documentElement.lang = "fr";
  document.title = "Carte";
  try {
    window.frameElement?.setAttribute("title", "Carte des communes");
  } catch {
    /* The frame is another origin's: its title is not ours to set. */
  }
})();
