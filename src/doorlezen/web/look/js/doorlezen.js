// Small comforts; every page works without them.

// A menu closes on Escape and on a click beside it, and gives the focus back.
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const held = menu.contains(document.activeElement);
    menu.open = false;
    if (held) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

// On paper everything that can be opened is open.
window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("main details:not([open])")) {
    part.dataset.forPaper = "";
    part.open = true;
  }
});

window.addEventListener("afterprint", () => {
  for (const part of document.querySelectorAll("main details[data-for-paper]")) {
    delete part.dataset.forPaper;
    part.open = false;
  }
});

// A passkey that did not work says so: where somebody stopped, or had none, the browser says nothing.
document.addEventListener("allauth.error", (event) => {
  const told = document.getElementById("passkey-trouble");
  if (!told) return;
  event.preventDefault();
  told.hidden = false;
});
