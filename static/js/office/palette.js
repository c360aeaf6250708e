// Ctrl K or / opens the search for everything; arrows choose, Enter opens, a scanned number opens the thing itself.
(() => {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input[type=search]");
  const hits = () => [...dialog.querySelectorAll("a.hit")];
  const chosen = () => dialog.querySelector("a.hit.chosen");

  function open() {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
  }

  function choose(step) {
    const all = hits();
    if (!all.length) return;
    const next = all[(all.indexOf(chosen()) + step + all.length) % all.length];
    chosen()?.classList.remove("chosen");
    next.classList.add("chosen");
    next.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if ((event.ctrlKey || event.metaKey) && event.key === "k") { event.preventDefault(); open(); }
    else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); open(); }
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); choose(event.key === "ArrowDown" ? 1 : -1); }
    else if (event.key === "Enter" && chosen()) { event.preventDefault(); chosen().click(); }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.querySelector("[data-opens-palette] input")?.addEventListener("focus", (event) => { event.target.blur(); open(); });
})();
