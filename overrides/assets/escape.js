// Escape closes the menu, and after menu and search the focus is back on the button that opened them.
addEventListener("keydown", event => {
  if (event.key !== "Escape") return
  const menu = document.querySelector("details.menu[open]")
  if (menu) {
    menu.open = false
    menu.querySelector("summary").focus()
  } else if (document.querySelector("#__search:checked")) {
    setTimeout(() => document.querySelector(".header-button--search")?.focus())
  }
}, true)
