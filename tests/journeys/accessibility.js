// What a page owes to everybody, as far as a program can see it (WCAG 2.2 AA). Returns sentences.
const problems = [];
const shown = (element) => element.checkVisibility({ visibilityProperty: true });
const name = (element) => `${element.tagName.toLowerCase()} “${(element.textContent || element.id).trim().slice(0, 40)}”`;
const all = (selector) => [...document.querySelectorAll(selector)];

// Structure
if (!document.documentElement.lang) problems.push("The page does not say its language.");
if (!document.title) problems.push("The page has no title.");
for (const [selector, words] of [["main", "main part"], ["header", "header"], ["footer", "footer"], ["h1", "main heading"]]) {
  if (all(selector).length !== 1) problems.push(`There is not one ${words}.`);
}
let level = 0;
for (const heading of all("h1, h2, h3, h4").filter(shown)) {
  const next = Number(heading.tagName[1]);
  if (next > level + 1) problems.push(`${name(heading)} leaves out a level.`);
  level = next;
}
const ids = all("[id]").map((element) => element.id);
for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) problems.push(`The id ${id} is there twice.`);
for (const nav of all("nav")) if (!nav.ariaLabel) problems.push("A navigation has no name.");

// Names
const labelled = (element) => element.ariaLabel || element.textContent.trim()
  || (element.labels && [...element.labels].some((label) => label.textContent.trim()));
for (const element of all("a[href], button, input:not([type=hidden]), summary, [role=region], fieldset")) {
  if (!labelled(element)) problems.push(`${name(element)} has no name.`);
}
for (const link of all("svg a")) {
  const words = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
  if (!words(link.getAttribute("aria-label") ?? "").startsWith(words(link.textContent).slice(0, 12))) {
    problems.push(`${name(link)} is not called by the words that are seen.`);
  }
}
for (const drawing of all("main svg")) if (!drawing.querySelector("title")) problems.push("A drawing has no title.");
for (const image of all("img")) if (!image.hasAttribute("alt")) problems.push("An image has no words.");
for (const table of all("table")) {
  if (!table.caption) problems.push("A table has no caption.");
  for (const cell of table.querySelectorAll("th")) if (!cell.scope) problems.push(`${name(cell)} heads nothing.`);
}
if (all("[tabindex]").some((element) => element.tabIndex > 0)) problems.push("The order of the keys is forced.");

// Contrast of words in HTML; drawings have tests of their own
const parse = (colour) => colour.match(/[\d.]+/g).map(Number);
const channel = (value) => value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
const luminance = ([red, green, blue]) => 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
const behind = (element) => {
  for (let each = element; each; each = each.parentElement) {
    const colour = parse(getComputedStyle(each).backgroundColor);
    if ((colour[3] ?? 1) === 1) return colour;
  }
  return [255, 255, 255];
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const seen = new Set();
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || seen.has(element) || element.closest("svg") || !shown(element)) continue;
  seen.add(element);
  const [light, dark] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => b - a);
  const ratio = (light + 0.05) / (dark + 0.05);
  if (ratio < 4.5) problems.push(`${name(element)} has a contrast of ${ratio.toFixed(1)}.`);
}

// Size of targets: 24 pixels, or as much room around (2.5.8); words in a sentence are exempt
const targets = all("a[href], button, input:not([type=hidden]), summary, label").filter((element) => shown(element) && !element.closest("svg, p, .h") && !element.matches(".h, .skip"));
const middles = targets.map((element) => {
  const box = element.getBoundingClientRect();
  return { element, box, x: box.x + box.width / 2, y: box.y + box.height / 2 };
});
for (const { element, box, x, y } of middles) {
  if (Math.min(box.width, box.height) >= 24 || element.labels?.length) continue;
  const near = middles.find((other) => other.element !== element && !other.element.contains(element) && !element.contains(other.element)
    && Math.hypot(other.x - x, other.y - y) < 24);
  if (near) problems.push(`${name(element)} is ${Math.round(box.width)} by ${Math.round(box.height)} pixels, and ${name(near.element)} is near.`);
}
return [...new Set(problems)];
