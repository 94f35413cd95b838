// Keeps the pages of the field, so that they open without signal, and sends when there is signal again.
"use strict";
importScripts("/assets/field-queue.js");
const SHELL = `field-shell-${VERSION}`;
const PATIENCE_MS = 5000;
const isKept = (path) => path === "/field/today" || path === "/field/sending" || path.startsWith("/field/jobs/");

self.addEventListener("install", (event) => {
  const fetched = (cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
  event.waitUntil(caches.open(SHELL).then(fetched).then(() => self.skipWaiting()));
});

const forget = async (prefix, but) => {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== but);
  await Promise.all(old.map((name) => caches.delete(name)));
};
self.addEventListener("activate", (event) => {
  event.waitUntil(forget("field-shell-", SHELL).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => event.waitUntil(self.clients.claim()));

// A page is kept for the person whom the server made it for; those of others go.
const keep = async (request, answer) => {
  const person = answer.headers.get("Penstock-Person");
  if (!person || !answer.ok || answer.redirected) return;
  const name = `field-jobs-${person}`;
  await forget("field-jobs-", name);
  await (await caches.open(name)).put(new URL(request.url).pathname, answer);
};
const NONE =
  "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>" +
  "<title>No signal</title><link rel=stylesheet href=/assets/site.css><main><h1>No signal</h1>" +
  "<p>This page was not taken along. Open it once where there is signal.</p>" +
  "<p><a href=/field/today>Today</a></p></main></html>";
const none = () => new Response(NONE, { status: 503, headers: { "Content-Type": "text/html" } });

const page = async (event) => {
  const known = async () => caches.match(new URL(event.request.url).pathname);
  const fresh = fetch(event.request).then((answer) => {
    event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  });
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)).then(known);
  try {
    // Weak signal is worse than none: after a while, what was taken along is shown.
    return (await Promise.race([fresh, slow.then((found) => found ?? fresh)])) ?? none();
  } catch {
    return (await known()) ?? none();
  }
};
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((found) => found ?? fetch(event.request)));
  } else if (isKept(pathname)) {
    event.respondWith(page(event));
  }
});

// Where the browser knows background sync, it wakes the worker although no page is open.
self.addEventListener("sync", (event) => {
  if (event.tag !== "field") return;
  const send = async () => {
    const who = await fieldQueue.signedIn();
    if (who === null) throw new Error("no signal yet");
    if (who.person) await fieldQueue.send(who.person);
  };
  event.waitUntil(send());
});
