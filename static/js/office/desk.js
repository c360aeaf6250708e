// The answer box of the desk: Ctrl Enter sends, "/" offers approved scripts, what is typed survives a reload. The thread stays at its end.
(() => {
  const box = document.querySelector("[data-msgs]");
  const toEnd = () => { if (box) box.scrollTop = box.scrollHeight; };
  toEnd();
  document.body.addEventListener("htmx:afterSwap", (event) => { if (event.target.id === "tail" || box?.contains(event.target)) toEnd(); });

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches("#tail, #dk-list")) event.preventDefault();
  });

  const form = document.querySelector("[data-answer]");
  if (!form) return;
  const text = form.elements.text;
  const draft = `desk-draft-${form.dataset.answer}`;
  const picker = form.querySelector("details");
  const scripts = [...form.querySelectorAll("[data-script]")];
  if (!text.value) text.value = sessionStorage.getItem(draft) || "";
  text.addEventListener("input", () => { sessionStorage.setItem(draft, text.value); offer(); });
  form.addEventListener("submit", () => sessionStorage.removeItem(draft));

  function insert(link) {
    text.value = text.value.replace(/(^|\s)\/\S*$/, "$1") + link.dataset.text;
    form.elements.script.value = link.dataset.script;
    sessionStorage.setItem(draft, text.value);
    picker.open = false;
    text.focus();
  }
  function wanted() { return text.value.match(/(?:^|\s)\/(\S*)$/)?.[1]; }
  function shown() { return scripts.filter((one) => !one.closest("li").hidden); }
  function mark(link) { scripts.forEach((one) => one.removeAttribute("aria-current")); link?.setAttribute("aria-current", "true"); }
  function offer() {
    const word = wanted();
    for (const one of scripts) {
      const isFit = !word || one.dataset.short.includes(word) || one.textContent.includes(word);
      one.closest("li").hidden = word !== undefined && !isFit;
    }
    if (word !== undefined) { picker.open = true; mark(shown()[0]); }
  }
  for (const one of scripts) one.addEventListener("click", (event) => { event.preventDefault(); insert(one); });
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); return; }
    if (wanted() === undefined || !picker.open) return;
    const list = shown();
    const at = list.findIndex((one) => one.hasAttribute("aria-current"));
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(list[(at + (event.key === "ArrowDown" ? 1 : list.length - 1)) % list.length]);
    } else if (event.key === "Enter" && list[at]) { event.preventDefault(); insert(list[at]); }
    else if (event.key === "Escape") picker.open = false;
  });
})();
