// One phone: nameplate, chat with the bot, composer; all that its person does goes through the store.

import { Composer } from "./composer.js";
import { hour } from "./days.js";
import { el, icon, memory } from "./dom.js";
import { calledBy, Picker } from "./picker.js";
import { Popup } from "./popup.js";
import { Thread } from "./thread.js";
import { roleName, t } from "./words.js";

const TOAST = 3000; // milliseconds that an answer to a button stays

export class Phone {
  person = null;
  #drafts = new Map();
  #toastEnd = 0;

  /** `onSeat(phone, person)` is asked when somebody is chosen; `complain(error)` shows what failed. */
  constructor({ store, index, onSeat, complain }) {
    Object.assign(this, { store, index, complain });
    this.picker = new Picker({ onChoose: (person) => onSeat(this, person), unread: (id) => store.unread.get(id) ?? 0 });
    this.thread = new Thread({
      onSeen: () => this.seen(),
      actions: {
        onCommand: (text) => this.do("sendText", text),
        onLink: (address) => this.#link(address),
        onPress: (message, button, node) => this.press(message, button, node),
        onReply: (message) => this.composer.reply(message),
        onEdit: (message) => this.composer.edit(message),
        onQuote: (id) => this.thread.point(id),
      },
    });
    this.composer = new Composer({ send: (kind, values) => this.#send(kind, values) });
    this.#build();
    this.#drop();
    for (const type of ["chat", "message", "commands"]) {
      store.on(type, (detail) => detail.chat === this.person?.user_id && this.#changed(type, detail));
    }
    store.on("state", () => this.person && this.#refresh());
  }

  #build() {
    this.hour = el("span", { class: "status-hour" });
    this.botName = el("span", { class: "head-name" });
    this.botLine = el("span", { class: "head-line" });
    this.moreButton = el("button", { type: "button", class: "round more", onclick: () => this.more.toggle() }, icon("more"));
    this.more = new Popup(this.moreButton, "more-menu");
    const head = el("div", { class: "head" },
      el("img", { class: "avatar", src: "/page/mark.svg", alt: "", width: "38", height: "38" }),
      el("span", { class: "head-words" }, this.botName, this.botLine), this.moreButton, this.more.node);
    const status = el("div", { class: "status", "aria-hidden": "true" }, this.hour, el("span", { class: "status-signs" }, el("i"), el("i"), el("i"), el("b")));
    this.toast = el("div", { class: "toast", role: "status", "aria-live": "polite" });
    this.alert = el("div", { class: "alert", hidden: true });
    this.foot = el("div", { class: "foot" });
    this.device = el("div", { class: "device" }, status,
      el("div", { class: "screen" }, head, this.thread.node, this.foot, this.toast, this.alert));
    this.node = el("section", { class: "phone", id: `phone-${this.index}`, tabindex: "-1" }, this.picker.node, this.device);
  }

  /** Puts somebody at this phone. */
  async seat(person) {
    if (this.person) this.#drafts.set(this.person.user_id, this.composer.draft());
    this.composer.dress();
    this.composer.clear();
    this.person = person;
    this.composer.write(this.#drafts.get(person.user_id) ?? "");
    this.#refresh();
    await this.attempt(() => this.store.openChat(person.user_id));
    if (this.person === person) this.#changed("chat");
  }

  /** Writes all words anew in the page's language. */
  dress() {
    this.composer.dress();
    this.#refresh();
    if (this.store.chat(this.person.user_id)) this.#changed("chat");
  }

  /** Shows the clock's hour on the phone. */
  tick(moment) {
    this.hour.textContent = hour(moment);
  }

  visible() {
    return !document.hidden && this.node.offsetParent !== null;
  }

  seen() {
    if (this.person && this.visible() && this.thread.newestInView()) this.store.setUnread(this.person.user_id, 0);
  }

  /** Does a thing as this person and complains when it fails; answers false then. */
  async attempt(thing) {
    try {
      return await thing();
    } catch (error) {
      this.complain(error);
      return false;
    }
  }

  do(thing, ...values) {
    return this.attempt(() => this.store.act(this.person.user_id, thing, ...values));
  }

  /** Presses an inline button; the answer shows over it, as in Telegram. */
  async press(message, button, node) {
    if (node?.getAttribute("aria-busy")) return false;
    node?.setAttribute("aria-busy", "true");
    const answer = await this.attempt(() => this.store.press(this.person.user_id, message, button));
    node?.removeAttribute("aria-busy");
    if (answer?.text) this.#say(answer.text, answer.alert);
    return answer;
  }

  #send(kind, values) {
    if (kind === "text") return this.do("sendText", values.text, values.replyTo);
    if (kind === "edit") return this.do("editText", values.message, values.text);
    if (kind === "file") return this.do("sendFile", values.file, values.caption, values.as);
    return this.do("sendSticker");
  }

  /** A link to this very bot with a start code says /start, as Telegram does; others open in a new window. */
  #link(address) {
    let url;
    try {
      url = new URL(address);
    } catch {
      return false;
    }
    const own = this.store.state.bot.username.toLowerCase();
    const start = url.searchParams.get("start");
    if (!/(^|\.)t(elegram)?\.me$/.test(url.hostname) || url.pathname.slice(1).toLowerCase() !== own || !start) return false;
    this.do("sendText", `/start ${start}`);
    return true;
  }

  #changed(type, detail = {}) {
    const id = this.person.user_id;
    const chat = this.store.chat(id);
    if (!chat) return;
    if (type === "message") this.thread.take(detail.message, detail.change);
    if (type === "chat") this.thread.show(this.store.messages(id), this.store.state.bot.name, this.person.name);
    if (type !== "message") this.#feet(chat);
    this.composer.setCommands(chat.commands ?? []);
    this.seen();
  }

  #refresh() {
    this.person = this.store.person(this.person.user_id) ?? this.person;
    const { bot, people } = this.store.state;
    this.picker.show(people, this.person);
    this.botName.textContent = bot.name;
    this.node.setAttribute("aria-label", t("phone.label", { number: this.index + 1, name: calledBy(this.person) }));
    this.moreButton.setAttribute("aria-label", t("phone.more"));
    const chat = this.store.chat(this.person.user_id);
    if (chat) this.#feet(chat);
  }

