// A page follows what happens while it is open: one stream, and where there is none, a look from time to time.
"use strict";
(() => {
  const main = () => document.getElementById("main");
  const { topics } = main().dataset;
  const ROWS = "tbody tr, .board > li > ul > li, ol.causes > li, ul.work > li";
  const PAUSE_MS = 3000, POLL_MS = 30000, SEATS = 4;
  const region = Object.assign(document.createElement("p"), { className: "h" });
  region.setAttribute("role", "status");
  document.body.append(region);
  let stream, leave, tag = "", later, fails = 0, last = 0;

  // What a reader is about to write, and what they have unfolded, stays as it is.
  document.addEventListener("input", ({ target }) => { if (target.form) target.form.dataset.touched = "yes"; });
  const isKept = (node) => node.matches?.("[data-own], .toast, form[data-sent], form[data-touched], form:has(:focus:not(button))");
  const name = (node) => node.id || node.querySelector?.(":scope > th a[href], :scope > a.id")?.getAttribute("href") || "";
  const alike = (one, other) => one.nodeName === other.nodeName && name(one) === name(other);

  // Like innerMorph: what stays is not made anew, so that it keeps its focus.
  const morph = (from, to) => {
    if (from.isEqualNode(to) || isKept(from)) return;
    if (from.nodeType !== Node.ELEMENT_NODE) { from.nodeValue = to.nodeValue; return; }
    for (const { name: each } of [...from.attributes]) if (each !== "open" && !to.hasAttribute(each)) from.removeAttribute(each);
    for (const { name: each, value } of to.attributes) if (from.getAttribute(each) !== value) from.setAttribute(each, value);
    let at = from.firstChild;
    for (const next of [...to.childNodes]) {
      while (at && isKept(at) && !alike(at, next)) at = at.nextSibling;
      let match = at;
      while (match && !alike(match, next)) match = match.nextSibling;
      if (!match) {
        from.insertBefore(next, at);
      } else {
        // What stands between is gone, or comes later and is then made anew.
        while (at !== match) {
          const gone = at;
          at = at.nextSibling;
          if (!isKept(gone)) gone.remove();
        }
        at = match.nextSibling;
        morph(match, next);
      }
    }
    while (at) {
      const gone = at;
      at = at.nextSibling;
      if (!isKept(gone)) gone.remove();
    }
  };

  // A page may list the same twice, in two tables.
  const key = (row) => `${name(row) || row.textContent} ${row.closest("table")?.caption?.textContent ?? ""}`;
  const looksOf = (row) => ({ row, text: row.textContent, late: Boolean(row.querySelector(".status.late")) });
  const looks = () => new Map([...main().querySelectorAll(ROWS)].map((row) => [key(row), looksOf(row)]));
  const shown = { alerts: "alert", notices: "notice" }[location.pathname.split("/")[1]];
  const noun = shown ?? (main().querySelector("table.stages") ? "stage" : "case");
  const count = (number, words) => number ? `${number} ${number === 1 ? noun : `${noun}s`} ${words}` : "";

  const show = (text) => {
    const before = looks(), was = main().textContent, focused = document.activeElement;
    const stood = focused.closest(ROWS), row = stood && key(stood);
    const made = new DOMParser().parseFromString(text, "text/html"), next = made.getElementById("main");
    if (!next) return;
    morph(main(), next);
    const [told, tells] = [document, made].map((each) => each.querySelector(".account"));
    if (told && tells) morph(told, tells);
    const after = looks();
    if (focused !== document.activeElement) // It stood in a row that has moved, or is gone.
      (after.get(row)?.row.querySelector("a") ?? main()).focus({ preventScroll: true });
    const changed = [...after].filter(([each, { text }]) => before.get(each)?.text !== text);
    const late = changed.filter(([each, { late: is }]) => is && !before.get(each)?.late).length;
    const gone = [...before.keys()].filter((each) => !after.has(each)).length;
    for (const [, { row }] of changed) {
      row.classList.remove("changed");
      requestAnimationFrame(() => row.classList.add("changed"));
    }
    if (was !== main().textContent) region.textContent = topics.startsWith("case:") ? "The case has changed." : [count(changed.length, "changed"), count(late, "became late"), count(gone, "gone")].filter(Boolean).join(", ");
  };

  const look = async () => {
    last = Date.now();
    const asked = location.href;
    const answer = await fetch(asked, { headers: tag ? { "If-None-Match": tag } : {} }).catch(() => null);
    if (!answer || answer.status === 304) return; // Without a network, the next look may have one.
    const text = await answer.text();
    if (!answer.ok || answer.redirected || document.hidden) return;
    if (asked !== location.href) return soon(); // Something else was chosen meanwhile.
    show(text);
    tag = answer.headers.get("ETag") ?? "";
  };

  // Many events make one look, and not every page looks at the same moment.
  const soon = () => {
    later ??= setTimeout(() => {
      later = undefined;
      look();
    }, Math.max(PAUSE_MS - (Date.now() - last), 0) + Math.random() * 500);
  };

  const stop = () => {
    stream?.close();
    leave?.();
    stream = leave = undefined;
  };
  const rest = () => {
    stop();
    soon();
    setTimeout(() => listen(), POLL_MS * (0.75 + Math.random() / 2));
  };
  // A browser has six connections for each server, and its pages together four seats for a stream.
  const listen = (seat = 0) => {
    if (stream || document.hidden) return;
    if (!navigator.locks) return connect();
    if (seat === SEATS) return rest();
    navigator.locks.request(`penstock-stream-${seat}`, { ifAvailable: true }, (lock) => {
      if (!lock) return listen(seat + 1);
      connect();
      return new Promise((done) => { leave = done; });
    });
  };
  const connect = () => {
    stream = new EventSource(`/events?topics=${encodeURIComponent(topics)}`);
    for (const each of ["case", "alert"]) stream.addEventListener(each, soon);
    stream.addEventListener("open", () => {
      fails = 0;
      soon(); // Something may have happened since the page was made.
    });
    stream.addEventListener("error", () => {
      if (stream?.readyState !== EventSource.CLOSED && fails++ < 3) return; // It comes back by itself.
      rest();
    });
  };
  // A hidden page holds no connection.
  document.addEventListener("visibilitychange", () => document.hidden ? stop() : setTimeout(() => listen(), Math.random() * 1000));
  addEventListener("pagehide", stop);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) listen(); }); // “Back” brings a page as it was left.
  listen();
})();
