// The tray of jobs hangs under the top bar; it looks again every few seconds while it is open and the page is seen.
(() => {
  const tray = document.getElementById("tray");
  const button = document.querySelector("[data-opens-tray]");
  if (!tray || !button || !window.htmx) return;
  const load = () => htmx.ajax("GET", button.getAttribute("href"), { target: "#tray" });
  let timer = 0;

  function close() { tray.hidden = true; clearInterval(timer); button.setAttribute("aria-expanded", "false"); }
  function open() {
    tray.hidden = false;
    button.setAttribute("aria-expanded", "true");
    load();
    timer = setInterval(() => { if (!document.hidden) load(); }, 3000);
  }

  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || innerWidth < 768) return;
    event.preventDefault();
    if (tray.hidden) open(); else close();
  });
  tray.addEventListener("click", (event) => { if (event.target.closest("[data-close-tray]")) { close(); button.focus(); } });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !tray.hidden) { close(); button.focus(); } });
})();
