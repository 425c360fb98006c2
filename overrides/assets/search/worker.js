// Material's search dialog talks to this file: it sends 0 (set up) and 2 (question), it gets 1 (ready) and 3 (answer).
// The program is fetched when the dialog opens, the index with the first question. Where a browser starts no worker, without_server.js runs it on the page.
"use strict";

(() => {
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
  const here = globalThis.document?.currentScript.src ?? location.href;
  const FILES = [
    "../vendor/minisearch-7.2.0/minisearch.min.js", "../vendor/orama-stemmers-3.1.18/danish.js",
    "words.js", "danish.js", "ranking.js", "answers.js",
  ];
  const FAILED = {location: "", title: "Søgningen kunne ikke hentes", text: "Prøv igen, eller gå til forsiden. <span data-weak></span>", score: 1, terms: {}};
  let index = "";
  let answers = null;
  let last = 0;

  let program = null;

  const fetchAll = async (files) => importScripts(...files.map((file) => new URL(file, here).href));

  async function load() {
    await (program ??= fetchAll(FILES));
    await fetchAll([index]);
    return new Answers(SEARCH_INDEX, MiniSearch);
  }

  // The reply to a message of the dialog, or undefined when there is none any more: a newer question has come.
  async function reply({type, data}) {
    if (type === SETUP) {
      index = data.config.index;
      setTimeout(() => { program ??= fetchAll(FILES); });
      return {type: READY};
    }
    if (type !== QUERY) return undefined;
    const number = ++last;
    const question = data.trim();
    if (!question) return {type: RESULT, data: {items: []}};
    try {
      const ready = await (answers ??= load());
      await new Promise((go) => setTimeout(go));   // lets newer questions in: only the last is worth an answer
      return number === last ? {type: RESULT, data: ready.answer(question)} : undefined;
    } catch (error) {
      answers = program = null;   // the next question tries again
      console.warn(error);
      return {type: RESULT, data: {items: [[FAILED]]}};
    }
  }

  if (globalThis.document) globalThis.replyOfSearch = reply;
  else addEventListener("message", async ({data}) => {
    const answer = await reply(data);
    if (answer) postMessage(answer);
  });
})();
