// Answers as Material's dialog takes them. It writes what it is given as HTML, so every text is escaped here.
"use strict";

(() => {
  const {words, fold, stem} = Danish;
  const PAGES = 30;
  const TEASER = 320;
  const MARKED_ON_PAGE = 6;

  const ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};
  const escape = (text) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

  class Answers {
    constructor(index, MiniSearch) {
      this.ranking = new Ranking(index, MiniSearch);
      this.alarm = index.alarm;
    }

    // {items: [[item, …], …]}: one list for each page, best first. Each must hold the page itself, found or not.
    answer(question) {
      const found = this.ranking.find(question);
      const items = found.pages.slice(0, PAGES).map(({page, hits}) => {
        const list = hits.map((hit) => item(hit, found.asked));
        if (hits.every((hit) => hit.document.anchor)) list.push({location: page.location, title: escape(page.title), text: "", score: 0, terms: {}});
        return list;
      });
      if (items.length && found.danger) items[0][0].text = `<strong>Er der fare nu? Ring ${callMark(this.alarm)}.</strong> ${items[0][0].text}`;
      if (items.length && isWeak(found)) items[0][0].text += WEAK;
      return {items};
    }
  }

  // dialog.js makes a link of the number: a link cannot stand within the result, which is one itself.
  const callMark = (number) => `<span data-call>${escape(number)}</span>`;
  const WEAK = '<span data-weak></span>';

  // Less than half of what was asked for is on the best page.
  const isWeak = ({asked, pages}) => new Set(pages[0].hits.flatMap((hit) => [...hit.positions])).size * 2 < asked.length;

  function item(hit, asked) {
    const {document} = hit;
    const isMatch = (word) => hit.matched.has(stem(word)) || hit.matched.has(`=${fold(word)}`);
    const written = new Set();
    const marked = (text) => escape(text).replace(/&(?:amp|lt|gt|quot|#39);|[\p{L}\p{N}]+/gu, (word) => {
      if (word.startsWith("&") || !isMatch(word)) return word;
      written.add(word.toLowerCase());
      return `<mark>${word}</mark>`;
    });
    const title = marked(document.heading);
    const text = marked(teaser(document.shown, isMatch)) + (document.call ? ` ${callMark(document.call)}` : "");
    // What the page is to mark: the words as they stand there, and those of the question that were found elsewhere on it.
    const terms = Object.fromEntries([...written].slice(0, MARKED_ON_PAGE).map((word) => [word, true]));
    asked.forEach((word, position) => {
      terms[word.toLowerCase()] = hit.positions.has(position);
    });
    return {location: document.id, title, text, score: hit.points, terms};
  }

  // The sentence with the most of the words, and what follows it.
  function teaser(text, isMatch) {
    const sentences = text.split(/(?<=[.!?]) |\n/);
    const counts = sentences.map((sentence) => new Set(words(sentence).filter(isMatch).map(stem)).size);
    const start = counts.indexOf(Math.max(...counts));
    let shown = sentences[start];
    for (const sentence of sentences.slice(start + 1)) {
      if (shown.length + sentence.length > TEASER) break;
      shown += ` ${sentence}`;
    }
    return (start ? "… " : "") + shown;
  }

  globalThis.Answers = Answers;
})();
