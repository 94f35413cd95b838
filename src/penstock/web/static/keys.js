// Keys, the dialog that lists those of the page, buttons that are pressed once, and messages that go.
"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const ROWS = "main table.list tbody tr, main .board > li > ul > li, main ol.results > li, main ul.work > li";
  const rows = () => [...document.querySelectorAll(ROWS)].filter((row) => row.offsetParent && row.querySelector("a"));
  const chosen = () => rows().find((row) => row.contains(document.activeElement));
  const claim = () => (chosen() ?? (rows().some((row) => row.closest(".queue")) ? null : find("main")))
    ?.querySelector("input[name=do][value=claim]")?.form;

  const step = (by) => {
    const all = rows(), at = all.indexOf(chosen());
    all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)].querySelector("th a, a").focus();
  };
  const follow = (words, selector) => [words, () => find(selector), () => find(selector).click()];
  // Each key with what it does, whether this page has it, and how it is done.
  const keys = new Map([
    ["j", ["The next in the list", () => rows().length, () => step(1)]],
    ["k", ["The one before", () => rows().length, () => step(-1)]],
    ["c", ["Claim the task", () => claim() ?? find(".queue [value=claim]"), () => claim()?.requestSubmit()]],
    ["e", follow("Record the first item that is missing", "main li:has(.nodata) > a.further")],
    ["[", follow("The stage before", "a[rel=prev]")],
    ["]", follow("The stage after", "main a[rel=next]")],
    ["?", ["The keys of this page", () => true, () => open()]],
  ]);
  for (const link of document.querySelectorAll(".menu a")) {
    const words = link.firstChild.textContent.trim();
    keys.set(`g ${words[0].toLowerCase()}`, [`Go to ${words}`, () => true, () => link.click()]);
  }

  let dialog;
  const make = () => {
    dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "keys-h");
    const help = `${document.body.dataset.root}help.html#display`;
    dialog.innerHTML = `<h2 id="keys-h">Keys of this page</h2><dl></dl><form method="dialog"><button class="button first">Close</button> <a class="button" href="${help}">Turn keys off</a></form>`;
    document.body.append(dialog);
  };
  const open = () => {
    if (!dialog) make();
    const lines = [["/", "Search; Ctrl K does the same"], ["Enter", "Open what has the focus"], ["Esc", "Close what is open"]];
    for (const [key, [words, has]] of keys) if (has()) lines.push([key, words]);
    dialog.querySelector("dl").replaceChildren(...lines.map(([key, words]) => {
      const line = document.createElement("div"), dt = document.createElement("dt"), dd = document.createElement("dd");
      for (const each of key.split(" ")) dt.append(Object.assign(document.createElement("kbd"), { textContent: each }), " ");
      dd.textContent = words;
      line.append(dt, dd);
      return line;
    }));
    dialog.showModal();
  };

  const typing = ({ target }) => target.isContentEditable
    || /^(input|textarea|select)$/i.test(target.tagName) && !/^(radio|checkbox)$/.test(target.type);
  let first = "", forget;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") find(".toast")?.remove();
    if (root.dataset.keys === "off" || dialog?.open || typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const pressed = keys.get(first + event.key);
    clearTimeout(forget);
    first = event.key === "g" && !first ? "g " : "";
    forget = setTimeout(() => { first = ""; }, 1500);
    if (!pressed?.[1]()) return;
    event.preventDefault();
    pressed[2]();
  });

  // A form is sent once. Its button rests meanwhile, and after a second says that it is at work.
  document.addEventListener("submit", (event) => {
    const { target: form, submitter: button } = event;
    if (event.defaultPrevented || form.method !== "post" || !button) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const file = form.querySelector("input[type=file]")?.files[0];
    const said = Object.assign(document.createElement("span"), { className: "hint" });
    said.setAttribute("role", "status");
    button.after(said);
    setTimeout(() => { button.disabled = true; });
    setTimeout(() => { said.textContent = file ? ` Sending “${file.name}”…` : ` ${button.textContent.trim()}: waiting for the answer…`; }, 1000);
  });
  addEventListener("pageshow", ({ persisted }) => { if (persisted && find("[data-sent]")) location.reload(); });

  // A message stays as long as its reader chose, and while the pointer or the focus is in it.
  const toast = find(".toast"), seconds = Number(root.dataset.toast);
  const go = () => toast.matches(":hover, :focus-within") ? setTimeout(go, 1000) : toast.remove();
  if (toast && seconds) setTimeout(go, seconds * 1000);
  if (find(".toast, .formerly")) { // Told once: who loads the page anew is not told again.
    const url = new URL(location);
    for (const name of ["done", "on", "formerly"]) url.searchParams.delete(name);
    history.replaceState(history.state, "", url);
  }
})();
