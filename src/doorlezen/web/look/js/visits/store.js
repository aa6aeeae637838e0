// What a device keeps: the own two weeks, and the visits that wait for reception (the outbox). Everything is kept by
// owner, "organisation:who"; nobody reads or sends what is of another.
const NAME = "doorlezen-bezoeken";
let opened;

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const open = () =>
  (opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("weeks");
      request.result.createObjectStore("outbox", { keyPath: "id" }).createIndex("of", "of");
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      db.onclose = () => (opened = undefined);
      db.onversionchange = () => (db.close(), (opened = undefined));
      resolve(db);
    };
  }).catch((wrong) => ((opened = undefined), Promise.reject(wrong))));

// One transaction: what `work` gives back counts when all of it is on the disk.
const within = async (mode, work) => {
  const db = await open();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(["weeks", "outbox"], mode, { durability: "strict" });
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error || new Error("aborted"));
    Promise.resolve(work(transaction.objectStore("weeks"), transaction.objectStore("outbox"))).then(
      (value) => (result = value),
      (wrong) => {
        try { transaction.abort(); } catch { /* over already */ }
        reject(wrong);
      },
    );
  });
};

export const works = () => within("readonly", () => true).catch(() => false);

export const weeksOf = (of) => within("readonly", (weeks) => asked(weeks.get(of)));

// Whose two weeks are kept here, for an organisation; "" where there are none. What else remembers it may be lost when
// a device stops at once: this is on its disk.
export const lastOwner = (organisation) =>
  within("readonly", async (weeks) => {
    const key = (await asked(weeks.getAllKeys())).find((one) => one.startsWith(`${organisation}:`));
    return key ? key.slice(organisation.length + 1) : "";
  });

// The two weeks of everybody else go: a shared device shows those of one. Nothing is kept where `still` is false when
// it is this one's turn: who logs out in another tab takes everything along, and nothing comes back after that.
export const keepWeeks = (of, data, still) =>
  within("readwrite", (weeks) => {
    if (!still()) return;
    weeks.clear();
    weeks.put(data, of);
  });

export const dropWeeks = () => within("readwrite", (weeks) => void weeks.clear());

export const unsentOf = (of) =>
  within("readonly", async (_, outbox) => {
    const entries = await asked(outbox.index("of").getAll(of));
    return entries.sort((one, other) => (one.made_at < other.made_at ? -1 : 1));
  });

export const unsentOfOthers = (of) =>
  within("readonly", async (_, outbox) => (await asked(outbox.count())) - (await asked(outbox.index("of").count(of))));

// Keep an entry; of a planned visit there is one, also where two tabs tell of it at once. Whether it is kept.
export const keep = (entry) =>
  within("readwrite", async (weeks, outbox) => {
    const { visit } = entry.body;
    const before = await asked(outbox.get(entry.id));
    if (visit !== null && !before) {
      const own = await asked(outbox.index("of").getAll(entry.of)), data = await asked(weeks.get(entry.of));
      const sent = data && data.visits.find((one) => one.id === visit && one.report && one.report.id !== entry.id);
      if (sent || own.some((one) => one.body.visit === visit)) return false;
    }
    outbox.put({ ...entry, rev: (before ? before.rev : 0) + 1 });
    return true;
  });

export const drop = (id) => within("readwrite", (_, outbox) => void outbox.delete(id));

// The server has it. Changed here meanwhile: the server has the text before, and this one comes in its place.
export const settle = (sent) =>
  within("readwrite", async (weeks, outbox) => {
    const now = await asked(outbox.get(sent.id));
    if (now && now.rev !== sent.rev) outbox.put({ ...now, replaces: true });
    else if (now) outbox.delete(sent.id);
    const data = await asked(weeks.get(sent.of));
    const visit = data && data.visits.find((one) => one.id === sent.body.visit);
    if (visit) {
      visit.report = { id: sent.id, told: sent.told };
      weeks.put(data, sent.of);
    }
  });

// Note what became of sending it, unless it was changed meanwhile.
export const mark = (sent, changes) =>
  within("readwrite", async (_, outbox) => {
    const now = await asked(outbox.get(sent.id));
    if (now && now.rev === sent.rev) outbox.put({ ...now, ...changes });
  });

// Everything of somebody, in all organisations.
export const wipe = (who) =>
  within("readwrite", async (weeks, outbox) => {
    weeks.clear();
    for (const entry of await asked(outbox.getAll())) if (entry.of.endsWith(`:${who}`)) outbox.delete(entry.id);
  });

export const unsentOfPerson = (who) =>
  within("readonly", async (_, outbox) => (await asked(outbox.getAll())).filter((one) => one.of.endsWith(`:${who}`)).length);
