// Lists: j and k move, x ticks, Enter opens. A click on the free part of a row opens it too. A filtered list says how many rows it has now.
(() => {
  const rows = () => [...document.querySelectorAll("tr[data-row]")];
  const current = () => document.querySelector("tr[data-row].cursor");
  const link = (row) => row && row.querySelector("a.key, th a");

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
    current()?.classList.remove("cursor");
    next.classList.add("cursor");
    next.scrollIntoView({ block: "nearest" });
    link(next)?.focus({ preventScroll: true });
  }

  window.office = window.office || {};
  window.office.rowKeys = {
    j: () => move(1),
    k: () => move(-1),
    x: () => current()?.querySelector(".tick")?.click(),
    Enter: () => link(current())?.click(),
  };

  document.body.addEventListener("htmx:afterSwap", (event) => {
    const said = document.getElementById("rows-said");
    if (said && event.detail.target.id === "rows") said.textContent = (event.detail.target.querySelector("[data-said], .empty h2") || said).textContent;
  });

  document.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-row]");
    if (!row || event.target.closest("a, button, input, label, summary, .tickcol") || getSelection().toString()) return;
    link(row)?.click();
  });
})();
