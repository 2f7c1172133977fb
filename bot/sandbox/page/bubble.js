// Draws one message: bubble, quote, photo or document, text, and the inline keyboard below it.

import { hour, size } from "./days.js";
import { el, icon } from "./dom.js";
import { link, rich } from "./entities.js";
import { t } from "./words.js";

const ROOM = 62; // letters that a row of keys can show in two lines; longer words get a row of their own

/**
 * One message as an article. `actions`: onCommand(text), onLink(url), onPress(message, button, node),
 * onReply(message), onEdit(message), onQuote(id). `quoted` is the message it replies to, if known;
 * `ownName` is the person's name. A `plain` chat has no replies and no edits.
 */
export function bubble(message, { quoted, botName, ownName, plain, actions }) {
  const own = !message.from_bot;
  const node = el("article", {
    class: `message ${own ? "own" : "bot"}`,
    "data-id": message.id,
    tabindex: "-1",
    "aria-label": t(own ? "message.own" : "message.bot", { bot: botName, hour: hour(message.date) }),
  });
  const body = el("div", { class: "bubble" });
  if (message.reply_to) body.append(quote(message.reply_to, quoted, quoted?.from_bot === false ? ownName : botName, actions));
  if (message.photo !== undefined) body.append(photo(message));
  if (message.document) body.append(documentCard(message.document));
  if (message.voice) body.append(documentCard({ ...message.voice, name: t("media.voice") }));
  if (message.sticker) body.append(el("div", { class: "sticker", text: stickerFace(message.sticker) }));
  const signs = meta(message, own);
  if (message.text) {
    // The text's last line leaves room for the hour, which stands in the bubble's corner.
    const room = `${signs.textContent}${own ? " ✓✓✓" : ""}`;
    body.append(el("div", { class: "text", "data-room": room }, rich(message.text, message.entities, actions)));
  }
  body.append(signs);
  const row = el("div", { class: "line" }, body, plain ? null : tools(message, own, actions));
  node.append(row);
  if (message.buttons?.length) node.append(keyboard(message, actions));
  return node;
}

/** A sticker's emoji, or its name where it has none. */
function stickerFace(sticker) {
  return typeof sticker === "string" ? sticker : sticker.emoji || t("media.sticker");
}

/** The first words of a message, for quotes and bars. */
export function excerpt(message, length = 90) {
  if (!message) return t("message.gone");
  const words = (message.text ?? "").replace(/\s+/g, " ").trim();
  if (words) return words.length > length ? `${words.slice(0, length).trimEnd()}…` : words;
  if (message.photo !== undefined) return t("media.photo");
  if (message.document) return message.document.name;
  if (message.voice) return t("media.voice");
  return t("media.sticker");
}

function quote(id, quoted, who, { onQuote }) {
  return el(
    "button",
    { type: "button", class: "quote", onclick: () => onQuote(id), "aria-label": t("message.quote", { text: excerpt(quoted) }) },
    el("span", { class: "quote-who", text: who }),
    el("span", { class: "quote-text", text: excerpt(quoted) }),
  );
}

function photo(message) {
  // A picture that stands on another machine is not asked for.
  if (!message.photo) return el("div", { class: "photo missing", text: t("media.photo") });
  const image = el("img", { class: "photo", src: message.photo, alt: message.text || t("media.photo"), loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(el("div", { class: "photo missing", text: t("media.photo") })));
  return image;
}

function documentCard({ name, size: bytes, url }) {
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4) : "";
  return el(
    "a",
    { class: "document", href: url || null, download: url ? name : null, rel: "noopener" },
    el("span", { class: "document-sign", "data-ending": ending.toUpperCase() }, icon("file")),
    el("span", { class: "document-words" },
      el("span", { class: "document-name", text: name }),
      el("span", { class: "document-size", text: bytes ? size(bytes) : t("media.document") })),
  );
}

function meta(message, own) {
  const parts = [];
  if (message.edited) parts.push(el("span", { class: "edited", text: t("message.edited") }));
  parts.push(el("time", { datetime: message.date, text: hour(message.date) }));
  if (own) parts.push(icon("ticks"));
  return el("span", { class: "meta" }, parts);
}

function tools(message, own, { onReply, onEdit }) {
  const tool = (name, act) =>
    el("button", {
      type: "button", class: "tool", "data-tool": name, tabindex: "-1",
      title: t(`message.${name}`), "aria-label": t(`message.${name}`), onclick: () => act(message),
    }, icon(name));
  const editable = own && message.text && !message.photo && !message.document;
  return el("span", { class: "tools" }, tool("reply", onReply), editable ? tool("edit", onEdit) : null);
}

function keyboard(message, actions) {
  const rows = message.buttons.map((row) => {
    const longest = Math.max(...row.map((button) => button.text.length));
    const look = longest > ROOM / row.length ? "keys-row stacked" : "keys-row";
    return el("div", { class: look }, row.map((button) => key(message, button, actions)));
  });
  return el("div", { class: "keys", role: "group", "aria-label": t("message.keys") }, rows);
}

function key(message, button, { onPress, onLink }) {
  if (button.url) {
    const away = link(button.url, button.text, onLink);
    away.classList.add("key", "away");
    return away;
  }
  const node = el("button", {
    type: "button", class: "key", tabindex: "-1", "data-data": button.data,
    onclick: () => onPress(message, button, node),
  }, el("span", { text: button.text }));
  return node;
}
