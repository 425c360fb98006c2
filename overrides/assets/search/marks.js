// Marks the words that led here from search: `?h=word word` in the address.
"use strict";

(() => {
  const address = new URL(location.href);
  const wanted = address.searchParams.get("h").toLowerCase().split(" ").filter(Boolean);
  const WORD = /[\p{L}\p{N}\u00AD]+/gu;
  const LONG = 4;          // "tegn" also marks "tegnene", "er" does not mark "erfaring"

  function isWanted(text) {
    const word = text.replace(/\u00AD/g, "").toLowerCase();
    return wanted.some((start) => word === start || (start.length >= LONG && word.startsWith(start)));
  }

  const nodes = [];
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.data.match(WORD)?.some(isWanted)) nodes.push(walker.currentNode);

  for (const node of nodes) {
    if (node.parentElement.closest("svg, script, style")) continue;
    const pieces = [];
    let end = 0;
    for (const {0: word, index} of node.data.matchAll(WORD)) {
      if (!isWanted(word)) continue;
      const mark = document.createElement("mark");
      mark.textContent = word;
      pieces.push(node.data.slice(end, index), mark);
      end = index + word.length;
    }
    node.replaceWith(...pieces, node.data.slice(end));
  }

  // Whoever shares the address shares the page. It also keeps Material's program from marking anew when search opens.
  address.searchParams.delete("h");
  history.replaceState(history.state, "", address);
})();
