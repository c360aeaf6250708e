// The three selects narrow each other without a reload, and a pasted text fills the fields. Without script two buttons do the same.
const lists = new WeakMap();

function fill(select, places, chosen) {
  const empty = lists.get(select) ?? select.dataset.empty ?? "";
  const options = places.map(({ code, name }) => new Option(name, code, false, code === chosen));
  if (places.length !== 1) options.unshift(new Option(empty, ""));
  select.replaceChildren(...options);
}

// Whether the answer was used: one that comes after another choice was made is not.
async function below(box, upper, lower) {
  const asked = upper.value;
  fill(lower, []);
  if (!asked) return true;
  const answer = await fetch(`${box.dataset.regions}?${new URLSearchParams({ [upper.dataset.region]: asked })}`);
  if (!answer.ok) return false;
  const places = await answer.json();
  if (upper.value !== asked) return false;
  fill(lower, places);
  return true;
}

async function narrow(box, changed) {
  const [province, city, district] = ["province", "city", "district"].map((level) => box.querySelector(`[data-region="${level}"]`));
  if (changed === province) {
    fill(district, []);
    if (!await below(box, province, city)) return;
  }
  await below(box, city, district);
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
