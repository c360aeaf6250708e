// Suggestions under the search field: a combobox with a list of links. Arrow keys choose, Enter opens, Escape closes.
const form = document.querySelector("form.search");
const field = form?.elements.q;

if (field) {
  const drop = document.createElement("div");
  drop.className = "search__drop";
  drop.hidden = true;
  form.append(drop);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "q-options" })) field.setAttribute(name, value);
  let timer, asked = 0, at = -1;
  const options = () => [...drop.querySelectorAll('[role="option"]')];

  const close = () => { drop.hidden = true; at = -1; field.setAttribute("aria-expanded", "false"); field.removeAttribute("aria-activedescendant"); };

  const choose = (place) => {
    const all = options();
    if (!all.length) return;
    at = (place + all.length + 1) % (all.length + 1);
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const option = all[at];
    if (option) { field.setAttribute("aria-activedescendant", option.id); option.scrollIntoView({ block: "nearest" }); } else field.removeAttribute("aria-activedescendant");
  };

  const show = async () => {
    const mine = ++asked, text = field.value.trim();
    if (text.length < 1) { close(); return; }
    const answer = await fetch(`${form.getAttribute("action")}suggest/?q=${encodeURIComponent(text)}`).catch(() => null);
    if (!answer?.ok || mine !== asked || document.activeElement !== field) return;
    drop.innerHTML = await answer.text();
    at = -1;
    field.removeAttribute("aria-activedescendant");
    drop.hidden = !options().length;
    field.setAttribute("aria-expanded", String(!drop.hidden));
  };

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 200); });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || drop.hidden) return;
    if (event.key === "Escape") { event.preventDefault(); close(); }
    if (event.key === "ArrowDown") { event.preventDefault(); choose(at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); choose(at < 0 ? options().length - 1 : at - 1); }
    if (event.key === "Enter" && options()[at]) { event.preventDefault(); options()[at].querySelector("a").click(); }
  });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
  form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget)) setTimeout(close, 150); });
}
