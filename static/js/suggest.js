// Suggestions under the search field after a short rest. Arrow keys walk the links; Escape closes.
const form = document.querySelector("form.search");
const field = form?.elements.q;

if (field) {
  const drop = document.createElement("div");
  drop.className = "search__drop";
  drop.hidden = true;
  form.append(drop);
  let timer, asked = 0;

  const show = async () => {
    const mine = ++asked, text = field.value.trim();
    if (text.length < 1) { drop.hidden = true; return; }
    const answer = await fetch(`${form.getAttribute("action")}suggest/?q=${encodeURIComponent(text)}`);
    if (!answer.ok || mine !== asked) return;
    drop.innerHTML = await answer.text();
    drop.hidden = !drop.querySelector("a");
  };

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, 200); });
  form.addEventListener("keydown", (event) => {
    const links = [...drop.querySelectorAll("a")];
    if (event.key === "Escape") { drop.hidden = true; field.focus(); }
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || drop.hidden) return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (links[at] || field).focus();
  });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) drop.hidden = true; });
}
