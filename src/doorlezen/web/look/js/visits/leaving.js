// Who logs out takes along what is kept on the device; what was not sent yet is told first.
import { unsentOfPerson, wipe, works } from "./store.js";

export const WHO = "doorlezen-who";
export const KEEPS = "doorlezen-keeps";
export const LEAVING = "doorlezen-leaving";

// Some browsers refuse to remember anything: then there is nothing to take along either.
export const remembered = (name, value) => {
  try {
    if (value === undefined) return localStorage.getItem(name);
    return value === null ? localStorage.removeItem(name) : localStorage.setItem(name, value);
  } catch {
    return null;
  }
};

// Whether the device is still this person's: nobody logged out, and nobody else came.
export const isHere = (who) => !remembered(KEEPS) || remembered(WHO) === who;

// Ask where something would be lost; false: stay. `sentence` has the number as {count}.
export const mayGo = async (who, sentence) => {
  const count = (await works()) ? await unsentOfPerson(who) : 0;
  return !count || confirm(sentence.replace("{count}", count));
};

export const beginLeaving = () => {
  const who = document.body.dataset.who;
  if (!who) return;
  remembered(WHO, who);
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-leaving]")) return;
    event.preventDefault();
    if (!(await mayGo(who, form.dataset.leaving))) return;
    remembered(WHO, null);
    if (await works()) await wipe(who);
    remembered(LEAVING, null);
    form.submit();
  });
};
