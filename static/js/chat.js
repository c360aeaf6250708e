// The conversation asks every few seconds for what is new and puts it under the thread; what is being typed stays. Rests while nobody looks.
const EVERY = 4000;
const log = document.querySelector("[data-chat]");
const form = document.querySelector("[data-chat-form]");

function toEnd() { document.getElementById("end").scrollIntoView({ block: "end" }); }

async function ask() {
  if (document.hidden) return;
  const ids = [...log.querySelectorAll("[data-id]")].map((one) => Number(one.dataset.id));
  const last = Math.max(Number(log.dataset.last), ...ids);
  const answer = await fetch(`${log.dataset.chat}?after=${last}`, { headers: { "X-Requested-With": "fetch" } });
  if (answer.status !== 200) return;
  const piece = new DOMParser().parseFromString(await answer.text(), "text/html");
  log.querySelector("[data-ahead]")?.remove();
  for (const line of piece.querySelectorAll("[data-id]")) if (!log.querySelector(`[data-id="${line.dataset.id}"]`)) log.append(line);
  toEnd();
}

if (log) {
  setInterval(() => ask().catch(() => {}), EVERY);
  toEnd();
}
if (form) {
  const text = form.elements.text;
  const name = form.querySelector("[data-picture-name]");
  const grow = () => { text.rows = Math.min(5, text.value.split("\n").length); };
  text.addEventListener("input", grow);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (text.value.trim() || form.elements.picture.files.length) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    if (!text.value.trim() && !form.elements.picture.files.length) event.preventDefault();
  });
  form.querySelector("[data-picture]").addEventListener("change", (event) => {
    name.hidden = !event.target.files.length;
    name.textContent = event.target.files[0]?.name || "";
  });
  grow();
}
