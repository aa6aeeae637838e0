// The form in which a visit is told: with what it usually is filled in already, so that a tap is enough.
import { wordsLikeNames } from "./names.js";
import { make } from "./pieces.js";

const FIELDS = ["quarters", "bouwsteen", "activity", "other", "pupils", "note", "school", "day"];

const fieldOf = (input) => input.closest(".utrecht-form-field") || input;

const fill = (form, values) => {
  for (const name of FIELDS) {
    const input = form.elements[name], value = values[name];
    if (!input || value === undefined || value === null) continue;
    if (input.tagName === "SELECT" && ![...input.options].some((one) => one.value === String(value)))
      input.add(new Option(`${value}`, value));
    input.value = value;
  }
  for (const box of form.querySelectorAll("[name=groups]")) box.checked = (values.groups || []).map(String).includes(box.value);
};

const number = (text) => (text.trim() === "" ? null : Number(text));

const read = (form, visit) => {
  const of = form.elements;
  return {
    visit: visit ? visit.id : null,
    school: visit ? visit.school : of.school.value,
    day: visit ? visit.day : of.day.value,
    quarters: Number(of.quarters.value),
    bouwsteen: of.bouwsteen.value,
    activity: of.other.value.trim() || of.activity.value,
    groups: [...form.querySelectorAll("[name=groups]:checked")].map((box) => Number(box.value)),
    pupils: number(of.pupils.value),
    note: of.note.value,
  };
};

// What was told as the form shows it.
export const asTyped = (body) => {
  const known = document.getElementById("work-done").content.querySelector("[name=activity]");
  const shipped = [...known.options].some((one) => one.value === body.activity);
  return { ...body, [shipped ? "activity" : "other"]: body.activity, ...(shipped ? {} : { activity: "" }) };
};

// A form about `visit` (null: an extra one, at one of `schools`), with `values` in it. `done(body, {no_names})` keeps
// it and gives a sentence where it could not; `back` closes it.
export const formFor = ({ visit, schools, school, values, words, data, ask, done, back }) => {
  const form = document.getElementById("work-done").content.firstElementChild.cloneNode(true);
  const { no_names: looked } = form.elements;
  const trouble = form.querySelector("[data-trouble]");
  const say = (text) => {
    trouble.textContent = text;
    trouble.hidden = !text;
    if (text) trouble.focus();
  };
  if (visit) for (const name of ["school", "day"]) fieldOf(form.elements[name]).remove();
  else form.elements.school.replaceChildren(...schools.map((one) => new Option(`${one.name} (${one.place})`, one.code)));
  fill(form, values);
  fieldOf(looked).hidden = !ask;
  form.querySelector("[data-title]").textContent = visit ? school.name : words.extra;
  form.querySelector("[data-when]").textContent = visit ? `${visit.day_told}, ${visit.begins}` : "";
  form.querySelector("[data-back]").addEventListener("click", back);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    const body = read(form, visit);
    const at = (visit ? school : schools.find((one) => one.code === body.school)) || { words: [] };
    const text = [form.elements.other.value, body.note].join(". ");
    const seen = looked.checked ? [] : wordsLikeNames(text, data.note_words, at.words);
    if (seen.length) {
      fieldOf(looked).hidden = false;
      say(words.names.replace("{words}", seen.join(", ")));
      return;
    }
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    try {
      say(await done(body, { no_names: looked.checked }));
    } finally {
      button.disabled = false;
    }
  });
  return make("section", { class: "visit-form" }, form);
};
