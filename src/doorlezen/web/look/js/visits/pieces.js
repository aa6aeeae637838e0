// Making pieces of a page.
export const make = (tag, given = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name === "on") for (const [event, hear] of Object.entries(value)) made.addEventListener(event, hear);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.filter((one) => one !== null && one !== ""));
  return made;
};

export const button = (text, hear, { id, primary = false } = {}) =>
  make("button", { type: "button", class: `nl-button nl-button--${primary ? "primary" : "secondary"}`, id: id || null, on: { click: hear } }, text);

export const paragraph = (text, more = {}) => make("p", { class: "nl-paragraph", ...more }, text);

// Draw anew, and give the focus back to what has the same id.
export const drawIn = (root, ...inside) => {
  const held = root.contains(document.activeElement) ? document.activeElement.id : "";
  root.replaceChildren(...inside.filter(Boolean));
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
};
