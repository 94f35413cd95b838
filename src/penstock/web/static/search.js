// Search in every page's field. A server is asked; a published site loads its index when someone begins.
"use strict";
(() => {
  const root = document.body.dataset.root;
  const field = document.getElementById("q");
  const page = document.getElementById("results");
  const SHOWN = 8;
  const server = field.form.getAttribute("action") === "/search";
  let list, chosen = -1, loading, asking;

  const load = () => loading ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = `${root}assets/search-index.js`;
    script.onload = () => done(window.penstockIndex.map(
      ([id, name, kind, path]) => ({ id, name, kind, path, text: `${id} ${name}`.toLowerCase() })));
    document.head.append(script);
  });

  // Ids first, then names that begin so, then words that begin so, then anything that holds all words.
  const rank = (entry, words, whole) => {
    if (!words.every((word) => entry.text.includes(word))) return 9;
    if (entry.id.toLowerCase() === whole || entry.name.toLowerCase() === whole) return 0;
    if (entry.text.startsWith(whole)) return 1;
    if (entry.name.toLowerCase().startsWith(whole)) return 2;
    return words.every((word) => ` ${entry.text}`.includes(` ${word}`)) ? 3 : 4;
  };

  const find = (entries, typed) => {
    const whole = typed.trim().toLowerCase();
    const words = whole.split(/\s+/);
    return entries.map((entry) => [rank(entry, words, whole), entry])
      .filter(([value]) => value < 9)
      .sort(([one], [other]) => one - other)
      .map(([, entry]) => entry);
  };

  // Asked when somebody pauses: the server leaves out what they may not know of.
  const ask = async (typed) => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    await new Promise((done) => setTimeout(done, 120));
    if (signal.aborted) return null;
    const answer = await fetch(`/search.json?q=${encodeURIComponent(typed)}`, { signal });
    const { found } = await answer.json();
    return found?.map((each) => ({ ...each, id: each.identifier }));
  };

  const said = (count) => count === 1 ? "1 result" : count ? `${count} results` : "Nothing is called so.";

  const link = (entry) => {
    const a = document.createElement("a");
    a.href = entry.path.startsWith("/") ? entry.path : root + entry.path;
    if (entry.id) {
      const id = document.createElement("b");
      id.className = "id";
      id.textContent = entry.id;
      a.append(id, " ");
    }
    const kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = entry.kind;
    a.append(entry.name, " ", kind);
    return a;
  };

  const none = document.createElement("p");
  const make = () => {
    list = document.createElement("ul");
    list.className = "suggestions";
    list.id = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    none.setAttribute("role", "status");
    none.className = "none";
    field.after(list, none);
    for (const [name, value] of [["role", "combobox"], ["aria-controls", list.id],
      ["aria-expanded", "false"], ["aria-autocomplete", "list"]]) field.setAttribute(name, value);
  };

  const close = () => {
    list.hidden = true;
    none.textContent = "";
    asking?.abort();
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const suggest = (found, typed) => {
    list.replaceChildren(...found.slice(0, server ? 10 : SHOWN).map((entry, index) => {
      const item = document.createElement("li");
      item.id = `suggestion-${index}`;
      item.setAttribute("role", "option");
      const a = link(entry);
      a.tabIndex = -1;
      item.append(a);
      return item;
    }));
    chosen = -1;
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    none.textContent = found.length || !typed ? "" : "Nothing is called so.";
    field.removeAttribute("aria-activedescendant");
  };

  const show = (found, typed) => {
    page.hidden = !typed.trim();
    document.getElementById("az").hidden = !page.hidden;
    page.querySelector("p").textContent = said(found.length);
    page.querySelector("ol").replaceChildren(...found.map((entry) => {
      const item = document.createElement("li");
      item.append(link(entry));
      return item;
    }));
  };

  const search = async () => {
    const typed = field.value;
    try {
      const found = server && !page ? await ask(typed) : typed.trim() ? find(await load(), typed) : [];
      if (!found || typed !== field.value) return; // Somebody typed on meanwhile.
      if (page) show(found, typed); else suggest(found, typed);
    } catch (error) {
      if (error.name !== "AbortError") none.textContent = "The search does not answer. Try again.";
    }
  };

  const choose = (step) => {
    const items = [...list.children];
    if (!items.length) return;
    chosen = (chosen + step + items.length) % items.length;
    items.forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    field.setAttribute("aria-activedescendant", items[chosen].id);
  };

  const typing = ({ target }) => target.isContentEditable
    || /^(input|textarea|select)$/i.test(target.tagName) && !/^(radio|checkbox)$/.test(target.type);

  make();
  if (!server || page) field.addEventListener("focus", load);
  field.addEventListener("input", search);
  field.addEventListener("blur", () => setTimeout(close, 150)); // A click on a suggestion comes first.
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden && server) {
      search(); // Nothing typed yet: what can be done is shown.
    } else if (step && !list.hidden) {
      event.preventDefault();
      choose(step);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      list.children[chosen].querySelector("a").click();
    } else if (event.key === "Escape") {
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    const palette = (event.ctrlKey || event.metaKey) && event.key === "k";
    const single = document.documentElement.dataset.keys !== "off"
      && !typing(event) && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (palette || single && event.key === "/") {
      event.preventDefault();
      field.focus();
      field.select();
      if (server && !page) search();
    }
  });

  // A place inside something folded is unfolded, so that it can be seen.
  const unfold = () => {
    const target = document.querySelector(":target");
    const folded = target?.closest("details:not([open])");
    if (folded) {
      folded.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", unfold);
  addEventListener("load", unfold);

  if (page) {
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    field.focus();
    search();
  }
})();
