// The guard of the page with today's visits: without reception it opens the page that holds nothing of anybody, with
// its files. What to keep is in `self.KEPT`, which the server writes above this.
const { shell, files, version } = self.KEPT;
const OWN = `doorlezen ${new URL(self.registration.scope).pathname} `;
const CACHE = OWN + version;
const PATIENCE = 5000;

const kept = async () => {
  const cache = await caches.open(CACHE);
  for (const address of [shell, ...files]) {
    const answer = await fetch(address, { credentials: "same-origin", cache: "no-cache" });
    const body = answer.ok && !answer.redirected ? await answer.blob() : null;
    if (!body?.size) throw new Error(`not kept: ${address}`);
    await cache.put(address, new Response(body, { headers: answer.headers }));
  }
};

const taken = async () => {
  for (const name of await caches.keys()) if (name.startsWith(OWN) && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
};

self.addEventListener("install", (event) => event.waitUntil(kept().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(taken()));

const patiently = (answer) =>
  Promise.race([answer, new Promise((_, stop) => setTimeout(() => stop(new Error("slow")), PATIENCE))]);

// All of an answer, or none: a page of which the line broke off half-way would be half a page. Over http a browser
// takes a head that broke off for an answer with nothing in it, so the end is looked for.
const whole = async (request) => {
  const answer = await fetch(request);
  if (!answer.ok) return answer;
  const text = await answer.text();
  if (!text.includes("</html>")) throw new Error("broken off");
  return new Response(text, { status: answer.status, headers: answer.headers });
};

const page = async (request) => {
  try {
    const answer = await patiently(whole(request));
    if (answer.status < 500) return answer;
  } catch { /* no reception */ }
  return (await caches.match(shell, { cacheName: CACHE })) || fetch(request);
};

self.addEventListener("fetch", (event) => {
  const { request } = event, { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && self.registration.scope.endsWith(pathname)) event.respondWith(page(request));
  else if (files.includes(pathname))
    event.respondWith(caches.match(pathname, { cacheName: CACHE }).then((found) => found || fetch(request)));
});
