// Asks the others: stock Material's worker with lunr, MiniSearch as it comes, and Pagefind when the site has its index.
// node compare.js documents.json questions.json vendor/ site/
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const zlib = require("node:zlib");

const [documents, questions, vendor, site] = [
  JSON.parse(fs.readFileSync(process.argv[2])), JSON.parse(fs.readFileSync(process.argv[3])), process.argv[4], process.argv[5],
];
const packed = (content) => zlib.gzipSync(content, {level: 9}).length;
const pagesOf = (locations) => [...new Set(locations.map((location) => location.split("#")[0]))];

async function asked(name, size, ask) {
  const found = [];
  const times = [];
  for (const question of questions) {
    const begun = performance.now();
    found.push(pagesOf(await ask(question)));
    times.push(performance.now() - begun);
  }
  return {name, size, found, times};
}

function plainMiniSearch() {
  const MiniSearch = require(path.join(vendor, "minisearch-7.2.0", "minisearch.min.js"));
  const engine = new MiniSearch({idField: "location", fields: ["title", "text"]});
  engine.addAll(documents);
  return asked("MiniSearch as it comes", packed(JSON.stringify(documents)), (question) => engine.search(question).map(({id}) => id));
}

// Material's worker, run as it is: it is given `onmessage` and `postMessage` of a worker.
async function stockMaterial() {
  const folder = process.env.MATERIAL;
  const file = fs.readdirSync(path.join(folder, "workers")).find((name) => /^search\..*\.min\.js$/.test(name));
  let listen;
  let reply;
  const worker = {
    addEventListener: (_, listener) => { listen = listener; },
    postMessage: (message) => reply(message),
    importScripts: (...urls) => urls.forEach((url) => vm.runInContext(fs.readFileSync(url.replace(/^.*\/lunr\//, `${folder}/lunr/`), "utf8"), worker)),
    location: {href: "http://site/assets/javascripts/workers/search.js"}, console, URL, setTimeout,
  };
  Object.assign(worker, {self: worker, globalThis: worker});
  vm.createContext(worker);
  vm.runInContext(fs.readFileSync(path.join(folder, "workers", file), "utf8"), worker);
  const send = (message) => new Promise((done) => {
    reply = done;
    listen({data: message});
  });
  const config = {
    lang: ["da"], separator: "[\\s\\-]+", pipeline: ["stopWordFilter"],
    fields: {title: {boost: 1000}, text: {boost: 1}, tags: {boost: 1000000}},
  };
  const index = {config, docs: documents, options: {suggest: false}};
  await send({type: 0, data: index});
  return asked("stock Material", packed(JSON.stringify({config, docs: documents})), async (question) => {
    const {data} = await send({type: 2, data: question});
    return data.items.map((group) => group[0].location);
  });
}

async function pagefind() {
  const folder = path.join(site, "pagefind");
  if (!fs.existsSync(folder)) return null;
  globalThis.fetch = async (url) => new Response(fs.readFileSync(new URL(url, "file:///").pathname.replace(/\?.*$/, "")));
  const engine = await import(path.join(folder, "pagefind.js"));
  await engine.options({basePath: `${folder}/`, baseUrl: "/"});
  await engine.init();
  const size = fs.readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile() && /\.pf_(index|meta|filter)$/.test(entry.name))
    .reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size, 0);
  return asked("Pagefind 1.5.2", size, async (question) => {
    const {results} = await engine.search(question);
    const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return data.map(({url}) => url.replace(/^\//, ""));
  });
}

(async () => {
  const answers = [];
  for (const ask of [stockMaterial, pagefind, plainMiniSearch]) {
    try {
      const answer = await ask();
      if (answer) answers.push(answer);
    } catch (error) {
      console.error(`${ask.name}: ${error.message}`);
    }
  }
  console.log(JSON.stringify(answers));
})();
