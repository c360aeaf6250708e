// Hearts on cards show what the visitor keeps, and keep or let go in place. Without script each sends the form and the page says it.
const form = document.getElementById("kp");
const kept = new Set(form.dataset.kept.split(" "));

const paint = () => { for (const heart of document.querySelectorAll(".kp")) heart.setAttribute("aria-pressed", String(kept.has(heart.value))); };

document.addEventListener("click", async (event) => {
  const heart = event.target.closest(".kp");
  if (!heart) return;
  event.preventDefault();
  if (heart.getAttribute("aria-busy")) return;
  heart.setAttribute("aria-busy", "true");
  const keep = !kept.has(heart.value), body = new FormData(form);
  body.set("listing", heart.value);
  body.set("keep", keep ? "1" : "0");
  heart.setAttribute("aria-pressed", String(keep));
  const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  heart.removeAttribute("aria-busy");
  if (answer?.status !== 204) { form.requestSubmit(heart); return; }
  kept[keep ? "add" : "delete"](heart.value);
  paint();
});

for (const list of document.querySelectorAll("[data-goods]")) new MutationObserver(paint).observe(list, { childList: true });
paint();
