// Today's visits on a phone, also without reception: drawn from what the device keeps, sent when it can be.
import { asTyped, formFor } from "./visits/filling.js";
import { KEEPS, LEAVING, WHO, mayGo, remembered } from "./visits/leaving.js";
import { button, drawIn, make, paragraph } from "./visits/pieces.js";
import { refreshed, sendAll, undisturbed } from "./visits/sending.js";
import { drop, dropWeeks, keep, lastOwner, unsentOf, unsentOfOthers, weeksOf, wipe, works } from "./visits/store.js";

const root = document.getElementById("visits");
const words = JSON.parse(document.getElementById("phone-words").textContent);
const base = location.pathname.match(/^.*\/bezoeken\/vandaag\//)[0];
const organisation = base.split("/")[2];
const place = { who: "", of: "", data: `${base}gegevens.json`, send: `${base}versturen/` };
let who = document.body.dataset.who || remembered(WHO) || "";
const bar = make("div", { class: "unsent", role: "status", "aria-live": "polite" });
const list = make("div", {}), sheet = make("div", {});
const others = "BroadcastChannel" in window ? new BroadcastChannel("doorlezen-bezoeken") : null;
let state = "", busy = false, timer = 0, saved = "";

const newId = () =>
  crypto.randomUUID
    ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (one) =>
        (one ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (one / 4)))).toString(16));

