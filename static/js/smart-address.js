// The three selects narrow each other without a reload, and a pasted text fills the fields. Without script two buttons do the same.
const lists = new WeakMap();

function fill(select, places, chosen) {
  const empty = lists.get(select) ?? select.dataset.empty ?? "";
  const options = places.map(({ code, name }) => new Option(name, code, false, code === chosen));
  if (places.length !== 1) options.unshift(new Option(empty, ""));
  select.replaceChildren(...options);
}

async function below(form, level, query) {
  const answer = await fetch(`${form.dataset.regions}?${new URLSearchParams(query)}`);
  if (answer.ok) fill(form.querySelector(`[data-region="${level}"]`), await answer.json());
}

async function narrow(box, changed) {
  const [province, city] = ["province", "city"].map((level) => box.querySelector(`[data-region="${level}"]`));
  if (changed === province) {
    await below(box, "city", { province: province.value || "-" });
  }
  await below(box, "district", { city: city.value || "-" });
}

async function recognise(box, text) {
  const form = box.closest("form");
  const body = new URLSearchParams({ text, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(box.dataset.recognise, { method: "POST", body, headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } });
  if (!answer.ok) return;
  const found = await answer.json();
  const pairs = (places) => places.map(([code, name]) => ({ code, name }));
  for (const name of ["receiver_name", "receiver_phone", "detail", "province"]) if (found[name] && form.elements[name]) form.elements[name].value = found[name];
  if (found.province) {
    fill(box.querySelector('[data-region="city"]'), pairs(found.cities), found.city);
    fill(box.querySelector('[data-region="district"]'), pairs(found.districts), found.district);
  }
}

for (const box of document.querySelectorAll("[data-address]")) {
  for (const select of box.querySelectorAll("[data-region]")) {
    lists.set(select, box.dataset.choose);
    if (select.dataset.region !== "district") select.addEventListener("change", () => narrow(box, select));
  }
  for (const button of box.querySelectorAll("[data-only-plain]")) button.hidden = true;
  let waiting;
  box.querySelector("[name=pasted]").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => recognise(box, event.target.value), 300);
  });
}
