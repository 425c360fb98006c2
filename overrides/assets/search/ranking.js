// Which page answers a question: MiniSearch finds the words, this file weighs them. No DOM: it runs in the worker, on a
// page from the disk and in a shell alike.
"use strict";

(() => {
  const {words, fold, stem, parts} = Danish;

  // Measured on tests/search/questions.yml; every figure there moves when one here does.
  const WEIGHT = {
    // what a term of the question is worth
    exact: 1,              // the word just as it is written, beside its stem
    ending: 1,             // the end of a compound: "henvendelse" in "bekymringshenvendelse"
    inside: 0.3,           // elsewhere in a compound
    part: 0.4,             // each part of a word that is unknown as a whole
    joined: 1.5,           // two words that are one: "info hus"
    found: {prefix: 0.5, fuzzy: 0.6},
    // where it was found
    fields: {title: 3.5, text: 1, phrases: 1},
    phrase: 2.5,           // the best of the names and phrases that were written for this page
    fit: 0.8,              // how much of the phrase was asked for
    all: 0.4,              // how much of what was asked for is in the phrase
    length: 0.6,           // how much a long text is held against it
    coverage: 1,           // how many of the words were found
    more: 0.6,             // what the page's next best sections add to its best
    // which page it is
    page: 1.8,             // the page before its sections
    background: 0.5,       // chapters about the plan itself
    lookup: 0.6,           // what explains a word or a rule, unless it is asked for by a name of its own
    meaning: 1.2,          // and when the question is what a word means
    start: 0.8,            // the front page, which says a little of everything
    list: 0.85,            // a page of so many sections that one of them has nearly any word
    named: 1.4,            // what is asked for by one of its names, and by nothing else
    sources: 0.3,          // where it all comes from
  };
  const LIST = 20;         // a page with more sections than this is a list
  const [ANSWERS, BACKGROUND] = [0, 1];   // how far back a page stands, as handbook/publish/search_index.py says it
  const SURFACE = "=";     // marks a term that is the word as written and not its stem

  class Ranking {
    // `index` is what handbook/publish/search_index.py writes.
    constructor(index, MiniSearch) {
      this.stopWords = new Set(words(SearchWords.stop).map(fold));
      this.dangerWords = new Set(words(SearchWords.danger).map(stem));
      this.meaningWords = new Set(words(SearchWords.meaning).map(stem));
      this.documents = new Map([...documentsOf(index)].map((document) => [document.id, document]));
      this.vocabulary = new Set();
      this.known = new Map();
      const options = {tokenize: words, processTerm: (word) => this.termsOf(word), storeFields: ["of", "size"]};
      this.texts = new MiniSearch({...options, fields: ["title", "text", "phrases"]});
      this.texts.addAll([...this.documents.values()]);
      this.phrases = new MiniSearch({...options, fields: ["phrase"]});
      this.phrases.addAll([...this.documents.values()].flatMap((document) => this.phrasesOf(document)));
      this.terms = [...this.vocabulary];
    }

    // What a word is indexed under: its stem, and itself as it is written.
    termsOf(word) {
      let terms = this.known.get(word);
      if (!terms) {
        terms = [stem(word), SURFACE + fold(word)];
        this.known.set(word, terms);
        this.vocabulary.add(terms[0]);
      }
      return terms;
    }

    // A document's names and phrases, each to be found by itself: a page is as good as the best of them.
    phrasesOf({id, page, anchor, heading, phrases}) {
      const danger = page.acute && !anchor ? words(SearchWords.danger) : [];
      const telling = [heading, ...phrases.split("\n"), ...danger].map((phrase) => this.telling(phrase));
      const all = new Map(telling.filter((phrase) => phrase.length).map((phrase) => [phrase.join(" "), phrase.length]));
      return [...all].map(([phrase, size], number) => ({id: `${id} ${number}`, of: id, phrase, size}));
    }

    // The pages that answer, best first, each with its `hits`: the page itself and its sections, best first.
    find(question) {
      const said = this.telling(question);
      const subject = said.filter((word) => !this.meaningWords.has(stem(word)));
      const asked = subject.length ? subject : said;
      const terms = this.termsFor(asked);
      const hits = new Map();
      for (const found of this.search(this.texts, terms)) {
        const hit = hitOn(this.documents.get(found.id), hits);
        hit.text = see(hit, found, terms).points;
      }
      for (const found of this.search(this.phrases, terms)) {
        const hit = hitOn(this.documents.get(found.of), hits);
        const {points, positions} = see(hit, found, terms);
        const fit = Math.min(1, positions.size / found.size) ** WEIGHT.fit * (positions.size / asked.length) ** WEIGHT.all;
        hit.phrase = Math.max(hit.phrase, points * fit);
        if (positions.size === asked.length && found.size <= asked.length) hit.named = true;
      }
      const lookup = subject.length < said.length ? WEIGHT.meaning : WEIGHT.lookup;
      // Where a page that says what to do goes by that name, a chapter about the plan is not what is meant.
      const answered = [...hits.values()].some((hit) => hit.named && hit.document.page.standing === ANSWERS);
      for (const hit of hits.values()) {
        if (answered && hit.document.page.standing === BACKGROUND) hit.named = false;
        const coverage = (hit.positions.size / asked.length) ** WEIGHT.coverage;
        hit.points = (hit.text + WEIGHT.phrase * hit.phrase) * coverage * importance(hit, lookup);
      }
      return {asked, danger: asked.some((word) => this.isDanger(word)), pages: byPage([...hits.values()])};
    }

    search(engine, terms) {
      return engine.search([...terms.keys()].join(" "), {
        tokenize: (text) => text.split(" ").filter(Boolean),
        processTerm: (term) => term,
        boost: WEIGHT.fields,
        weights: WEIGHT.found,
        bm25: {k: 1.2, b: WEIGHT.length, d: 0.5},
        prefix: (term) => terms.get(term).prefix,
        fuzzy: (term) => terms.get(term).typos,
        boostTerm: (term) => terms.get(term).weight,
      });
    }

    // The words of a question that say something; all of them when none does.
    telling(question) {
      const all = words(question);
      const some = all.filter((word) => !this.stopWords.has(fold(word)));
      return some.length ? some : all;
    }

    // Also as the end of a compound: "bombetrussel".
    isDanger(word) {
      const term = stem(word);
      return this.dangerWords.has(term) || parts(word, this.dangerWords).length > 0;
    }

    // What to look for: each term with its weight, the positions of its words, and whether it may be a beginning or misspelt.
    termsFor(asked) {
      const terms = new Map();
      const add = (positions, term, weight, {prefix = false, typos = 0} = {}) => {
        if (!(terms.get(term)?.weight >= weight)) terms.set(term, {weight, positions, prefix, typos});
      };
      asked.forEach((word, position) => {
        const here = [position];
        const term = stem(word);
        const written = fold(word);
        const known = this.vocabulary.has(term);
        add(here, term, 1, {prefix: written.length > 2, typos: known ? 0 : typosIn(term, 4, 7)});
        if (known) add(here, SURFACE + written, WEIGHT.exact);
        else if (written.length > 3) add(here, SURFACE + written, 1, {typos: typosIn(written, 4, 6, 10)});
        for (const [compound, weight] of this.compoundsWith(term)) add(here, compound, weight);
        if (!known) for (const part of parts(word, this.vocabulary)) add(here, part, WEIGHT.part);
        const joined = position + 1 < asked.length ? stem(word + asked[position + 1]) : "";
        if (joined.length > 5) {
          const typos = this.vocabulary.has(joined) ? 0 : typosIn(joined, 8);
          add([position, position + 1], joined, WEIGHT.joined, {prefix: true, typos});
        }
      });
      return terms;
    }

    // The words of the index that hold this one, but do not begin with it: those are found as a prefix.
    compoundsWith(term) {
      if (term.length < 5) return [];
      return this.terms.filter((other) => other.indexOf(term) > 0)
        .map((other) => [other, other.endsWith(term) ? WEIGHT.ending : WEIGHT.inside]);
    }
  }

  function hitOn(document, hits) {
    if (!hits.has(document.id)) hits.set(document.id, {document, text: 0, phrase: 0, named: false, positions: new Set(), matched: new Set()});
    return hits.get(document.id);
  }

  // Adds to a hit what MiniSearch found, and tells what that is worth and which words of the question it has.
  function see(hit, {score, queryTerms, terms: matched}, terms) {
    const positions = new Set(queryTerms.flatMap((term) => terms.get(term).positions));
    for (const position of positions) hit.positions.add(position);
    for (const term of matched) hit.matched.add(term);
    // MiniSearch multiplies by how many terms were found, which counts every spelling of a word anew.
    return {points: score / queryTerms.length, positions};
  }

  // How many letters may be wrong: one from the first of these lengths on, two from the second, three from the third.
  const typosIn = (word, ...lengths) => lengths.filter((length) => word.length >= length).length;

  const importance = ({named, document: {page, anchor}}, lookup) => (anchor ? 1 : WEIGHT.page)
    * (named ? WEIGHT.named : page.location ? 1 : WEIGHT.start)
    * [page.isList ? WEIGHT.list : 1, WEIGHT.background, named ? Math.max(1, lookup) : lookup, WEIGHT.sources][page.standing];

  function byPage(hits) {
    const pages = new Map();
    for (const hit of hits.sort((one, other) => other.points - one.points)) {
      const {page} = hit.document;
      if (pages.has(page)) pages.get(page).push(hit);
      else pages.set(page, [hit]);
    }
    const points = ([best, ...others]) => best.points + WEIGHT.more * others.slice(0, 3).reduce((sum, hit) => sum + hit.points, 0);
    return [...pages].map(([page, own]) => ({page, hits: own, points: points(own)}))
      .sort((one, other) => other.points - one.points || (one.page.location < other.page.location ? -1 : 1));
  }

  // Every page and every section of it. `shown` is the part of the text that a result shows.
  function* documentsOf({pages, words: postings, digits}) {
    const further = wordsByPage(postings, digits, pages.length);
    for (const [number, [location, title, text, names, phrases, standing, acute, sections]] of pages.entries()) {
      const page = {location, title, standing, acute, isList: sections.length > LIST};
      const all = `${names}\n${phrases}`;
      yield {page, id: location, anchor: "", title: `${title} ${names}`, heading: title, text: `${text} ${further[number].join(" ")}`, shown: text, phrases: all, call: ""};
      for (const [heading, below = "", anchor = 0, own = "", call = ""] of sections) {
        const at = anchor || slug(heading);
        yield {page, id: `${location}#${at}`, anchor: at, title: heading, heading, text: below, shown: below, phrases: own, call};
      }
    }
  }

  // Each word is followed by its pages: how far each is from the one before. The last digit says: and on.
  function wordsByPage(postings, digits, count) {
    const pages = Array.from({length: count}, () => []);
    for (const [, word, distances] of postings.matchAll(/(\p{Ll}+)([^\p{Ll}]+)/gu)) {
      let page = -1;
      for (const digit of distances) {
        page += digits.indexOf(digit);
        if (digit !== digits[digits.length - 1]) pages[page].push(word);
      }
    }
    return pages;
  }

  // As handbook/plan/slug.py makes the anchor of a heading.
  const slug = (heading) => heading.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "oe").replace(/å/g, "aa")
    .normalize("NFKD").replace(/[^\x00-\x7F]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  globalThis.Ranking = Ranking;
  globalThis.RankingWeight = WEIGHT;
})();
