// What works better with a script. Everything but search and the choice of theme works without.
// `chosenTheme` and `showTheme` come from the script in the head.
"use strict";

const one = (selector) => document.querySelector(selector);

// ------------------------------------------------------------------ theme
const theme = one("#theme-choice");
theme.value = chosenTheme();
theme.addEventListener("change", () => {
  try {
    if (theme.value === "system") localStorage.removeItem("handbook.theme");
    else localStorage.setItem("handbook.theme", theme.value);
  } catch {
    // Nothing may be stored here: the choice is for this page alone.
  }
  showTheme(theme.value);
});

// ------------------------------------------------------------------- menu
const menu = one(".menu");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  if (!menu.contains(event.target)) menu.open = false;
});

// --------------------------------------------------------------- copying
// Soft hyphens are for lines on a screen: in a note or a search they would be in the way.
document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!String(selection).includes("\u00ad")) return;
  const copied = document.createElement("div");
  copied.append(selection.getRangeAt(0).cloneContents());
  const put = (type, content) => event.clipboardData.setData(type, content.replaceAll("\u00ad", ""));
  put("text/plain", String(selection));
  put("text/html", copied.innerHTML);
  event.preventDefault();
});

// ------------------------------------------------------------- quick exit
// A plain link that leaves no way back: this page goes out of the list behind the browser's back button.
one(".header-button--leave")?.addEventListener("click", (event) => {
  event.preventDefault();
  location.replace(event.currentTarget.href);
});

// ----------------------------------------------------------------- search
// The dialog is Material's. Its program and the index are fetched when somebody opens search, and not before.
if (one(".md-search")) startSearch();

function startSearch() {
  const toggle = one("#__search");         // the dialog is open while this box is ticked
  const query = one("[data-md-component=search-query]");
  const button = one(".header-button--search");
  const {folder} = button.dataset;
  let opener = null;                       // where focus goes when the dialog closes
  let program = null;

  function open(text, from) {
    if (text) query.value = text;
    opener = from ?? opener;
    if (!toggle.checked) toggle.click();
    query.focus();
    program ??= load();
  }

  async function load() {
    try {
      if (location.protocol === "file:") await run(`${folder}without_server.js`);
      await run(`${folder}dialog.js`);
      await run(button.dataset.program);
    } catch {
      program = null;
      one(".md-search-result__meta").textContent = button.dataset.failed;
      return;
    }
    document.dispatchEvent(new Event("DOMContentLoaded"));   // what the program waits for
    // On an address with an anchor it closes the dialog after 125 ms, as if the reader had just come there.
    setTimeout(() => {
      if (document.activeElement === query && !toggle.checked) toggle.click();
    }, 200);
  }

  query.addEventListener("focus", () => open());
  toggle.addEventListener("change", () => {
    if (toggle.checked) return;
    opener?.focus();
    opener = null;
  });
  button.addEventListener("click", () => open("", button));
  one(".search-prompt")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.currentTarget.elements.q;
    open(field.value, field);
  });
  document.addEventListener("keydown", (event) => {
    // Also before the program is here: who tabs past the field must not find the next stops under the dialog.
    if ((event.key === "Escape" || event.key === "Tab") && toggle.checked) {
      toggle.click();
      if (event.key === "Escape") query.blur();
    }
    if (program) return;                             // from here on the program listens
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key !== "/" && event.key !== "s") return;
    event.preventDefault();
    open();
  });
  const address = new URLSearchParams(location.search);
  if (address.has("h")) run(`${folder}marks.js`);
  one("[data-search-report-start]")?.addEventListener("click", () => run(`${folder}report.js`), {once: true});
  if (address.has("q")) open(address.get("q"));
}

function run(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    Object.assign(script, { src: source, onload: resolve, onerror: reject });
    document.head.append(script);
  });
}
