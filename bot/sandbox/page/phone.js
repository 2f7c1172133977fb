// One phone with Telegram or Zalo: nameplate, chat with the bot, composer; what its person does goes through the store.

import { Composer } from "./composer.js";
import { hour } from "./days.js";
import { el, icon, memory } from "./dom.js";
import { calledBy, Picker } from "./picker.js";
import { accountOf, fitting, joinedOn, TELEGRAM, ZALO } from "./platforms.js";
import { Popup } from "./popup.js";
import { Thread } from "./thread.js";
import { roleName, t } from "./words.js";

const TOAST = 3000; // milliseconds that an answer to a button stays

export class Phone {
  person = null;
  platform = TELEGRAM;
  #drafts = new Map();
  #toastEnd = 0;

  /** `onSeat(phone, person, platform)` is asked when somebody is chosen; `complain(error)` shows what failed. */
  constructor({ store, index, onSeat, complain }) {
    Object.assign(this, { store, index, complain });
    this.picker = new Picker({
      onChoose: (person) => onSeat(this, person, fitting(person, this.platform)),
      onPlatform: (platform) => onSeat(this, this.person, platform),
      unread: (person) => (store.unread.get(person.user_id) ?? 0) + (store.unread.get(person.zalo) ?? 0),
    });
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
      store.on(type, (detail) => this.person && detail.chat === this.account && this.#changed(type, detail));
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

  /** Whose chat with the bot is shown. */
  get account() {
    return accountOf(this.person, this.platform);
  }

  get zalo() {
    return this.platform === ZALO;
  }

  /** Puts somebody at this phone, with one of the two apps. */
  async seat(person, platform) {
    if (this.person) this.#drafts.set(this.account, this.composer.draft());
    Object.assign(this, { person, platform: fitting(person, platform) });
    const { account } = this;
    this.node.classList.toggle("zalo", this.zalo);
    this.composer.dress(this.zalo);
    this.composer.clear();
    this.composer.write(this.#drafts.get(account) ?? "");
    this.#refresh();
    await this.attempt(() => this.store.openChat(account));
    if (this.account === account) this.#changed("chat");
  }

  get bot() {
    return this.zalo ? this.store.state.zalo : this.store.state.bot;
  }

  /** Writes all words anew in the page's language. */
  dress() {
    this.composer.dress(this.zalo);
    this.#refresh();
    if (this.store.chat(this.account)) this.#changed("chat");
  }

  /** Shows the clock's hour on the phone. */
  tick(moment) {
    this.hour.textContent = hour(moment);
  }

  visible() {
    return !document.hidden && this.node.offsetParent !== null;
  }

  seen() {
    if (this.person && this.visible() && this.thread.newestInView()) this.store.setUnread(this.account, 0);
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
    return this.attempt(() => this.store.act(this.account, thing, ...values));
  }

  /** Presses an inline button; the answer shows over it, as in Telegram. */
  async press(message, button, node) {
    if (node?.getAttribute("aria-busy")) return false;
    node?.setAttribute("aria-busy", "true");
    const answer = await this.attempt(() => this.store.press(this.account, message, button));
    node?.removeAttribute("aria-busy");
    if (answer?.text) this.#say(answer.text, answer.alert);
    return answer;
  }

  #send(kind, values) {
    if (kind === "text") return this.do("sendText", values.text, values.replyTo);
    if (kind === "edit") return this.do("editText", values.message, values.text);
    if (kind === "file") return this.do("sendFile", values.file, values.caption, values.as);
    return this.do(kind === "link" ? "sendLink" : "sendSticker");
  }

  /** A link to this very bot with a start code says /start, as Telegram does; others open in a new window. */
  #link(address) {
    if (this.zalo) return false;
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
    const chat = this.store.chat(this.account);
    if (!chat) return;
    if (type === "message") this.thread.take(detail.message, detail.change);
    if (type === "chat") this.thread.show(this.store.messages(this.account), this.bot.name, this.person.name, this.zalo);
    if (type !== "message") this.#feet(chat);
    this.composer.setCommands(chat.commands ?? []);
    this.seen();
  }

  #refresh() {
    this.person = this.store.person(this.person.user_id) ?? this.person;
    this.picker.show(this.store.state.people, this.person, this.platform);
    this.botName.textContent = this.bot.name;
    this.node.setAttribute("aria-label", t("phone.label", { number: this.index + 1, name: calledBy(this.person) }));
    this.moreButton.setAttribute("aria-label", t("phone.more"));
    const chat = this.store.chat(this.account);
    if (chat) this.#feet(chat);
  }

  #feet(chat) {
    const button = (key, look, act, drawing) =>
      el("button", { type: "button", class: look, onclick: act }, drawing ? icon(drawing) : null, el("span", { text: t(key) }));
    const invite = button(this.zalo ? "phone.code" : "phone.join", "wide primary", () => this.do("join"), this.zalo ? "edit" : "link");
    const joined = joinedOn(this.person, this.platform);
    const block = (blocked) => () => this.do("setBlocked", blocked);
    let parts = [this.composer.node];
    if (chat.blocked) parts = [el("p", { class: "foot-note", text: t("phone.blocked") }), button("phone.unblock", "wide", block(false))];
    else if (!chat.started) parts = [invite, button("phone.start", "wide quiet", () => this.do("sendText", "/start"))];
    else if (!joined) parts = [el("div", { class: "foot-strip" }, invite), this.composer.node];
    const key = `${this.platform}${chat.blocked}${chat.started}${joined}${document.documentElement.lang}`;
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
      el("strong", { text: this.bot.name }),
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

/**
 * Who sat at the phones last time and with which app, as { id, platform }, where they still belong to the
 * committee; else whom the server proposes, with Telegram.
 */
export function seating(state) {
  const kept = (memory.get("phones") ?? "").split(",");
  const seats = kept.map((seat) => ({ id: Number(seat.split(":")[0]), platform: seat.split(":")[1] ?? TELEGRAM }));
  const known = ({ id }) => state.people.some((person) => person.user_id === id);
  const fit = seats.length === state.phones.length && new Set(kept).size === kept.length && seats.every(known);
  return fit ? seats : state.phones.map((id) => ({ id, platform: TELEGRAM }));
}
