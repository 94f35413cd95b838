// Keys in a queue: j and k move from case to case, c claims the one that has the focus.
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll("table.queue tbody tr")];
  const typing = ({ target }) => /^(input|textarea|select)$/i.test(target.tagName);
  document.addEventListener("keydown", (event) => {
    const isOff = document.documentElement.dataset.keys === "off";
    if (isOff || typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = rows();
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), all.length - 1);
      all[next]?.querySelector("th a").focus();
    } else if (event.key === "c" && at >= 0) {
      all[at].querySelector("input[name=do][value=claim]")?.form.requestSubmit();
    }
  });
})();
