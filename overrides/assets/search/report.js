// The editors' report: asks search every question on the page, and writes the place that the answer has. Where it is not the
// first, the question moves to the top.
"use strict";

(async () => {
  const here = document.currentScript.src;
  const [SETUP, QUERY] = [0, 2];
  const table = document.querySelector("[data-search-report]");
  const told = document.querySelector("[data-search-report-sum]");
  told.textContent = "Spørger …";
  const worker = new Worker(new URL("worker.js", here));
  const stub = await (await fetch(new URL(table.dataset.searchReport, document.baseURI))).json();

  const send = (type, data) => new Promise((done) => {
    worker.onmessage = (message) => done(message.data.data);
    worker.postMessage({type, data});
  });

  const textOf = (element) => element.textContent.replaceAll("\u00AD", "");

  const rank = async ({cells: [question, pages]}) => {
    const {items} = await send(QUERY, textOf(question));
    const wanted = [...pages.querySelectorAll("code")].map((address) => textOf(address).slice(1));
    return items.findIndex((group) => group.some(({location}) => wanted.includes(location))) + 1;
  };

  await send(SETUP, stub);
  const rows = [...table.tBodies[0].rows];
  const late = [];
  for (const row of rows) {
    const place = await rank(row);
    row.cells[2].textContent = place ? `Nr. ${place}` : "Ikke fundet";
    if (place !== 1) late.push(row);
  }
  table.tBodies[0].prepend(...late);
  told.textContent = `${rows.length - late.length} af ${rows.length} spørgsmål har svaret først. De andre står øverst.`;
})();
