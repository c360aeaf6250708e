// After each scan: a sound and a buzz that differ for right and wrong, and the cursor back in the box.
const TONES = { ok: [[1320, 0.09]], no: [[220, 0.25], [180, 0.45]] };

function sound(signal) {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!Context) return;
  const audio = new Context();
  let start = audio.currentTime;
  for (const [pitch, seconds] of TONES[signal]) {
    const tone = audio.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(audio.destination);
    tone.start(start);
    tone.stop((start += seconds));
  }
}

function answer() {
  const band = document.querySelector("[data-signal]");
  if (band) {
    const signal = band.dataset.signal;
    if (navigator.vibrate) navigator.vibrate(signal === "ok" ? 40 : [200, 80, 400]);
    sound(signal);
  }
  const box = document.querySelector("[data-scan]");
  if (box) box.focus();
}

document.body.addEventListener("htmx:afterSettle", answer);
answer();
