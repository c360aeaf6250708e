// Times that run out: [data-until] counts down the last day before a moment of the server's, [data-wait] keeps a button shut for some seconds.
const two = (number) => String(number).padStart(2, "0");

for (const out of document.querySelectorAll("[data-until]")) {
  const until = new Date(out.dataset.until).getTime();
  const tick = () => {
    const left = Math.max(0, Math.round((until - Date.now()) / 1000));
    if (left > 86400) return;
    out.textContent = left > 3600 ? `${Math.floor(left / 3600)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}` : `${two(Math.floor(left / 60))}:${two(left % 60)}`;
    if (!left) { clearInterval(timer); location.reload(); }
  };
  const timer = setInterval(tick, 1000);
  if (until > Date.now()) tick(); else clearInterval(timer);
}

for (const button of document.querySelectorAll("[data-wait]")) {
  const words = button.textContent;
  let left = Number(button.dataset.wait);
  button.disabled = left > 0;
  const timer = setInterval(() => {
    left -= 1;
    button.textContent = left > 0 ? `${words} (${left})` : words;
    if (left <= 0) { button.disabled = false; clearInterval(timer); }
  }, 1000);
}
