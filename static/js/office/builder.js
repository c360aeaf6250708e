// Blocks are dragged into their order; the arrows beside them do the same without a script.
(() => {
  const list = document.querySelector("[data-arrange]");
  const form = document.querySelector("[data-order]");
  if (!list || !form) return;
  let held = null;
  for (const block of list.children) {
    block.draggable = true;
    block.addEventListener("dragstart", (event) => { held = block; block.classList.add("held"); event.dataTransfer.effectAllowed = "move"; });
    block.addEventListener("dragend", () => { block.classList.remove("held"); held = null; });
  }
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-block]");
    if (!held || !over) return;
    event.preventDefault();
    if (over === held) return;
    const box = over.getBoundingClientRect();
    over[event.clientY < box.top + box.height / 2 ? "before" : "after"](held);
  });
  list.addEventListener("drop", (event) => {
    event.preventDefault();
    form.elements.order.value = [...list.children].map((block) => block.dataset.block).join(",");
    form.submit();
  });
})();
