// Single keys of the back office. They never act in fields, with Ctrl or Alt, or when the person switched them off.
(() => {
  const OFF = "office-keys-off";
  const isOff = () => localStorage.getItem(OFF) === "1";
  const go = { h: "", o: "orders/", p: "catalog/products/", i: "inventory/levels/", c: "service/customers/", l: "logistics/shipments/", a: "approvals/" };
  let waitsForGo = false;

  function leave(path) {
    const known = [...document.querySelectorAll(".side a")].find((a) => new URL(a.href).pathname === `/backoffice/${path}`);
    if (known) location.href = known.href;
  }

  document.addEventListener("keydown", (event) => {
    if (isOff() || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (waitsForGo) {
      waitsForGo = false;
      if (event.key in go) leave(go[event.key]);
      return;
    }
    const rowKey = window.office?.rowKeys?.[event.key];
    if (event.key === "g") waitsForGo = true;
    else if (event.key === "?") location.href = "/backoffice/help/keys/";
    else if (event.key === "a") document.querySelector("#acts a")?.focus();
    else if (rowKey && !(event.key === "Enter" && event.target.closest("a, button, summary"))) { event.preventDefault(); rowKey(); }
  });

  const button = document.querySelector("[data-keys-switch]");
  if (!button) return;
  const show = () => { button.textContent = isOff() ? button.dataset.off : button.dataset.on; };
  button.hidden = false;
  button.addEventListener("click", () => { localStorage.setItem(OFF, isOff() ? "0" : "1"); show(); });
  show();
})();
