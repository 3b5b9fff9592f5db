"use strict";
// Filters the page by tags. Without it the page is whole: all passages are shown.

const filter = document.getElementById("filter");
const found = document.getElementById("found");
const all = document.getElementById("all");
const clear = document.getElementById("clear");
const buttons = [...filter.querySelectorAll("[data-which]")];
let page = null;

// What the page holds, looked up when it is asked for first.
function known() {
  const passages = [...document.querySelectorAll("#passages tr[data-p]")].map((row) => ({
    id: row.dataset.p,
    article: row.closest("[data-a]").dataset.a,
    tags: new Set(row.dataset.tags ? row.dataset.tags.split(" ") : ["none"]),
    color: row.dataset.color,
    start: Number(row.dataset.start),
    end: Number(row.dataset.end),
    placed: row.dataset.end !== "0" && ["anchored", "moved"].includes(row.dataset.status),
    created: row.dataset.created || "~",
  }));
  // The shortest is painted over all others, and of equals the latest made.
  passages.sort((one, other) =>
    other.end - other.start - (one.end - one.start) ||
    (one.created < other.created ? -1 : one.created > other.created ? 1 : 0));
  const texts = new Map();
  for (const article of document.querySelectorAll("article")) {
    const marks = [...article.querySelectorAll("mark[data-s]")];
    texts.set(article.dataset.a, { marks, starts: marks.map((mark) => Number(mark.dataset.s)) });
  }
  return {
    passages,
    texts,
    parts: [...document.querySelectorAll("[data-p]")],
    articles: [...document.querySelectorAll("[data-a]")],
  };
}

function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

// The first of sorted offsets that is not before an offset.
function first(starts, offset) {
  let low = 0, high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] < offset) low = middle + 1; else high = middle;
  }
  return low;
}

function paint(text, passages) {
  const colors = new Array(text.marks.length).fill("off");
  const depths = new Array(text.marks.length).fill(0);
  for (const passage of passages) {
    if (!passage.placed) continue;
    const { starts } = text;
    for (let at = first(starts, passage.start); starts[at] < passage.end; at++) {
      colors[at] = passage.color;
      depths[at]++;
    }
  }
  text.marks.forEach((mark, at) => {
    mark.className = depths[at] > 1 ? `${colors[at]} over` : colors[at];
  });
}

function apply() {
  page ??= known();
  const chosen = buttons.filter((one) => one.getAttribute("aria-pressed") === "true")
    .map((one) => one.dataset.which);
  const finds = (passage) => !chosen.length ||
    (all.checked ? chosen.every((tag) => passage.tags.has(tag))
      : chosen.some((tag) => passage.tags.has(tag)));
  const kept = page.passages.filter(finds);
  const ids = new Set(kept.map((passage) => passage.id));
  const byArticle = new Map();
  for (const passage of kept) {
    if (!byArticle.has(passage.article)) byArticle.set(passage.article, []);
    byArticle.get(passage.article).push(passage);
  }
  for (const part of page.parts) part.hidden = !ids.has(part.dataset.p);
  for (const part of page.articles) {
    const here = byArticle.get(part.dataset.a) || [];
    part.hidden = !here.length;
    const count = part.querySelector(":scope > .count");
    if (count) count.textContent = String(here.length);
  }
  for (const [article, text] of page.texts) paint(text, byArticle.get(article) || []);
  clear.disabled = !chosen.length;
  found.textContent = chosen.length
    ? `${kept.length} of ${plural(page.passages.length, "passage")}, in ${byArticle.size} of ` +
      plural(page.texts.size, "article")
    : `All ${plural(page.passages.length, "passage")} shown`;
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    const pressed = button.getAttribute("aria-pressed") === "true";
    button.setAttribute("aria-pressed", String(!pressed));
    apply();
  });
}
all.addEventListener("change", apply);
clear.addEventListener("click", () => {
  for (const button of buttons) button.setAttribute("aria-pressed", "false");
  buttons[0].focus();
  apply();
});
filter.hidden = !buttons.length;
