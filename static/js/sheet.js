// Sheets open by their address (#sku) without script; with it they take the focus, keep it, close by Escape and give it back.
const sheets = [...document.querySelectorAll("[data-sheet]")];
let opener = null, shown = null;

// Wide screens show some sheets in their place on the page; those are not opened.
const asked = () => sheets.find((one) => `#${one.id}` === location.hash && getComputedStyle(one).position === "fixed");

const inside = (sheet) => [...sheet.querySelectorAll("a[href]:not([tabindex='-1']), button, input, select, textarea")].filter((one) => !one.disabled && one.offsetParent);

function open() {
  const sheet = asked();
  document.documentElement.classList.toggle("is-held", Boolean(sheet));
  if (sheet) {
    shown = sheet;
    sheet.setAttribute("aria-modal", "true");
    inside(sheet)[0]?.focus();
  } else if (shown) {
    (opener || leadingTo(shown))?.focus();
    opener = shown = null;
  }
}

// Who came with the sheet open already goes on at the first link to it.
const leadingTo = (sheet) => [...document.querySelectorAll(`a[href="#${sheet.id}"]`)].find((one) => one.offsetParent);

function close() {
  history.replaceState(null, "", location.pathname + location.search);
  location.hash = "";
  history.replaceState(null, "", location.pathname + location.search);
  open();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  if (sheets.some((one) => `#${one.id}` === link.hash)) opener = link;
  if (link.closest("[data-sheet]") && link.getAttribute("href") === "#") {
    event.preventDefault();
    close();
  }
});

document.addEventListener("keydown", (event) => {
  const sheet = asked();
  if (!sheet) return;
  if (event.key === "Escape") close();
  if (event.key !== "Tab") return;
  const all = inside(sheet);
  const edge = event.shiftKey ? all[0] : all[all.length - 1];
  if (document.activeElement === edge) {
    event.preventDefault();
    (event.shiftKey ? all[all.length - 1] : all[0]).focus();
  }
});

window.addEventListener("hashchange", open);
window.addEventListener("load", open);  // the address has moved the focus once more
open();