const dayHere = () => {
  const now = new Date(), two = (one) => String(one).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

// The day of the site where that is another than the clock of the device can know: in the demo, or where it is wrong.
const todayOf = (data) => (data && (data.story || data.clock || data.today > dayHere()) ? data.today : dayHere());

// ---- what there is ----------------------------------------------------------------------------------------------
const told = (body) => {
  const rest = ["", "¼", "½", "¾"][body.quarters % 4], full = Math.floor(body.quarters / 4);
  const parts = [words.hours.replace("{hours}", `${full || (rest ? "" : 0)}${rest}`)];
  if (body.groups.length) parts.push(words.groups.replace("{groups}", body.groups.join(", ")));
  return parts.join(", ");
};

const draw = async () => {
  const data = await weeksOf(place.of), unsent = await unsentOf(place.of), strange = await unsentOfOthers(place.of);
  drawBar(unsent, strange, data);
  if (sheet.firstChild) return;
  if (!data) return drawIn(list, ...notPlanned(unsent, { schools: [] }), paragraph(words.not_known));
  const today = todayOf(data);
  const card = (visit) => cardOf(visit, data, unsent.find((one) => one.body.visit === visit.id));
  const part = (title, visits, empty) =>
    visits.length || empty ? make("section", {}, make("h2", {}, title), visits.length ? make("div", {}, ...visits.map(card)) : paragraph(empty)) : null;
  drawIn(
    list,
    part(words.today, data.visits.filter((one) => one.day === today), words.nothing_today),
    ...notPlanned(unsent, data),
    data.schools.length ? make("p", {}, button(words.extra, () => tell({ data }), { id: "extra" })) : null,
    part(words.earlier, data.visits.filter((one) => one.day < today).reverse(), ""),
    part(words.later, data.visits.filter((one) => one.day > today), ""),
    make("p", { class: "visit-leave" }, button(words.leave, leave, { id: "leave" })),
  );
};

const drawBar = (unsent, strange, data) => {
  const count = unsent.length;
  const number = !count ? words.all_sent : count === 1 ? words.one_unsent : words.unsent.replace("{count}", count);
  const trouble = { login: words.log_in, "somebody-else": words.log_in, offline: words.no_reception, busy: words.busy }[state];
  const said = [
    make("p", { id: "unsent", "data-count": count }, make("strong", {}, number), busy && count ? ` ${words.sending}` : ""),
    saved && count ? make("p", {}, saved) : null,
    trouble && (count || state !== "busy") ? make("p", {}, trouble) : null,
    data && data.clock ? make("p", {}, words.clock) : null,
    strange ? make("p", {}, words.of_others) : null,
    state === "login" || state === "somebody-else"
      ? make("p", {}, make("a", { class: "nl-link", href: `/account/login/?next=${encodeURIComponent(base)}` }, words.log_in_link))
      : null,
    count ? button(words.send, () => go({ all: true }), { id: "send" }) : null,
  ];
  // said anew only when it is something else: a screen reader would repeat it
  const now = make("div", {}, ...said.filter(Boolean));
  if (bar.firstChild?.isEqualNode(now)) return;
  drawIn(bar, now);
};

const cardOf = (visit, data, entry) => {
  const school = data.schools.find((one) => one.code === visit.school) || { name: visit.school, agreed: "", words: [] };
  const sign = visit.cancelled ? words.cancelled : visit.report ? `✓ ${words.done}` : "";
  const can = !entry && !visit.report && !visit.cancelled;
  return make(
    "article", { class: "visit" },
    make("h3", {}, school.name),
    paragraph(`${visit.day_told}, ${visit.begins}`),
    school.agreed ? paragraph(school.agreed) : null,
    visit.remark ? paragraph(visit.remark) : null,
    visit.before ? paragraph(words.before.replace("{note}", visit.before)) : null,
    sign && !entry ? paragraph(visit.report ? `${sign}: ${visit.report.told}` : sign, { class: "visit__sign" }) : null,
    visit.report && !entry
      ? make("p", {}, make("a", { class: "nl-link", href: `${base}${visit.report.id}/wijzigen/` }, words.change.replace("{school}", school.name)))
      : null,
    ...(entry ? waiting(entry, data) : []),
    can ? button(words.fill_in.replace("{school}", school.name), () => tell({ visit, data }), { id: `fill-${visit.id}`, primary: true }) : null,
  );
};

// Extra visits that wait, and those of which the planned one is not on the device any more.
const notPlanned = (unsent, data) => {
  const known = new Set((data.visits || []).map((one) => one.id));
  return unsent
    .filter((one) => !known.has(one.body.visit))
    .map((entry) => {
      const school = data.schools.find((one) => one.code === entry.body.school);
      return make("article", { class: "visit" }, make("h3", {}, school ? school.name : entry.name), paragraph(entry.body.day), ...waiting(entry, data));
    });
};

const waiting = (entry, data) => {
  const name = entry.name, of = (text) => text.replace("{school}", name);
  const act = (text, hear, what) => button(of(text), hear, { id: `${what}-${entry.id}` });
  const resend = (changes) => async () => (await keep({ ...entry, state: "waiting", tries: 0, next: 0, ...changes }), go({ all: true }));
  const away = async () => {
    await undisturbed(place, () => drop(entry.id));
    changed();
  };
  const stopped = entry.state === "stopped", { kind } = entry;
  return [
    paragraph(`${stopped ? `✗ ${words.stopped}` : `… ${words.waiting}`}: ${told(entry.body)}`, { class: "visit__sign" }),
    stopped ? paragraph(entry.what) : null,
    make(
      "div", { class: "form__buttons" },
      act(words.change, () => tell({ entry, visit: data.visits?.find((one) => one.id === entry.body.visit), data }), "change"),
      stopped && kind === "other" ? act(words.replace, resend({ replaces: true }), "replace") : null,
      stopped && kind === "withdrawn" ? act(words.again, async () => (await drop(entry.id), resend({ id: newId(), replaces: false })()), "again") : null,
      stopped && entry.body.visit !== null && ["taken", "not-yours", "field"].includes(kind)
        ? act(words.as_extra, resend({ body: { ...entry.body, visit: null } }), "extra") : null,
      stopped ? act(words.keep_theirs, away, "away") : null,
      !stopped && !entry.tries ? act(words.take_away, away, "away") : null,
    ),
  ];
};

// ---- telling ----------------------------------------------------------------------------------------------------
const tell = ({ visit = null, entry = null, data }) => {
  const school = visit && data.schools.find((one) => one.code === visit.school);
  const id = entry ? entry.id : newId();
  if (entry && entry.body.visit !== null && !visit)
    visit = { id: entry.body.visit, school: entry.body.school, day: entry.body.day, day_told: entry.body.day, begins: "" };
  const values = entry ? asTyped(entry.body) : visit ? visit.usual : { day: todayOf(data), quarters: "4", bouwsteen: data.schools[0]?.bouwsteen };
  const done = async (body, { no_names }) => {
    const at = data.schools.find((one) => one.code === body.school);
    const wanted = {
      id, of: place.of, body, no_names, replaces: Boolean(entry), made_at: new Date().toISOString(),
      state: "waiting", tries: 0, next: 0, name: at ? at.name : entry ? entry.name : body.school,
    };
    try {
      if (!(await keep(wanted))) return words.told_already;
    } catch {
      return words.full;
    }
    saved = words.saved;
    await changed(); // who sees the form close sees the number too
    close();
    draw();
    go({ all: true });
    return "";
  };
  drawIn(sheet, formFor({
    visit, schools: data.schools, school: school || { name: entry?.name || "", words: [] }, values, words, data,
    ask: entry?.kind === "names" || entry?.no_names, done, back: () => (close(), draw()),
  }));
  list.hidden = true;
  sheet.querySelector("[data-title]").focus();
  scrollTo(0, 0);
};

const close = () => {
  sheet.replaceChildren();
  list.hidden = false;
  root.focus();
};

const changed = () => {
  others?.postMessage("changed");
  return draw();
};

// ---- sending ----------------------------------------------------------------------------------------------------
let under_way = null, again = null;

// One round at a time in this tab; what is asked meanwhile is one more round after it.
const go = (options) => {
  if (under_way) {
    again = { all: Boolean(again?.all || options.all) };
    return under_way;
  }
  under_way = send(options).finally(() => {
    under_way = null;
    const more = again;
    again = null;
    if (more) go(more);
  });
  return under_way;
};

const send = async (options) => {
  clearTimeout(timer);
  busy = true;
  await draw();
  try {
    state = await sendAll(place, options);
  } catch {
    state = "busy";
  }
  busy = false;
  await changed();
  const next = (await unsentOf(place.of)).filter((one) => one.state === "waiting").map((one) => one.next);
  if (next.length) timer = setTimeout(() => go({ all: false }), Math.max(1000, Math.min(...next, Date.now() + 60_000) - Date.now()));
};

const leave = async () => {
  if (!(await mayGo(who, words.leave_unsent))) return;
  remembered(WHO, null);
  remembered(LEAVING, who);
  await wipe(who);
  drawIn(bar, paragraph(words.left));
  list.replaceChildren();
  logOut();
};

// Who took everything off the device without reception is logged out as soon as the site can be reached.
const logOut = () => {
  const form = document.querySelector("form[data-leaving]");
  if (!form || !navigator.onLine) return false;
  remembered(LEAVING, null);
  form.submit();
  return true;
};

const begin = async () => {
  if (who && remembered(LEAVING) === who && document.body.dataset.who && logOut()) return;
  if (!(await works())) {
    root.prepend(paragraph(words.keeps_nothing, { role: "status" }));
    return; // the page as the server made it does it all, with reception
  }
  who ||= await lastOwner(organisation);
  Object.assign(place, { who, of: `${organisation}:${who}` });
  if (who) remembered(WHO, who);
  remembered(KEEPS, "1");
  const data = await weeksOf(place.of);
  if (!data || data.until < todayOf(data)) await dropWeeks();
  root.replaceChildren(bar, list, sheet);
  root.tabIndex = -1;
  navigator.storage?.persist?.().catch(() => {});
  navigator.serviceWorker?.register(`${base}wacht.js`).catch(() => {});
  await draw();
  go({ all: true });
  addEventListener("online", () => (document.body.dataset.who || !remembered(LEAVING) ? go({ all: true }) : location.reload()));
  addEventListener("offline", () => ((state = "offline"), draw()));
  document.addEventListener("visibilitychange", () => document.hidden || go({ all: true }));
  addEventListener("pageshow", (event) => event.persisted && go({ all: true }));
  others?.addEventListener("message", () => draw());
};

begin();
