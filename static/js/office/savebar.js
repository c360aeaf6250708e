// Forms tell that something is unsaved, save with Ctrl S, and ask before the page is left.
(() => {
  const form = document.querySelector("form[data-savebar]");
  if (!form) return;
  const word = form.querySelector("[data-unsaved]");
  let isChanged = false;
  form.addEventListener("input", () => { isChanged = true; if (word) word.hidden = false; });
  form.addEventListener("submit", () => { isChanged = false; });
  addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); form.requestSubmit(); }
  });
})();
