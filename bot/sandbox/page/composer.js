// Where a person writes: text, reply and edit, attachments, stickers, the Menu of commands.

import { excerpt } from "./bubble.js";
import { size } from "./days.js";
import { el, icon } from "./dom.js";
import { Popup } from "./popup.js";
import { t } from "./words.js";

const MODES = ["reply", "edit"];

export class Composer {
  #mode = null; // { kind: "reply" | "edit", message }
  #file = null; // { file, as }

  /** `send(kind, values)` does it: kinds text, edit, file, sticker, link. It answers false when it did not go out. */
  constructor({ send }) {
    this.send = send;
    this.field = el("textarea", { class: "field", rows: "1", enterkeyhint: "send", autocomplete: "off" });
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("input", () => this.#grow());
    this.field.addEventListener("paste", (event) => this.#paste(event));
    this.menuButton = this.#button("menu-button", "menu", () => this.commands.toggle());
    this.menuWords = el("span", { class: "menu-words" });
    this.menuButton.append(this.menuWords);
    this.clipButton = this.#button("round", "clip", () => this.attach.toggle());
    this.sendButton = this.#button("round send", "send", () => this.submit());
    this.commands = new Popup(this.menuButton, "commands");
    this.attach = new Popup(this.clipButton, "attach");
    this.inputs = { photo: this.#input("photo", "image/*"), document: this.#input("document", "") };
    this.bar = el("div", { class: "bar", hidden: true });
    this.row = el("div", { class: "composer-row" }, this.menuButton, this.field, this.clipButton, this.sendButton);
    this.node = el("div", { class: "composer" }, this.commands.node, this.attach.node, this.bar, this.row,
      this.inputs.photo, this.inputs.document);
  }

  /** Writes its words anew in the page's language; on `zalo` a link is a thing of its own. */
  dress(zalo) {
    this.field.placeholder = t("composer.placeholder");
    this.field.setAttribute("aria-label", t("composer.placeholder"));
    this.menuWords.textContent = t("composer.menu");
    this.menuButton.setAttribute("aria-label", t("composer.menu.label"));
    this.clipButton.setAttribute("aria-label", t("composer.attach"));
    this.clipButton.title = t("composer.attach");
    this.sendButton.setAttribute("aria-label", t("composer.send"));
    this.sendButton.title = t("composer.send.title");
    const pick = (as) => () => this.inputs[as].click();
    this.attach.fill([
      { icon: "photo", label: t("attach.photo"), act: pick("photo") },
      { icon: "file", label: t("attach.document"), act: pick("document") },
      { icon: "sticker", label: t("attach.sticker"), act: () => this.send("sticker", {}) },
      ...(zalo ? [{ icon: "link", label: t("attach.link"), act: () => this.send("link", {}) }] : []),
    ]);
    this.#bar();
  }

  /** The commands of this chat's Menu. */
  setCommands(commands) {
    this.menuButton.hidden = commands.length === 0;
    this.commands.fill(commands.map(({ command, description }) => ({
      label: `/${command}`, note: description, act: () => this.send("text", { text: `/${command}` }),
    })));
  }

  reply(message) {
    this.#enter({ kind: "reply", message });
  }

  edit(message) {
    this.#enter({ kind: "edit", message });
    this.write(message.text);
  }

  /** What is unsent; write() puts it back. */
  draft() {
    return this.#mode?.kind === "edit" ? "" : this.field.value;
  }

  write(text) {
    this.field.value = text;
    this.#grow();
  }

  /** Forgets the reply, edit and file that were begun. */
  clear() {
    this.#mode = null;
    this.#file = null;
    this.write("");
    this.#bar();
  }

  /** Takes a file that was chosen, pasted or dropped. */
  hold(file, as) {
    this.#file = { file, as };
    if (this.#mode?.kind === "edit") this.#mode = null;
    this.#bar();
    this.field.focus();
  }

  async submit() {
    const text = this.field.value.trim();
    const [mode, held] = [this.#mode, this.#file];
    if (!text && !held) return this.field.focus();
    const before = this.field.value;
    this.clear();
    this.node.setAttribute("aria-busy", "true");
    const went = await this.#dispatch(text, mode, held);
    this.node.removeAttribute("aria-busy");
    if (went === false && !this.field.value) {
      // Nothing is lost: what could not go out stands in the field again.
      [this.#mode, this.#file] = [mode, held];
      this.write(before);
      this.#bar();
    }
    return went;
  }

  #dispatch(text, mode, held) {
    if (held) return this.send("file", { ...held, caption: text });
    if (mode?.kind === "edit") return this.send("edit", { message: mode.message.id, text });
    return this.send("text", { text, replyTo: mode?.message.id });
  }

  #enter(mode) {
    if (this.#mode?.kind === "edit") this.write("");
    this.#mode = mode;
    this.#bar();
    this.field.focus();
  }

  #bar() {
    const mode = MODES.find((kind) => this.#mode?.kind === kind);
    this.bar.hidden = !mode && !this.#file;
    if (this.bar.hidden) return;
    const title = mode ? t(`composer.${mode}`) : t(`attach.${this.#file.as}`);
    const words = this.#file ? `${this.#file.file.name} · ${size(this.#file.file.size)}` : excerpt(this.#mode.message);
    const leave = el("button", { type: "button", class: "tool", "aria-label": t("composer.cancel"), onclick: () => this.#leave() }, icon("close"));
    this.bar.replaceChildren(
      icon(mode ?? (this.#file.as === "photo" ? "photo" : "file")),
      el("span", { class: "bar-words" }, el("strong", { text: title }), el("span", { text: words })),
      leave,
    );
  }

  #leave() {
    this.clear();
    this.field.focus();
  }

  #key(event) {
    // While a Vietnamese (or other) input method composes, Enter belongs to it: 229 is how older ones say so.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && !this.bar.hidden) {
      event.preventDefault();
      this.#leave();
    }
  }

  #paste(event) {
    const file = event.clipboardData?.files[0];
    if (!file) return;
    event.preventDefault();
    this.hold(file, file.type.startsWith("image/") ? "photo" : "document");
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 2, 132)}px`;
    this.sendButton.classList.toggle("ready", this.field.value.trim() !== "");
  }

  #button(look, drawing, act) {
    return el("button", { type: "button", class: look, onclick: act }, icon(drawing));
  }

  #input(as, accept) {
    const input = el("input", { type: "file", hidden: true, "data-as": as, accept: accept || null });
    input.addEventListener("change", () => {
      if (input.files[0]) this.hold(input.files[0], as);
      input.value = "";
    });
    return input;
  }
}
