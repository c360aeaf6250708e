// A form is sent once, however often it is tapped: its buttons rest while the answer is on the way. They wake when the page is shown again,
// and after a while by themselves: what got lost on the way can be sent anew.
const LOST = 15000;
const rest = (form, is) => { for (const button of document.querySelectorAll("button")) if (button.form === form) button.disabled = is; };

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", () => setTimeout(() => {
    rest(form, true);
    setTimeout(() => rest(form, false), LOST);
  }));
}
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
// The answer to a form is a page like others: "back" and "reload" ask for it again instead of asking whether to send anew.
history.replaceState(history.state, "", location.href);
