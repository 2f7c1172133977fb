// Makes DOM nodes: every text on the page goes through textContent, so nothing that people type becomes markup.

const ICONS = "/page/icons.svg#";
const SVG = "http://www.w3.org/2000/svg";

/** Makes an element. `on…` properties are listeners, `true` is an empty attribute, null and false are left out. */
export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A drawing from icons.svg, hidden from screen readers: the control around it carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", ICONS + name);
  svg.append(use);
  return svg;
}

/** Plain letters for searching: no diacritics, đ as d, lower case. */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** Whether the person asked the system for less movement. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Scrolls `inside` so that `node` stands at its top, middle or nearest edge. */
export function scrollTo(node, block = "nearest") {
  node.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
}

/** A promise for `milliseconds` later. */
export function pause(milliseconds) {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}

/** Remembers and recalls small things between visits; a browser that forbids storage just forgets. */
export const memory = {
  get(name) {
    try {
      return localStorage.getItem(`giaoban.${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`giaoban.${name}`, value);
    } catch {
      // private windows may refuse; the page works without
    }
  },
};
