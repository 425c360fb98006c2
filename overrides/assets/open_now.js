// Who answers at this moment, by the clock in Denmark. The table says when they answer every day: it stands alone where
// the clock is wrong or the days that we know have passed. Only pages with the table load this.
"use strict";

const openTime = document.querySelector(".open-now__time");
showOpen();
setInterval(showOpen, 20_000);

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
