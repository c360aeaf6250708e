// Signing in leaves no forms behind in the history: "back" leads to the page before it. Without script each step is a page of its own.
document.addEventListener("submit", async (event) => {
  const form = event.target, pressed = event.submitter || form.querySelector("button[name]");
  if (form.method !== "post" || !form.closest(".si")) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy")) return;
  form.setAttribute("aria-busy", "true");
  const body = new FormData(form);
  body.set(pressed.name, pressed.value);
  const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  form.removeAttribute("aria-busy");
  if (!answer) { form.append(Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value })); form.submit(); return; }
  if (answer.status === 204) { location.replace(answer.headers.get("Location")); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.title = page.title;
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.querySelector("[data-focus]")?.focus();
});
