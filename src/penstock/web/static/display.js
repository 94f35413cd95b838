// What a reader chose about the display. It runs before the page is drawn, so that nothing flickers.
"use strict";
(() => {
  const defaults = { theme: "auto", rows: "comfortable", keys: "on", toast: "30" };
  const recall = (name) => {
    try {
      return localStorage.getItem(`penstock-${name}`) ?? defaults[name];
    } catch {
      return defaults[name]; // A browser may refuse to keep anything.
    }
  };
  const apply = (name, value) => { document.documentElement.dataset[name] = value; };
  for (const name in defaults) apply(name, recall(name));

  const addCopy = () => {
    const files = document.querySelector(".actions[data-copy]");
    if (!files || !navigator.clipboard || files.querySelector("[data-own]")) return;
    const copy = Object.assign(document.createElement("button"), { className: "button", textContent: "Copy link" });
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href);
      copy.textContent = "Link copied";
    });
    const entry = document.createElement("li");
    entry.dataset.own = ""; // The server knows nothing of it; what it sends anew does not remove it.
    entry.append(copy);
    files.append(entry);
  };
  document.addEventListener("htmx:afterSettle", addCopy);

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector(".kinds [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
    addCopy();
    const form = document.querySelector("form.display");
    if (!form) return;
    form.hidden = false;
    for (const name in defaults) if (form.elements[name]) form.elements[name].value = recall(name);
    form.addEventListener("change", ({ target }) => {
      apply(target.name, target.value);
      try {
        localStorage.setItem(`penstock-${target.name}`, target.value);
      } catch {
        // The choice then holds for this page.
      }
    });
  });
})();
