// The words that Streamlit writes itself and gives no way to choose, in French: on the screen,
// in tooltips, and in what is read out to those who do not see it.
(() => {
  "use strict";
  /** @type {Record<string, string>} */
  const WORDS = {
    // Frame
    "Skip to main content": "Aller au contenu",
    "App pages": "Pages",
    Sidebar: "Menu",
    "Expand sidebar": "Ouvrir le menu",
    "Collapse sidebar": "Fermer le menu",
    "View less": "Voir moins",
    "Main menu": "Menu principal",
    Notifications: "Notifications",
    Close: "Fermer",
    Dismiss: "Fermer",
    Cancel: "Annuler",
    Retry: "Réessayer",
    "Try again": "Réessayer",
    Stop: "Arrêter",
    Rerun: "Relancer",
    "Running...": "En cours…",
    "Stopping...": "Arrêt…",
    "Connection error": "Connexion perdue",
    "Connection timed out.": "Le serveur ne répond pas.",
    "Page not found": "Page introuvable",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Le serveur du tableau de bord ne répond pas. La page se reconnecte dès qu’il revient.",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Le serveur du tableau de bord ne répond pas. S’il a été arrêté, relancez-le :",
    "streamlit run yourscript.py": "make run",
    // Fields
    "Choose an option": "Choisir",
    "Choose options": "Choisir",
    "Choose or add options": "Choisir ou ajouter",
    "No options to select": "Aucun choix",
    Open: "Ouvrir",
    "Clear all": "Retirer ces choix",
    "Clear value": "Effacer",
    "Clear entry": "Effacer",
    "Select all": "Tout choisir",
    "Selected values": "Valeurs choisies",
    "Selectbox options": "Choix possibles",
    "Multiselect options": "Choix possibles",
    "No results": "Aucun résultat",
    "No options": "Aucun choix",
    "Type to search": "Écrire pour chercher",
    Increment: "Augmenter",
    Decrement: "Diminuer",
    "Show password": "Montrer le mot de passe",
    "Hide password": "Cacher le mot de passe",
    "Choose date": "Choisir une date",
    "Clear date": "Effacer la date",
    Empty: "Vide",
    // Files
    Upload: "Choisir un fichier",
    "Add files": "Ajouter un fichier",
    "Drag and drop a file here": "Déposer un fichier ici",
    "Drag and drop files here": "Déposer des fichiers ici",
    "Download failed": "Échec du téléchargement",
    // Charts
    Fullscreen: "Plein écran",
    "Close fullscreen": "Quitter le plein écran",
    "Toolbar action": "Action",
  };
  /** @type {[RegExp, string][]} */
  const PATTERNS = [
    [/^(.*) — start$/u, "$1 – minimum"],
    [/^(.*) — end$/u, "$1 – maximum"],
    [/^Help for (.*)$/u, "Aide : $1"],
    [/(\d+)MB per file/u, "$1 Mo par fichier"],
    [/^File must be (\d+\.\d)MB or smaller\.$/u, "Le fichier doit faire $1 Mo au plus."],
    // Always with a decimal: the département 2B is no size.
    [/^(\d+\.\d)B$/u, "$1 octets"],
    [/^(\d+\.\d)KB$/u, "$1 ko"],
    [/^(\d+\.\d)MB$/u, "$1 Mo"],
    [
      /^This app has encountered an error\..*$/su,
      "Un incident empêche d’afficher cette partie de la page. Rechargez-la dans un instant ; " +
        "si l’incident dure, prévenez l’équipe qui administre le tableau de bord.",
    ],
    [
      /^(?:You have requested page|The page that you have requested).*$/su,
      "La page demandée n’existe pas : voici la première.",
    ],
    [/^1 more$/u, "1 autre"],
    [/^(\d+) more$/u, "$1 autres"],
    [/^View (\d+) more$/u, "Voir les $1 autres"],
    [/^Remove (.*)$/u, "Retirer $1"],
  ];

  /** @param {string} text */
  const translated = (text) => {
    const bare = text.trim();
    if (Object.hasOwn(WORDS, bare)) return WORDS[bare];
    // A control of a chart is named with what it belongs to: "Fullscreen: Participants…".
    const colon = bare.indexOf(": ");
    const head = bare.slice(0, colon);
    if (colon > 0 && Object.hasOwn(WORDS, head)) return `${WORDS[head]} : ${bare.slice(colon + 2)}`;
    const found = PATTERNS.find(([pattern]) => pattern.test(bare));
    return found ? bare.replace(...found).replace(/(\d)\.(\d)/u, "$1,$2") : null;
  };

  const ATTRIBUTES = ["aria-label", "title", "placeholder"];

  /** @param {Text} node */
  const mendText = (node) => {
    const french = translated(node.data);
    if (french !== null && french !== node.data) node.data = french;
  };
  /**
   * Several buttons of a page open a list: each is named with the field that it belongs to.
   * @param {Element} element
   * @param {string} french
   */
  const ofField = (element, french) => {
    if (french !== WORDS.Open) return french;
    const field = element.closest("[role='group']")?.querySelector("input[aria-label]");
    return field ? `${french} : ${field.getAttribute("aria-label")}` : french;
  };
  /** @param {Element} element */
  const mendAttributes = (element) => {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const french = value && translated(value);
      if (french && french !== value) element.setAttribute(name, ofField(element, french));
    }
  };
  /** @param {Node} node */
  const mendOne = (node) => {
    if (node instanceof Text) mendText(node);
    else if (node instanceof Element) mendAttributes(node);
  };
  /** @param {Node} root */
  const mend = (root) => {
    mendOne(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) mendOne(walker.currentNode);
  };

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type !== "childList") mendOne(target);
      for (const node of addedNodes) mend(node);
    }
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ATTRIBUTES,
  });
})();
