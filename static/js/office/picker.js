// A list of library pictures becomes a wall of small ones with a search; the list stays what is sent.
(() => {
  for (const box of document.querySelectorAll("[data-picker]")) {
    const select = box.querySelector("select");
    if (!select || ![...select.options].some((option) => option.dataset.thumb)) continue;
    const wall = document.createElement("details");
    wall.className = "wall";
    const said = document.createElement("summary");
    const search = document.createElement("input");
    search.type = "search";
    search.className = "form-control";
    search.placeholder = box.dataset.search;
    search.setAttribute("aria-label", box.dataset.search);
    const grid = document.createElement("div");
    grid.className = "wall__g";
    const say = () => {
      const option = select.selectedOptions[0];
      said.replaceChildren();
      if (option?.dataset.thumb) said.append(Object.assign(new Image(64, 48), { src: option.dataset.thumb, alt: "" }));
      said.append(option?.textContent.trim() || box.dataset.none);
      for (const button of grid.children) button.setAttribute("aria-pressed", String(button.dataset.value === select.value));
    };
    for (const option of select.options) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.value = option.value;
      button.dataset.words = `${option.textContent} ${option.dataset.alt || ""}`.toLowerCase();
      if (option.dataset.thumb) {
        const picture = new Image(96, 72);
        picture.loading = "lazy";
        picture.src = option.dataset.thumb;
        picture.alt = "";
        button.append(picture);
      }
      button.append(Object.assign(document.createElement("span"), { textContent: option.value ? option.textContent : box.dataset.none }));
      button.addEventListener("click", () => {
        select.value = option.value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
        wall.open = false;
        say();
        said.focus();
      });
      grid.append(button);
    }
    search.addEventListener("input", () => {
      const words = search.value.trim().toLowerCase();
      for (const button of grid.children) button.hidden = !button.dataset.words.includes(words);
    });
    search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    wall.append(said, search, grid);
    select.hidden = true;
    select.tabIndex = -1;
    box.append(wall);
    say();
  }
})();
