// What Material's dialog lacks: numbers to call beside the results, and a way on when there is none.
"use strict";

(() => {
  const result = document.querySelector("[data-md-component=search-result]");
  const query = document.querySelector("[data-md-component=search-query]");
  const list = result.lastElementChild;
  const help = document.querySelector("#search-help").content.firstElementChild;

  const tel = (number) => {
    const digits = number.replaceAll(" ", "");
    return `tel:${digits.length === 8 ? "+45" : ""}${digits}`;
  };

  // Material's Enter opens the link whose first child has the highest score: never a number by accident.
  function callLink(mark) {
    const link = document.createElement("a");
    const text = document.createElement("span");
    link.className = "search-call";
    link.href = tel(mark.textContent);
    link.tabIndex = -1;
    text.dataset.mdScore = "-1";
    text.textContent = `Ring ${mark.textContent}`;
    link.append(text);
    return link;
  }

  function update() {
    for (const mark of list.querySelectorAll('[data-call=""]')) {
      mark.dataset.call = "linked";
      mark.closest(".md-search-result__link").after(callLink(mark));
    }
    const wanted = query.value.trim() && (!list.childElementCount || list.querySelector("[data-weak]"));
    // Between the two children that Material's program looks for, so that the arrow keys reach it; gone when it is not seen.
    if (wanted && !help.isConnected) list.before(help);
    if (!wanted) help.remove();
  }

  new MutationObserver(update).observe(result, {childList: true, subtree: true, characterData: true});
  query.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || list.childElementCount) return;
    event.preventDefault();
    event.stopPropagation();   // Material's program would follow the first link of the help, which calls 112
  });
})();
