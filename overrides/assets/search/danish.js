// Danish words: the same at index and query time, so that what is written in two ways becomes one term.
"use strict";

(() => {
  const WORD = /\p{L}+|\p{N}+/gu;   // "12b" is "12 b"
  const SOFT_HYPHEN = /\u00AD/g;
  const SPELT_OUT = /\b(\d)-(\d)-(\d)\b/g;   // "1-1-2" is how people write what they say
  const ACCENT = /\p{M}/gu;
  const SHORT = 3;         // what is no longer than this has no ending to lose

  const words = (text) => text.replace(SOFT_HYPHEN, "").replace(SPELT_OUT, "$1$2$3").normalize("NFC").match(WORD) ?? [];

  // "Lærer", "laerer" and "larer" are one: phones without æøå and hurried fingers write all three.
  const fold = (word) => word.toLowerCase()
    .replace(/æ|ae/g, "a").replace(/ø|oe/g, "o").replace(/å|aa/g, "a")
    .normalize("NFD").replace(ACCENT, "");

  const stems = new Map();

  function stem(word) {
    let known = stems.get(word);
    if (known === undefined) {
      const folded = fold(word);
      known = folded.length > SHORT && !/\d/.test(folded) ? danishStem(folded) : folded;
      stems.set(word, known);
    }
    return known;
  }

  // "sagsforløb" is "sag" and "forløb" when both are `known`. The parts whose shorter one is longest win. Where no pair is
  // known, the longest ending that is: "dødstrusler" are "trusler".
  function parts(word, known) {
    const folded = fold(word);
    let best = [];
    let balance = SHORT - 1;
    let ending = "";
    for (let at = SHORT; at <= folded.length - SHORT; at++) {
      const last = stem(folded.slice(at));
      if (!known.has(last)) continue;
      if (!ending && last.length > SHORT) ending = last;
      const shorter = Math.min(at, folded.length - at);
      if (shorter <= balance) continue;
      const head = folded.slice(0, at);
      const first = [head, head.replace(/[se]$/, "")].map(stem).find((part) => part.length >= SHORT && known.has(part));
      if (first) [best, balance] = [[first, last], shorter];
    }
    return best.length || !ending ? best : [ending];
  }

  globalThis.Danish = {words, fold, stem, parts};
})();
