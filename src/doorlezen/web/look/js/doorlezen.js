// Small comforts; every page works without them.
import { beginLeaving } from "./visits/leaving.js";

beginLeaving();

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

// Hours that are dragged are typed at the same time, and asked when somebody lets go; each place of the slider is
// a number of hours that the chosen school can get. Typing does the same without it.
const sliderOf = (inside) => inside.closest("form")?.querySelector("[data-slider]");

const slide = (slider, { typed }) => {
  const range = slider.querySelector("input"), shown = slider.querySelector("output");
  const form = slider.closest("form");
  const [quarters, now] = JSON.parse(slider.dataset.slider)[form.elements.of.value];
  range.max = quarters.length - 1;
  if (!typed) range.value = now;
  const chosen = quarters[range.value], rest = ["", "¼", "½", "¾"][chosen % 4];
  shown.textContent = `${Math.floor(chosen / 4) || (rest ? "" : 0)}${rest}`;
  range.setAttribute("aria-valuetext", shown.textContent);
  const comma = document.documentElement.lang === "nl" ? "," : ".";
  if (typed) form.elements.amount.value = String(chosen / 4).replace(".", comma);
};

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-slider] input")) slide(sliderOf(event.target), { typed: true });
});

document.addEventListener("change", (event) => {
  const slider = event.target.form && sliderOf(event.target);
  if (!slider) return;
  if (event.target.type === "range") event.target.form.requestSubmit();
  else if (event.target.name === "of") slide(slider, { typed: false });
});

// What comes in the place of what had the focus gets it, where nothing in it has: who goes by keyboard is not sent
// back to the top of the page.
let heldIn = "";

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  heldIn = target.contains(document.activeElement) ? target.id : "";
});

document.addEventListener("htmx:afterSettle", () => {
  const came = heldIn && document.getElementById(heldIn);
  heldIn = "";
  if (!came || document.activeElement !== document.body) return;
  came.tabIndex = -1;
  came.focus({ preventScroll: true });
});

// A passkey that did not work says so: where somebody stopped, or had none, the browser says nothing.
document.addEventListener("allauth.error", (event) => {
  const told = document.getElementById("passkey-trouble");
  if (!told) return;
  event.preventDefault();
  told.hidden = false;
});
