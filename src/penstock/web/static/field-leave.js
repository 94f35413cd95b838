// The pages that a phone took along belong to who was signed in: whoever comes next must not see them.
// What still waits to be sent stays, for them alone.
"use strict";
(() => {
  if (!window.caches) return;
  const forget = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("field-jobs-"));
    await Promise.all(names.map((name) => caches.delete(name)));
  };
  if (location.pathname.startsWith("/sign-in")) forget();
  for (const form of document.querySelectorAll("form[action='/sign-out']")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await forget();
      form.submit();
    });
  }
})();
