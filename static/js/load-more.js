// "Load more" is a link to the next page. With script its goods are put under those shown. What was loaded and how far one had read
// stand in the history, so that the back button leads to the same place.
const kept = () => history.state?.more || [];

async function more(href) {
  const part = new URL(href, location.href);
  part.searchParams.set("part", "more");
  const answer = await fetch(part, { headers: { "X-Requested-With": "fetch" } });
  if (!answer.ok) return null;
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
  const first = piece.querySelector("li");
  document.querySelector("[data-goods]").append(...piece.querySelectorAll("ul > li"));
  document.querySelector("[data-more]")?.replaceWith(piece.querySelector("[data-more]") || "");
  return first;
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-more] a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  const href = link.href, first = await more(href).catch(() => null);
  if (!first) { location.href = href; return; }
  history.replaceState({ ...history.state, more: [...kept(), href] }, "");
  first.querySelector("a")?.focus({ preventScroll: true });
});

if (document.querySelector("[data-goods]")) {
  addEventListener("pagehide", () => history.replaceState({ ...history.state, y: scrollY }, ""));
  const { y } = history.state || {}, [visit] = performance.getEntriesByType("navigation");
  if (kept().length && visit?.type === "back_forward") {
    history.scrollRestoration = "manual";
    (async () => {
      for (const href of kept()) if (!(await more(href).catch(() => null))) break;
      scrollTo(0, y || 0);
      history.scrollRestoration = "auto";
    })();
  } else if (kept().length) history.replaceState({ ...history.state, more: [] }, "");
}
