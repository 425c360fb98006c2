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

// --------------------------------------------------------------- open now
// Who answers at this moment, by the clock in Denmark. The table says when they answer every day: it stands alone where
// the clock is wrong or the days that we know have passed.
const openTime = one(".open-now__time");
if (openTime) {
  showOpen();
  setInterval(showOpen, 20_000);
}

function showOpen() {
  const calendar = JSON.parse(openTime.dataset.calendar);
  const now = inDenmark(new Date());
  const early = now && now.date < calendar.from, late = now && now.date > calendar.until;
  const known = now && !early && !late;
  openTime.textContent = known ? `Lige nu: ${inWords(now.date)} kl. ${clock(now.time)} i Danmark.`
    : late ? "Siden er for gammel til at vide, hvem der har åbent nu. Brug åbningstiderne."
    : "Uret på din enhed passer ikke. Brug åbningstiderne.";
  document.querySelectorAll(".open-now tbody tr").forEach((row) => {
    const told = row.querySelector(".open-now__state");
    const {open, text} = known ? openState(row.dataset, now, calendar) : {text: ""};
    told.textContent = text;
    told.dataset.open = open ?? "";
  });
}

// Whether a contact is open, and until when or from when. `open` is undefined where nobody knows.
function openState({hours, holidays}, now, calendar) {
  const week = JSON.parse(hours);
  if (week === true) return {open: true, text: "Åbent nu, hele døgnet"};
  if (!week) return {text: "Ring, og hør"};
  const closedFor = (date) => holidays === "lukket" ? calendar.holidays[date] ?? calendar.closings[date] : undefined;
  const doubtful = (date) => holidays ? undefined : calendar.holidays[date];
  const on = (date) => closedFor(date) ? null : week[(dayOf(date).getUTCDay() + 6) % 7];
  const today = on(now.date);
  if (today && today[0] <= now.time && now.time < today[1]) {
    if (doubtful(now.date)) return {text: `${doubtful(now.date)}: Måske lukket. Ring, og hør`};
    return {open: true, text: `Åbent nu, til kl. ${clock(today[1])}`};
  }
  const why = closedFor(now.date) ? `Lukket i dag (${closedFor(now.date)}).` : "Lukket nu.";
  for (let days = 0; days < 31; days += 1) {
    const date = new Date(dayOf(now.date).getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const opening = on(date);
    if (date > calendar.until) break;
    if (!opening || (days === 0 && opening[0] <= now.time)) continue;
    const when = ["i dag", "i morgen"][days] ?? inWords(date);
    const doubt = doubtful(date) ? ` (${doubtful(date)}: måske lukket)` : "";
    return {open: false, text: `${why} Åbner ${when} kl. ${clock(opening[0])}${doubt}`};
  }
  return {open: false, text: why};
}

// The day and the time of the clocks in Denmark, fx {date: "2026-11-21", time: "18:30"}, or null where it is not known.
function inDenmark(moment) {
  try {
    const form = {timeZone: "Europe/Copenhagen", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit"};
    const part = Object.fromEntries(new Intl.DateTimeFormat("en-GB", form).formatToParts(moment).map(({type, value}) => [type, value]));
    return {date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}`};
  } catch {
    return null;
  }
}

// Days are counted in UTC, where each has 24 hours.
function dayOf(date) {
  return new Date(`${date}T00:00:00Z`);
}

function inWords(date) {
  return new Intl.DateTimeFormat("da-DK", {timeZone: "UTC", weekday: "long", day: "numeric", month: "long"}).format(dayOf(date));
}

function clock(time) {
  return time.replace(/^0/, "").replace(":", ".");
}

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
