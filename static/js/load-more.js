// "Load more" is a link to the next page. With script its goods are put under those shown, and the address remembers the place.
async function more(link) {
  const part = new URL(link.href);
  part.searchParams.set("part", "more");
  link.setAttribute("aria-busy", "true");
  const answer = await fetch(part, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) { location.href = link.href; return; }
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
  const goods = document.querySelector("[data-goods]");
  const first = piece.querySelector("li");
  goods.append(...piece.querySelectorAll("ul > li"));
  link.closest("[data-more]").replaceWith(piece.querySelector("[data-more]") || "");
  first?.querySelector("a")?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-more] a");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  more(link);
});