  #feet(chat) {
    const button = (key, look, act, drawing) =>
      el("button", { type: "button", class: look, onclick: act }, drawing ? icon(drawing) : null, el("span", { text: t(key) }));
    const invite = button("phone.join", "wide primary", () => this.do("join"), "link");
    const block = (blocked) => () => this.do("setBlocked", blocked);
    let parts = [this.composer.node];
    if (chat.blocked) parts = [el("p", { class: "foot-note", text: t("phone.blocked") }), button("phone.unblock", "wide", block(false))];
    else if (!chat.started) parts = [invite, button("phone.start", "wide quiet", () => this.do("sendText", "/start"))];
    else if (!this.person.joined) parts = [el("div", { class: "foot-strip" }, invite), this.composer.node];
    const key = `${chat.blocked}${chat.started}${this.person.joined}${document.documentElement.lang}`;
    if (this.foot.dataset.key !== key) {
      const held = this.foot.contains(document.activeElement);
      this.foot.dataset.key = key;
      this.foot.replaceChildren(...parts);
      if (held) (this.foot.contains(this.composer.node) ? this.composer.field : this.foot.querySelector("button")).focus();
    }
    this.botLine.textContent = t(chat.blocked ? "phone.line.blocked" : "phone.line");
    this.more.fill([
      chat.blocked
        ? { icon: "check", label: t("phone.unblock"), act: block(false) }
        : { icon: "block", label: t("phone.block"), act: block(true) },
    ]);
    this.thread.empty.replaceChildren(
      el("img", { src: "/page/mark.svg", alt: "", width: "64", height: "64" }),
      el("strong", { text: this.store.state.bot.name }),
      el("p", { text: t("phone.empty") }));
  }

  #say(text, alert) {
    if (alert) {
      const close = () => {
        this.alert.hidden = true;
        this.composer.field.focus();
      };
      const words = el("p", { text, id: `alert-${this.index}` });
      const ok = el("button", { type: "button", class: "wide primary", text: t("phone.ok"), onclick: close });
      this.alert.replaceChildren(el("div", { class: "alert-box", role: "alertdialog", "aria-modal": "true", "aria-labelledby": words.id }, words, ok));
      this.alert.hidden = false;
      ok.focus();
      return;
    }
    this.toast.textContent = text;
    this.toast.classList.add("shown");
    clearTimeout(this.#toastEnd);
    this.#toastEnd = setTimeout(() => this.toast.classList.remove("shown"), TOAST);
  }

  /** A file that is dragged onto the phone is held in the composer. */
  #drop() {
    const over = (on) => (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.device.classList.toggle("dropping", on);
    };
    this.device.addEventListener("dragover", over(true));
    this.device.addEventListener("dragleave", over(false));
    this.device.addEventListener("drop", (event) => {
      over(false)(event);
      const file = event.dataTransfer?.files[0];
      if (file) this.composer.hold(file, file.type.startsWith("image/") ? "photo" : "document");
    });
  }
}

/** Who sat at the phones last time, where they still belong to the committee; else whom the server proposes. */
export function seating(state) {
  const ids = (memory.get("phones") ?? "").split(",").map(Number);
  const known = (id) => state.people.some((person) => person.user_id === id);
  const fit = ids.length === state.phones.length && new Set(ids).size === ids.length && ids.every(known);
  return fit ? ids : state.phones;
}
