// Sending what waits: one tab at a time, each visit until the server says that it has it or why not.
import { isHere } from "./leaving.js";
import { keepWeeks, mark, settle, unsentOf } from "./store.js";

const PATIENCE = 20_000;
const LONGEST_WAIT = 300_000;

export const fetched = async (address, options = {}) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address, {
      credentials: "same-origin", redirect: "manual", cache: "no-store", ...options, signal: stop.signal,
      headers: { Accept: "application/json", ...options.headers },
    });
    if (answer.type === "opaqueredirect") return { login: true };
    const json = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    // the body too: a connection that breaks half-way is no answer
    return { status: answer.status, body: json ? await answer.json() : null };
  } catch {
    return { offline: true };
  } finally {
    clearTimeout(timer);
  }
};

// The own two weeks, anew; kept unless they are of somebody else than this tab is about. Gives the state of things.
export const refreshed = async (place) => {
  const answer = await fetched(place.data);
  if (answer.login) return { state: "login" };
  if (answer.offline) return { state: "offline" };
  if (answer.status === 403) return { state: "login" };
  if (answer.status !== 200 || !answer.body) return { state: "busy" };
  if (answer.body.who !== place.who) return { state: "somebody-else" };
  const { csrf, ...data } = answer.body;
  data.clock = Math.abs(Date.parse(data.now) - Date.now()) > 600_000;
  await keepWeeks(place.of, data, () => isHere(place.who));
  return { state: "", csrf };
};

const wait = (tries) => Math.min(LONGEST_WAIT, 1000 * 2 ** tries) * (0.75 + Math.random() / 2);

// Send one; gives "" (settled, or told why not), or what stops the rest.
const sent = async (place, csrf, entry) => {
  const { who } = place, { id, body, no_names, replaces, made_at } = entry;
  const answer = await fetched(place.send, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ ...body, who, id, no_names, replaces, made_at }),
  });
  if (answer.login) return "login";
  if (answer.status === 200 && answer.body && answer.body.kept === id) {
    await settle({ ...entry, told: answer.body.told });
    return "";
  }
  const { kind } = answer.body || {};
  if (kind === "somebody-else") return kind;
  if (answer.status === 422 && kind) {
    const { what, words, field } = answer.body;
    await mark(entry, { state: "stopped", kind, what, words, field });
    return "";
  }
  // too large, too busy, broken, cut off: the same again, later each time
  const tries = entry.tries + 1;
  await mark(entry, { tries, next: Date.now() + wait(tries) });
  return answer.offline ? "offline" : "busy";
};

const round = async (place, { all }) => {
  const due = (entry) => entry.state === "waiting" && (all || entry.next <= Date.now());
  const { state, csrf } = await refreshed(place);
  if (state) return state;
  let trouble = "";
  const tried = new Set();
  for (;;) {
    const entry = (await unsentOf(place.of)).find((one) => due(one) && !tried.has(`${one.id} ${one.rev}`));
    if (!entry) return trouble;
    tried.add(`${entry.id} ${entry.rev}`);
    const came = await sent(place, csrf, entry);
    if (came === "busy") trouble = came; // this one; the others may go
    else if (came) return came;
  }
};

// `all`: also what was to wait a little longer. Where a browser has no locks two tabs may send at once: the server
// knows what it has already.
export const sendAll = (place, options) =>
  navigator.locks
    ? navigator.locks.request(`doorlezen-bezoeken ${place.of}`, () => round(place, options))
    : round(place, options);

// While nothing is under way: what is taken away then was not sent.
export const undisturbed = (place, work) =>
  navigator.locks ? navigator.locks.request(`doorlezen-bezoeken ${place.of}`, work) : work();
