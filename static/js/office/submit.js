// A form marked data-once is sent once; its button shows that it is busy. Ctrl Enter sends a note. Menus close on a click beside them; a folded choice says what is ticked.
(() => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]") || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => { delete form.dataset.sent; }));
  document.addEventListener("keydown", (event) => {
    const note = event.target.closest("[data-note]");
    if (note && event.key === "Enter" && (event.ctrlKey || event.metaKey)) note.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.pop-menu[open], details.tool-menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("change", (event) => {
    const said = event.target.closest(".pick")?.querySelector("[data-said]");
    if (!said) return;
    const ticked = [...said.closest(".pick").querySelectorAll("input:checked")];
    said.textContent = ticked.map((box) => box.parentElement.textContent.trim()).join(", ") || said.dataset.said;
  });
  document.querySelector("[data-trouble]")?.focus();
})();
