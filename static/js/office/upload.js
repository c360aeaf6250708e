// Files go one by one, each with its own words and a bar that shows how far it is. Without this script they go together.
(() => {
  const form = document.querySelector("[data-upload]");
  const chosen = form?.querySelector("input[name=files]");
  const words = form?.querySelector("textarea[name=alts]");
  const list = form?.querySelector("[data-files]");
  if (!chosen || !words || !list) return;
  words.closest(".mb-3, .form-group, div[id^=div_id]").hidden = true;
  words.required = false;

  const rowOf = (file) => {
    const row = document.createElement("li");
    const name = Object.assign(document.createElement("b"), { textContent: file.name });
    const alt = Object.assign(document.createElement("input"), { type: "text", maxLength: 160, className: "form-control", required: true, placeholder: form.dataset.words });
    alt.setAttribute("aria-label", `${form.dataset.words}: ${file.name}`);
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    bar.setAttribute("aria-label", file.name);
    const said = Object.assign(document.createElement("small"), { textContent: form.dataset.wait });
    said.setAttribute("role", "status");
    row.append(name, alt, bar, said);
    list.append(row);
    return { file, row, alt, bar, said, done: false };
  };
  let rows = [];
  chosen.addEventListener("change", () => {
    list.replaceChildren();
    rows = [...chosen.files].map(rowOf);
    list.hidden = !rows.length;
  });

  const send = (one) => new Promise((next) => {
    const data = new FormData(form);
    data.delete("files");
    data.set("files", one.file);
    data.set("alts", one.alt.value.trim().replace(/\s+/g, " "));
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) one.bar.value = Math.round(event.loaded * 100 / event.total); });
    request.addEventListener("loadend", () => {
      one.done = request.status === 200;
      one.row.classList.toggle("bad", !one.done);
      one.said.textContent = one.done ? form.dataset.done : (request.response?.error || `${request.status}`);
      next(one.done);
    });
    request.send(data);
  });

  form.addEventListener("submit", async (event) => {
    if (!rows.length || !form.reportValidity()) return;
    event.preventDefault();
    const button = form.querySelector("button.btn-primary");
    button.disabled = true;
    let all = true;
    for (const one of rows) if (!one.done) all = await send(one) && all;
    button.disabled = false;
    if (all) location.href = form.querySelector("a.btn").href;
  });
})();
