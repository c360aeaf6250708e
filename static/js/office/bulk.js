// The bar of bulk acts appears when rows are ticked and says how many. Without this file it is always there.
(() => {
  function refresh(form) {
    const ticks = [...form.querySelectorAll("tbody .tick")];
    const count = ticks.filter((tick) => tick.checked).length;
    const all = form.querySelector("[data-tick-all]");
    const bar = form.querySelector(".bulk");
    const isAll = form.querySelector("[name=scope]")?.checked;
    ticks.forEach((tick) => tick.closest("tr").setAttribute("aria-selected", tick.checked));
    if (all) { all.hidden = false; all.checked = count > 0 && count === ticks.length; all.indeterminate = count > 0 && count < ticks.length; }
    if (!bar) return;
    bar.hidden = !count && !isAll;
    const word = bar.querySelector("[data-bulk-count]");
    word.textContent = `${word.dataset.text} ${count}`;
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-bulk]");
    if (!form) return;
    if (event.target.matches("[data-tick-all]")) form.querySelectorAll("tbody .tick").forEach((tick) => { tick.checked = event.target.checked; });
    refresh(form);
  });
  const all = () => document.querySelectorAll("form[data-bulk]").forEach(refresh);
  document.addEventListener("htmx:afterSettle", all);
  all();
})();
