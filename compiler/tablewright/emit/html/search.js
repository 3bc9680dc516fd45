// Search within the page: what is typed, word by word, in every rule, item, name and example.
"use strict";
(() => {
  const MOST = 12;
  const form = document.getElementById("search");
  const field = document.getElementById("search-text");
  const found = document.getElementById("search-found");
  const count = document.getElementById("search-count");
  const heading = (section) => section ? section.querySelector("h2, h3, h4").firstChild.textContent.trim() : "";
  const own = (place) => [...place.children].filter((part) => part.tagName !== "OL").map((part) => part.textContent).join(" ").replace(/\s+/g, " ").trim();
  const placed = (place) => {
    const section = place.tagName === "SECTION";
    const name = section ? place : place.querySelector("th > a, :scope > a, summary bdi, dt");
    const title = section ? heading(place) : name ? name.textContent.trim() : place.id;
    const within = heading((section ? place.parentElement : place).closest("section"));
    const text = section ? title : own(place);
    return { id: place.id, title, within, text, low: `${within} ${text}`.toLowerCase(), first: title.toLowerCase() };
  };
  const places = [...document.querySelectorAll("main :is(section, tr, li, details, dl > div)[id]")].map(placed);
  const rank = (place, query) => place.first === query ? 0 : place.first.startsWith(query) ? 1 : place.first.includes(query) ? 2 : 3;

  const entry = (place) => {
    const link = document.createElement("a");
    link.href = `#${place.id}`;
    link.append(`${place.title}${place.within ? ` \u00b7 ${place.within}` : ""}`);
    const said = document.createElement("small");
    said.append(place.text.replace(place.title, "").trim().slice(0, 140));
    link.append(said);
    const item = document.createElement("li");
    item.append(link);
    return item;
  };
  const show = () => {
    const query = field.value.trim().toLowerCase().replace(/\s+/g, " ");
    const words = query.split(" ");
    const hits = query ? places.filter((place) => words.every((word) => place.low.includes(word))) : [];
    hits.sort((one, other) => rank(one, query) - rank(other, query));
    found.replaceChildren(...hits.slice(0, MOST).map(entry));
    found.hidden = hits.length === 0;
    const more = hits.length > MOST ? `, the first ${MOST} are listed` : "";
    count.textContent = query ? `${hits.length} ${hits.length === 1 ? "place" : "places"} found${more}` : "";
  };
  const close = () => { found.hidden = true; };
  const step = (by) => {
    const stops = [field, ...found.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + by];
    if (next) next.focus();
  };
  const reveal = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place && place.tagName === "DETAILS") place.open = true;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = found.querySelector("a");
    if (first) first.click();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { field.focus(); close(); }
    if (event.key === "ArrowDown") { event.preventDefault(); step(1); }
    if (event.key === "ArrowUp") { event.preventDefault(); step(-1); }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  found.addEventListener("click", close);
  field.addEventListener("input", show);
  field.addEventListener("focus", () => { if (field.value) show(); });
  addEventListener("hashchange", reveal);
  reveal();
  form.hidden = false;
})();
