// Acts open in a drawer beside the page they belong to; without this file they are pages of their own.
(() => {
  const drawer = document.getElementById("drawer");
  const body = document.getElementById("drawer-body");
  if (!drawer || !window.htmx) return;

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-drawer]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      htmx.ajax("GET", link.getAttribute("href"), { target: "#drawer-body" });
    } else if (event.target.closest("#drawer [data-close]") || event.target === drawer) {
      event.preventDefault();
      drawer.close();
    }
  });
  body.addEventListener("htmx:afterSwap", () => {
    if (!drawer.open) drawer.showModal();
    (body.querySelector("[data-trouble]") || body.querySelector("input:not([type=hidden]), select, textarea") || body.querySelector("h2"))?.focus();
  });
  document.body.addEventListener("htmx:responseError", (event) => {
    if (event.detail.target === body) location.href = event.detail.pathInfo.requestPath;
  });
  drawer.addEventListener("close", () => { body.replaceChildren(); });
})();
