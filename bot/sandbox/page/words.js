// The page's own words in Vietnamese and English, and the switch between them.

const tables = {};
let current = "vi";
const listeners = new Set();

/** Loads both languages' words; `preferred` is shown first. */
export async function loadWords(preferred) {
  await Promise.all(
    ["vi", "en"].map(async (language) => {
      const answer = await fetch(`/page/words.${language}.json`);
      tables[language] = await answer.json();
    }),
  );
  setLanguage(preferred);
}

/** The language shown now. */
export function language() {
  return current;
}

/** Shows the page in `wanted` ("vi" or "en"); whoever asked by onLanguage is told. */
export function setLanguage(wanted) {
  current = tables[wanted] ? wanted : "vi";
  document.documentElement.lang = current;
  document.title = t("page.title");
  dress(document.body);
  for (const listener of listeners) listener(current);
}

/** Calls `listener` after each change of language. */
export function onLanguage(listener) {
  listeners.add(listener);
}

/** The words for `key`, with {names} filled in. A missing key shows itself, so that it is noticed. */
export function t(key, values = {}) {
  const words = tables[current]?.[key] ?? key;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The words on the bot's buttons, which may speak another language than the page. */
export function botWords(spoken) {
  const labels = Object.entries(tables[spoken] ?? {}).filter(([key]) => key.startsWith("bot."));
  return Object.fromEntries(labels.map(([key, words]) => [key.slice("bot.".length), words]));
}

/** Whether there are words for `key`. */
export function knows(key) {
  return key in (tables[current] ?? {});
}

/** The words for a role of the committee; an account without one has none. */
export function roleName(role) {
  return role ? t(`role.${role}`) : "";
}

/** Fills data-t (text), data-t-label (aria-label), data-t-title and data-t-placeholder below `root`. */
export function dress(root) {
  for (const node of root.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of root.querySelectorAll("[data-t-label]")) {
    node.setAttribute("aria-label", t(node.dataset.tLabel));
  }
  for (const node of root.querySelectorAll("[data-t-title]")) node.title = t(node.dataset.tTitle);
  for (const node of root.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
}
