// The field without signal: forms go into a queue on the phone, and from there to the office.
"use strict";
(() => {
  const { person } = document.body.dataset;
  const line = document.getElementById("line");
  const count = document.getElementById("count");
  const work = document.getElementById("work");
  const LONGEST_PX = 1600;
  const FIRST_MS = 5000;
  const LAST_MS = 300000;
  const TOLD_MS = 60000;
  let pause = FIRST_MS;
  let timer = 0;
  let state = "";
  const thisJob = decodeURIComponent(/^\/field\/jobs\/([^/]+)/.exec(location.pathname)?.[1] ?? "");

  // A photo as it is sent: the right way up, no larger than needed, and without where it was taken.
  const shrunk = async (file) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
  };

  const STATES = {
    queued: ["❚❚", "queued"],
    failed: ["■", "not sent"],
    sent: ["✓", "sent"],
    held: ["▲", "a person decides"],
  };
  const made = (tag, words, className = "") =>
    Object.assign(document.createElement(tag), { textContent: words, className });
  const button = (words, act) => {
    const found = Object.assign(made("button", words, "button"), { type: "button" });
    found.addEventListener("click", act);
    return found;
  };
  const row = (item, withJob) => {
    const found = made("li", "");
    const [glyph, words] = STATES[item.state];
    const status = made("span", "", `status ${{ sent: "done", held: "risk" }[item.state] ?? item.state}`);
    status.append(Object.assign(made("span", glyph), { ariaHidden: "true" }), ` ${words}`);
    found.append(made("span", `${withJob ? `${item.job}: ` : ""}${item.words_of}`, "what"), status);
    if (item.state === "failed" || item.state === "held") found.append(made("span", item.words, "words"));
    if (item.state === "failed") {
      if (!withJob && item.what === "report") found.append(button("Put it right", () => refill(item)));
      found.append(
        button("Try again", () => again(item)),
        button("Let the office decide", () => again(item, { decide: "yes" })),
        button("Delete it", () => confirm(`Delete “${item.words_of}”? It was not sent.`) && drop(item)),
      );
    } else if (item.state === "held" || (item.state === "sent" && withJob)) {
      found.append(button("Take off the list", () => drop(item)));
    }
    return found;
  };
  const again = async (item, more = {}) => {
    // What is asked for now is another intention, and counts by itself.
    const key = more.decide ? crypto.randomUUID() : item.key;
    if (key !== item.key) await fieldQueue.remove(person, item.key);
    await fieldQueue.put(person, { ...item, key, state: "queued", fields: { ...item.fields, ...more } });
    send();
  };
  // Back into the form, so that nobody types it again.
  const refill = async (item) => {
    const form = document.querySelector(`#step-${CSS.escape(item.fields.step)} form.form`);
    for (const [name, value] of Object.entries(item.fields)) {
      const field = form.elements[name];
      if (field && field.type !== "hidden") field.value = value;
    }
    await drop(item);
    form.querySelector("input:not([type=hidden]), textarea").focus();
  };
  const drop = async (item) => {
    await fieldQueue.remove(person, item.key);
    show();
  };

  // Beside a step, what has arrived is told for a while; then the step itself tells it.
  const isOld = (item) => item.state === "sent" && Date.now() - item.answered > TOLD_MS;
  const plural = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const waitingWords = (items) => {
    const photos = items.filter((item) => item.photo).length;
    const others = items.length - photos;
    return [others && plural(others, "report"), photos && plural(photos, "photo")].filter(Boolean).join(" and ");
  };
  const told = (waiting, failed) => {
    const words = waitingWords(waiting);
    const way = (said) => {
      const link = made("a", said);
      link.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
      return [link];
    };
    if (waiting.length && state === "signed-out") return way(`Sign in to send ${words}`);
    if (waiting.length && state === "other") return [`Somebody else is signed in. Sign in as ${person} to send ${words}.`];
    if (waiting.length) return [state === "no-signal" ? `No signal. ${words} to send.` : `Sending ${words}…`];
    if (failed) return [`${plural(failed, "item")} not sent. Look at “To send”.`];
    return [navigator.onLine ? "" : "No signal."];
  };
  const show = async () => {
    const items = await fieldQueue.all(person);
    const waiting = items.filter((item) => item.state === "queued");
    const failed = items.filter((item) => item.state === "failed").length;
    line.replaceChildren(...told(waiting, failed));
    count.textContent = waiting.length + failed;
    count.hidden = !(waiting.length + failed);
    for (const list of document.querySelectorAll("[data-items]")) {
      const of = list.dataset.items;
      const isHere = (item) => item.job === thisJob && (item.fields.step ?? "") === of && !isOld(item);
      const here = items.filter((item) => of === "*" || isHere(item));
      list.replaceChildren(...here.map((item) => row(item, of === "*")));
    }
    const none = document.getElementById("none");
    if (none) none.hidden = items.length > 0;
  };

  // What the office knows now, without touching what is being typed.
  const refresh = async () => {
    const answer = await fetch(location.pathname).catch(() => null);
    if (!answer?.ok || answer.redirected) return;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-part]")) {
      const fresh = found.getElementById(part.id);
      if (!fresh) continue;
      part.replaceChildren(...fresh.childNodes);
      if (fresh.dataset.seen) part.dataset.seen = fresh.dataset.seen;
    }
  };
  const send = async () => {
    clearTimeout(timer);
    await show();
    let isNew = false;
    state = await fieldQueue.send(person, (item) => {
      isNew ||= !thisJob || item.job === thisJob;
      return show();
    }).catch(() => "no-signal");
    if (isNew) await refresh();
    await show();
    pause = state === "sent" ? FIRST_MS : Math.min(2 * pause, LAST_MS);
    // Another page or the worker may be at it: then this one looks again.
    if (state !== "sent") timer = setTimeout(send, pause);
  };
  const soon = () => {
    pause = FIRST_MS / 2;
    send();
  };

  const queue = async (form) => {
    const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string" && value));
    const file = form.elements.photo?.files[0];
    delete fields.csrf;
    if (work) fields.seen = work.dataset.seen;
    if (!["begin", "finish"].includes(fields.what)) fields.done_at = new Date().toISOString();
    const item = { key: crypto.randomUUID(), at: Date.now(), job: thisJob, what: fields.what, fields, state: "queued", words: "" };
    item.words_of = form.dataset.queue;
    if (file) {
      try {
        item.photo = await shrunk(file);
      } catch {
        line.textContent = "This file is no photo that the phone can show. Take it again.";
        form.reset();
        return;
      }
    }
    try {
      await fieldQueue.put(person, item);
    } catch {
      line.textContent = "The phone could not keep this; it may be full. Make room, and report it again.";
      return;
    }
    form.reset();
    navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("field")).catch(() => {});
    soon();
  };
  // The jobs of the day are taken along as soon as they are seen.
  const takeAlong = async () => {
    await navigator.serviceWorker.register("/field/worker.js");
    const { active } = await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) {
      // A page that was on its way while the worker woke is not its own yet.
      const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
      active.postMessage("claim");
      await taken;
    }
    const jobs = [...document.querySelectorAll("a[data-job]")].map((link) => link.href);
    for (const path of new Set([location.pathname, "/field/today", "/field/sending", ...jobs])) {
      await fetch(path).catch(() => null);
    }
    document.documentElement.dataset.along = "yes";
    navigator.storage?.persist?.();
  };
  const start = () => {
    for (const form of document.querySelectorAll("form[data-queue]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        queue(form);
      });
      form.elements.photo?.addEventListener("change", () => form.elements.photo.files.length && queue(form));
    }
    document.documentElement.classList.add("queues");
    if (navigator.serviceWorker) takeAlong().catch(() => {});
    addEventListener("online", soon);
    addEventListener("offline", show);
    document.addEventListener("visibilitychange", () => document.hidden || soon());
    send();
  };
  // Where the phone keeps nothing, each form is sent at once, as without scripts.
  fieldQueue.all(person).then(start, () => {});
})();
