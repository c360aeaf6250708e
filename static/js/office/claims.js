// Words the law looks at are underlined while they are written: marks behind the field, a list below it. Without this script saving says the same.
(() => {
  if (window.claimsAreRead) return;
  window.claimsAreRead = true;
  const PAUSE = 350;
  const said = document.createElement("div");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");

  const own = (form, field, what) => {
    const name = field.dataset[`scan${what}From`];
    const other = name && form.elements[name];
    if (!other) return undefined;
    return other.multiple ? [...other.selectedOptions].map((option) => option.value) : other.value;
  };

  let timer;
  const waiting = new Set();
  const groups = () => {
    const found = new Map();
    for (const reader of waiting) found.set(reader.about, [...(found.get(reader.about) || []), reader]);
    waiting.clear();
    return found;
  };
  const ask = () => groups().forEach((readers, about) => send(readers, JSON.parse(about)));
  const send = async (readers, about) => {
    const asked = new Map(readers.map((reader) => [reader, reader.asked]));
    const [{ field, form }] = readers;
    const texts = Object.fromEntries(readers.map((reader) => [reader.field.name, reader.field.value]));
    try {
      const answer = await fetch(field.dataset.scanUrl, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken?.value || "" },
        body: JSON.stringify({ ...about, texts }),
      });
      if (!answer.ok) return;
      const { fields } = await answer.json();
      for (const reader of readers) if (asked.get(reader) === reader.asked) reader.tell(fields[reader.field.name]);
    } catch { /* without the network the field stays as it is; saving reads it */ }
  };

  class Reader {
    constructor(field) {
      this.field = field;
      this.form = field.form;
      this.asked = 0;
      this.wrap();
      field.addEventListener("input", () => { this.paint([]); this.later(); });
      field.addEventListener("scroll", () => this.follow());
      for (const what of ["Kind", "Goods", "Functions", "Name"]) {
        const other = this.form?.elements[field.dataset[`scan${what}From`]];
        if (other && other !== field) other.addEventListener("change", () => this.later());
      }
      new ResizeObserver(() => this.follow()).observe(field);
      if (field.value.trim()) this.later(0);
    }

    wrap() {
      this.box = document.createElement("div");
      this.box.className = `readbox${this.field.tagName === "TEXTAREA" ? "" : " readbox-1"}`;
      this.back = document.createElement("div");
      this.back.className = "readbox-b";
      this.back.setAttribute("aria-hidden", "true");
      this.list = document.createElement("div");
      this.list.id = `${this.field.id}_told`;
      this.field.before(this.box);
      this.box.append(this.back, this.field);
      this.box.after(this.list);
      this.field.setAttribute("aria-details", this.list.id);
      this.list.addEventListener("click", (event) => this.act(event.target.closest("button")));
    }

    later(pause = PAUSE) {
      this.asked += 1;
      waiting.add(this);
      clearTimeout(timer);
      timer = setTimeout(ask, pause);
    }

    get about() {
      return JSON.stringify({
        kind: own(this.form, this.field, "Kind") || this.field.dataset.scan,
        goods: own(this.form, this.field, "Goods") || this.field.dataset.scanGoods,
        functions: own(this.form, this.field, "Functions") || [],
        name: own(this.form, this.field, "Name") || "",
      });
    }

    tell(found) {
      const before = this.count;
      this.count = found.marks.length;
      this.list.innerHTML = found.html;
      this.paint(found.marks);
      if (before !== undefined && before !== this.count) said.textContent = found.said;
    }

    paint(marks) {
      const text = this.field.value;
      const parts = [];
      let at = 0;
      for (const [start, end, level] of [...marks].sort((one, two) => one[0] - two[0])) {
        if (start < at) continue;
        parts.push(text.slice(at, start));
        const mark = document.createElement("mark");
        mark.className = level === "block" ? "h-block" : "h-warn";
        mark.textContent = text.slice(start, end);
        parts.push(mark);
        at = end;
      }
      this.back.replaceChildren(...parts, text.slice(at), "\n");
      this.follow();
    }

    follow() {
      const worn = getComputedStyle(this.field);
      for (const name of ["font", "letterSpacing", "padding", "textAlign"]) this.back.style[name] = worn[name];
      this.back.scrollTop = this.field.scrollTop;
      this.back.scrollLeft = this.field.scrollLeft;
    }

    act(button) {
      if (!button) return;
      const [start, end] = (button.dataset.show || button.dataset.at).split(",").map(Number);
      this.field.focus();
      this.field.setSelectionRange(start, end);
      if (button.dataset.put === undefined) return;
      this.field.setRangeText(button.dataset.put, start, end, "end");
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
      this.later(0);
    }
  }

  const begin = (root) => {
    for (const field of root.querySelectorAll("[data-scan]")) {
      if (field.dataset.isRead || !field.dataset.scanUrl || field.type === "hidden") continue;
      field.dataset.isRead = "1";
      new Reader(field);
    }
  };
  document.body.append(said);
  begin(document);
  document.body.addEventListener("htmx:load", (event) => begin(event.target));
})();
