// Quantity buttons: change the number in place; inside a form of its own (the cart) send it after a short rest.
const REST = 450;

function wire(box) {
  const field = box.querySelector("input");
  const [less, more] = box.querySelectorAll("button");
  const form = less.type === "submit" ? box.closest("form") : null;
  const most = Number(field.max) || 20;
  let timer;
  less.hidden = more.hidden = false;
  if (form) field.name = "units";

  function put(units) {
    field.value = Math.min(most, Math.max(1, units || 1));
    less.disabled = field.value < 2;
    more.disabled = field.value >= most;
    if (!form) return;
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), REST);
  }

  less.addEventListener("click", (event) => { event.preventDefault(); put(Number(field.value) - 1); });
  more.addEventListener("click", (event) => { event.preventDefault(); put(Number(field.value) + 1); });
  field.addEventListener("change", () => put(parseInt(field.value, 10)));
  less.disabled = field.value < 2;
}

document.querySelectorAll("[data-step]").forEach(wire);
