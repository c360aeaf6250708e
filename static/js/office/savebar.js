// Forms tell that something is unsaved, save with Ctrl S, and ask before the page is left.
// Whoever was signed out in between finds the words again after signing in: they stay in this tab until a page of the back office answers.
(() => {
  const KEPT = "office-unsaved";
  const form = document.querySelector("form[data-savebar]");
  const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
  sessionStorage.removeItem(KEPT);
  if (!form) return;
  const word = form.querySelector("[data-unsaved]");
  let isChanged = false;
  const change = () => { isChanged = true; if (word) word.hidden = false; };
  const fields = () => [...form.elements].filter((e) => e.name && !["hidden", "password", "file", "submit", "button"].includes(e.type));
  const isPicked = (e) => e.type === "checkbox" || e.type === "radio";
  const who = () => document.querySelector(".tool-menu .h")?.textContent;

  function bringBack({ seen, values }) {
    if (form.elements.seen) form.elements.seen.value = seen;  // what a colleague changed meanwhile is still told
    fields().forEach((e, place) => {
      const one = values[place];
      if (!one || one[0] !== e.name) return;
      if (isPicked(e)) e.checked = one[1];
      else if (e.multiple) [...e.options].forEach((o) => { o.selected = one[1].includes(o.value); });
      else e.value = one[1];
    });
    change();
  }
  const valueOf = (e) => (isPicked(e) ? e.checked : e.multiple ? [...e.selectedOptions].map((o) => o.value) : e.value);

  if (kept && kept.path === location.pathname && kept.who === who() && /\/(sign-in|second-step)\//.test(document.referrer)) bringBack(kept);
  form.addEventListener("input", change);
  form.addEventListener("submit", () => {
    isChanged = false;
    const values = fields().map((e) => [e.name, valueOf(e)]);
    try { sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, who: who(), seen: form.elements.seen?.value, values })); } catch { /* full or forbidden: sent as ever */ }
  });
  addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); form.requestSubmit(); }
  });
})();
