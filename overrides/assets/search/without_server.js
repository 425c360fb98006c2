// On a page that is opened from the disk a browser starts no worker: the same program runs on the page itself.
"use strict";

globalThis.importScripts = (...sources) => sources.reduce((before, source) => before.then(() => run(source)), Promise.resolve());

globalThis.Worker = class extends EventTarget {
  constructor(source) {
    super();
    this.ready = importScripts(source);
  }

  async postMessage(message) {
    await this.ready;
    const data = await replyOfSearch(message);
    if (data) this.dispatchEvent(new MessageEvent("message", {data}));
  }

  terminate() {}
};
