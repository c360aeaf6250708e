// The gallery counts along, and its thumbnails move it sideways instead of jumping down the page.
for (const strip of document.querySelectorAll("[data-gallery]")) {
  const box = strip.parentElement;
  const count = box.querySelector("[data-count]");
  const thumbs = [...box.querySelectorAll(".gal__th a")];

  strip.addEventListener("scroll", () => {
    const at = Math.round(strip.scrollLeft / strip.clientWidth);
    if (count) count.textContent = at + 1;
    thumbs.forEach((thumb, place) => (place === at ? thumb.setAttribute("aria-current", "true") : thumb.removeAttribute("aria-current")));
  }, { passive: true });

  thumbs.forEach((thumb, place) => thumb.addEventListener("click", (event) => {
    event.preventDefault();
    strip.scrollTo({ left: place * strip.clientWidth });
  }));
}

// Enlarged pictures: arrows move, Escape goes back to where one was. Without script the links do.
const zoom = document.querySelector("[data-zoom]");
const isOpen = () => zoom && /^#z\d+$/.test(location.hash);
document.addEventListener("keydown", (event) => {
  if (!isOpen()) return;
  const strip = zoom.firstElementChild;
  if (event.key === "Escape") location.hash = location.hash.replace("z", "g");
  if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
  event.preventDefault();
  strip.scrollBy({ left: (event.key === "ArrowRight" ? 1 : -1) * strip.clientWidth });
});
window.addEventListener("hashchange", () => isOpen() && zoom.firstElementChild.focus());
