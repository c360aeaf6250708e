// A form is sent once: its buttons rest while the answer is on the way, and wake when the page is shown again.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", () => setTimeout(() => {
    for (const button of document.querySelectorAll("button")) if (button.form === form) button.disabled = true;
  }));
}
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
