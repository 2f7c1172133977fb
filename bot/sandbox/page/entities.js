// Turns a message's text and its entities into nodes; text stays text, whatever it looks like.

import { el } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
  spoiler: "span",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?:|mailto:|tel:)/i;

/**
 * The nodes of a message. Offsets are UTF-16 units, which is how JavaScript counts too.
 * `onCommand(text)` is called when /command is tapped, `onLink(url)` may take over a link by returning true.
 */
export function rich(text, entities, { onCommand, onLink }) {
  const order = (entities ?? [])
    .filter((entity) => entity.length > 0 && entity.offset >= 0 && entity.offset < text.length)
    .sort((one, other) => one.offset - other.offset || other.length - one.length);
  return build(text, 0, text.length, order, { onCommand, onLink });
}

function build(text, from, to, entities, actions) {
  const out = document.createDocumentFragment();
  let at = from;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    index += 1;
    if (end <= start) continue;
    if (start > at) out.append(text.slice(at, start));
    const inside = [];
    while (index < entities.length && entities[index].offset < end) inside.push(entities[index++]);
    out.append(wrap(entity, text.slice(start, end), build(text, start, end, inside, actions), actions));
    at = end;
    // A block breaks the line by itself; the line feed behind it would show as an empty line.
    if (BLOCKS.has(entity.type) && text[at] === "\n") at += 1;
  }
  if (at < to) out.append(text.slice(at, to));
  return out;
}

function wrap(entity, words, inner, { onCommand, onLink }) {
  if (entity.type === "bot_command") {
    const say = (event) => {
      event.preventDefault();
      onCommand(words);
    };
    // A link, not a button: only a link's words break over lines like the text around them.
    return el("a", { class: "command", href: "#", onclick: say }, inner);
  }
  const address = addressOf(entity, words);
  if (address) return link(address, inner, onLink);
  const tag = TAGS[entity.type];
  return tag ? el(tag, { class: entity.type === "spoiler" ? "spoiler" : null }, inner) : el("span", {}, inner);
}

function addressOf(entity, words) {
  if (entity.type === "text_link") return entity.url;
  if (entity.type === "url") return /^[a-z]+:/i.test(words) ? words : `https://${words}`;
  if (entity.type === "email") return `mailto:${words}`;
  return null;
}

/** A link that opens outside the page; an address of an unsafe kind is shown as plain words. */
export function link(address, inner, onLink) {
  if (!SAFE.test(address ?? "")) return el("span", {}, inner);
  const take = (event) => {
    if (onLink(address)) event.preventDefault();
  };
  return el(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer", title: address, onclick: take },
    inner,
  );
}
