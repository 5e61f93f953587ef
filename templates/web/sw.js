/* The service worker: pages one has opened can be opened again without signal.
   Pages: network first; after 4 s, or without network, the kept copy; else the offline page.
   Hashed files: the kept copy first. Only pages the server marked with Klinik-Keeper are kept, in a cache of
   that person's name; another person's pages are dropped at once. Sign-out drops everything private. */
const SHIPPED = {{ shipped|safe }};
const SHELL = `shell-${SHIPPED.version}`;
const STATICS = "statics";
const WHO = "who";
const PATIENCE = 4000;
const LIMITS = { statics: 80, kept: 120 };
const NOT_OURS = /^\/(cms|desk|mentoring|documents)\//;
const NEVER_KEPT = /^\/(login|logout|account|j|c|quiz|offline|language)\//;
let signOuts = 0;

self.addEventListener("install", (event) => {
  const fresh = SHIPPED.shell.map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(SHELL).then((shell) => shell.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(drop((name) => name.startsWith("shell-") && name !== SHELL).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(forget());
  if (event.data.keep) event.waitUntil(keepNow(event.data.keep));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin || NOT_OURS.test(address.pathname)) return;
  if (request.method !== "GET") {
    if (address.pathname === "/logout/") event.waitUntil(forget());
    if (address.pathname === "/language/") event.waitUntil(inTheOtherLanguage());
    return;
  }
  if (request.headers.has("range") || request.headers.has("HX-Request")) return;
  if (request.mode === "navigate") event.respondWith(page(event, address));
  else if (address.pathname.startsWith(SHIPPED.statics)) event.respondWith(file(event, STATICS));
  else if (address.pathname.startsWith("/media/images/")) event.respondWith(picture(event));
});

async function page(event, address) {
  const isKept = !NEVER_KEPT.test(address.pathname);
  const since = signOuts;
  const copy = isKept ? await keptCopy(event.request) : undefined;
  const asked = fetch(event.request).then(async (answer) => {
    if (isKept) await keep(event.request, answer.clone(), since);
    return answer;
  });
  event.waitUntil(asked.catch(() => {}));
  try {
    return await (copy ? Promise.race([asked, late()]) : asked);
  } catch {
    return copy ?? (await caches.match("/offline/", { ignoreVary: true })) ?? Response.error();
  }
}

const late = () => new Promise((_, refuse) => setTimeout(refuse, PATIENCE));

async function file(event, name) {
  const kept = await caches.match(event.request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(put(name, event.request, answer.clone(), LIMITS.statics));
  return answer;
}

async function picture(event) {
  const name = await keptName();
  return name ? file(event, name) : fetch(event.request);
}

async function keep(request, answer, since) {
  const keeper = answer.headers.get("Klinik-Keeper");
  if (!keeper || !answer.ok || answer.redirected || since !== signOuts) return;
  if (/no-store/.test(answer.headers.get("Cache-Control"))) return;
  const name = `kept-${keeper}`;
  if ((await keptName()) !== name) {
    await drop((other) => other.startsWith("kept-") && other !== name);
    await (await caches.open(WHO)).put("/keeper", new Response(keeper));
  }
  await put(name, request, answer, LIMITS.kept);
}

/* The page that was open before there was a worker. */
async function keepNow(address) {
  if (NOT_OURS.test(new URL(address).pathname) || NEVER_KEPT.test(new URL(address).pathname)) return;
  const since = signOuts;
  await keep(new Request(address), await fetch(address), since);
}

async function keptName() {
  const keeper = await caches.match("/keeper", { cacheName: WHO });
  return keeper && `kept-${await keeper.text()}`;
}

async function keptCopy(request) {
  const name = await keptName();
  return name && caches.match(request, { cacheName: name, ignoreVary: true });
}

async function put(name, request, answer, limit) {
  const cache = await caches.open(name);
  await cache.delete(request, { ignoreVary: true }); // so that what was read last stands last
  await cache.put(request, answer);
  const all = await cache.keys();
  await Promise.all(all.slice(0, Math.max(0, all.length - limit)).map((old) => cache.delete(old)));
}

async function drop(which) {
  const names = await caches.keys();
  await Promise.all(names.filter(which).map((name) => caches.delete(name)));
}

function forget() {
  signOuts += 1; // what was asked before and answers later is not kept either
  return drop((name) => name === WHO || name.startsWith("kept-"));
}

async function inTheOtherLanguage() {
  await new Promise((later) => setTimeout(later, 2000));
  await (await caches.open(SHELL)).add(new Request("/offline/", { cache: "reload" }));
}
