// What was reported in the field and has not arrived: kept for one person, sent in order, each once.
// Pages and the service worker share it.
"use strict";
const fieldQueue = (() => {
  // Status and signatures before photos; the end when all of it has arrived.
  const ORDER = ["begin", "report", "photo", "finish"];
  const KEPT_MS = 24 * 3600 * 1000;

  const open = (person) =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open(`field-${person}`, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("items", { keyPath: "key" });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const run = async (person, mode, act) => {
    const database = await open(person);
    try {
      return await new Promise((resolve, reject) => {
        const work = database.transaction("items", mode);
        const asked = act(work.objectStore("items"));
        work.oncomplete = () => resolve(asked.result);
        work.onabort = () => reject(work.error);
      });
    } finally {
      database.close();
    }
  };
  const put = (person, item) => run(person, "readwrite", (items) => items.put(item));
  const remove = (person, key) => run(person, "readwrite", (items) => items.delete(key));
  const all = async (person) => {
    const items = await run(person, "readonly", (found) => found.getAll());
    const place = (item) => [ORDER.indexOf(item.what), item.at];
    return items.sort((one, other) => {
      const [a, b] = [place(one), place(other)];
      return a[0] - b[0] || a[1] - b[1];
    });
  };

  // Who is signed in, with the secret of their session; {} for nobody, null where nobody answers.
  const signedIn = async () => {
    try {
      const answer = await fetch("/field/sending.json", { cache: "no-store" });
      if (answer.status === 401) return {};
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };
  const form = (item, csrf) => {
    const sent = new FormData();
    for (const [name, value] of Object.entries(item.fields)) sent.append(name, value);
    sent.set("key", item.key);
    sent.set("csrf", csrf);
    if (item.photo) sent.set("photo", item.photo, "photo.jpg");
    return sent;
  };
  const WORDS = {
    403: "It is not for you to report this. Ask whoever answers for the job.",
    404: "There is no such job any more, as far as you may know. Ask whoever answers for it.",
    500: "Something went wrong in the office, and it is not your fault. Try again later.",
    413: "It is larger than the office takes. Take the photo again.",
  };
  const MOST_TRIES = 3;
  // True where the office answered, so that the next item has its turn.
  const sendOne = async (person, item, csrf) => {
    let answer;
    try {
      answer = await fetch(`/field/jobs/${encodeURIComponent(item.job)}`, {
        method: "POST",
        body: form(item, csrf),
        headers: { Accept: "application/json", "Idempotency-Key": item.key },
      });
    } catch {
      return false;
    }
    if ([401, 429, 502, 503, 504].includes(answer.status)) return false;
    const said = await answer.json().catch(() => ({}));
    item.tries = (item.tries ?? 0) + 1;
    // A fault of the office may be over soon; it keeps no other item waiting.
    const isFault = answer.status >= 500 && item.tries < MOST_TRIES;
    item.state = answer.ok ? said.state : isFault ? "queued" : "failed";
    item.words = said.sentence ?? WORDS[answer.status] ?? "The office did not take it.";
    item.answered = Date.now();
    if (answer.ok) item.photo = null;
    await put(person, item);
    return true;
  };
  const tidy = async (person) => {
    const over = (item) => item.state === "sent" && Date.now() - item.answered > KEPT_MS;
    for (const item of await all(person)) if (over(item)) await remove(person, item.key);
  };
  // Sends what is queued. Returns "sent", "no-signal", "signed-out", "other", "trouble" or "busy".
  const sendAll = async (person, tell = () => {}) => {
    const waiting = (await all(person)).filter((item) => item.state === "queued");
    if (!waiting.length) return "sent";
    const who = await signedIn();
    if (!who) return "no-signal";
    if (!who.person) return "signed-out";
    if (who.person !== person) return "other";
    for (const { key } of waiting) {
      // It may have been taken off the list meanwhile.
      const item = await run(person, "readonly", (items) => items.get(key));
      if (item?.state !== "queued") continue;
      if (!(await sendOne(person, item, who.csrf))) return "no-signal";
      await tell(item);
    }
    await tidy(person);
    return (await all(person)).some((item) => item.state === "queued") ? "trouble" : "sent";
  };
  // One page, or the worker, sends at a time.
  const send = (person, tell) =>
    navigator.locks.request(`field-${person}`, { ifAvailable: true }, (lock) =>
      lock ? sendAll(person, tell) : "busy",
    );
  return { all, put, remove, send, signedIn };
})();
