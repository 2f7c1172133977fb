// What the tour can see and do: finds buttons by their words, types, presses, turns the clock, points.

import { calm, pause } from "./dom.js";

const PATIENCE = 6000; // milliseconds that an act may take to show its effect

export class Hands {
  constructor(desk) {
    this.desk = desk;
  }

  get store() {
    return this.desk.store;
  }

  /** The Telegram account of "member", "secretary" or "chair": the tour is made with buttons. */
  who(part) {
    return this.desk.cast()[part];
  }

  person(part) {
    return this.store.person(this.who(part));
  }

  messages(part) {
    return this.store.messages(this.who(part));
  }

  /** The committee's day, as YYYY-MM-DD, and hour, as HH:MM. */
  moment() {
    const [day, rest] = this.store.state.clock.split("T");
    return { day, hour: rest.slice(0, 5) };
  }

  /** The id of the newest message in which `part` wrote something that matches; Infinity while there is none. */
  said(part, words) {
    const message = this.messages(part).findLast((one) => !one.from_bot && words.test(one.text));
    return message ? message.id : Infinity;
  }

  /** The newest message of `part`, later than `since`, with a button whose words match, and that button. */
  key(part, label, since = 0) {
    for (const message of this.messages(part).reverse()) {
      if (message.id < since) return null;
      const button = (message.buttons ?? []).flat().find((candidate) => label.test(candidate.text));
      if (button) return { message, button };
    }
    return null;
  }

  /** Whether `part` pressed, on this page, a button whose words match, under a message later than `since`. */
  pressed(part, label, since = 0) {
    const mine = (press) => press.chat === this.who(part) && press.message >= since;
    return this.store.pressed.some((press) => mine(press) && label.test(press.label));
  }

  /** Whether `part` wrote something that matches and the bot has answered since. */
  answered(part, words) {
    const all = this.messages(part);
    const said = all.findIndex((message) => !message.from_bot && words.test(message.text));
    return said >= 0 && all.slice(said + 1).some((message) => message.from_bot);
  }

  phone(part) {
    return this.desk.phones.find((phone) => phone.account === this.who(part));
  }

  /** The node that an act is about, or null while there is none. */
  target(act) {
    if (act.turn) return this.desk.clock.button(act.turn);
    const phone = this.phone(act.part);
    if (!phone) return this.desk.phones[this.desk.place(act.part)].picker.button;
    if (act.join) return phone.foot.querySelector(".primary") ?? phone.composer.field;
    if (act.type) return phone.composer.field;
    const found = this.key(act.part, act.press);
    if (!found) return null;
    const article = phone.thread.article(found.message.id);
    return [...(article?.querySelectorAll(".key") ?? [])].find((node) => node.textContent === found.button.text) ?? null;
  }

  /** Puts the pointer at an act's target, or takes it away. */
  point(act) {
    document.querySelectorAll("[data-pointed]").forEach((node) => delete node.dataset.pointed);
    if (!act) return;
    const target = this.target(act);
    if (target) target.dataset.pointed = "true";
    const phone = act.turn ? null : this.phone(act.part);
    if (phone) phone.node.dataset.pointed = "phone";
    this.desk.pointTab(phone);
  }

  /** Does an act through the same controls that a person uses. */
  async perform(act) {
    if (act.turn) return this.desk.clock.ask(this.desk.clock.button(act.turn));
    const phone = await this.desk.showPerson(act.part);
    await this.store.openChat(this.who(act.part));
    if (act.join) return phone.do("join");
    if (act.type) return this.#type(phone, act.type);
    const found = this.key(act.part, act.press);
    if (!found) return null;
    const node = this.target(act);
    node?.scrollIntoView({ block: "nearest" });
    node?.classList.add("struck");
    await pause(calm() ? 0 : 260);
    node?.classList.remove("struck");
    return phone.press(found.message, found.button, node);
  }

  async #type(phone, words) {
    phone.composer.clear();
    if (!calm()) {
      for (let length = 1; length < words.length; length += 3) {
        phone.composer.write(words.slice(0, length));
        await pause(22);
      }
    }
    phone.composer.write(words);
    await pause(calm() ? 0 : 250);
    return phone.composer.submit();
  }

  /** Waits until an act shows its effect, or for as long as `patience`. */
  async settled(act, patience = PATIENCE) {
    for (let waited = 0; waited < patience && !act.done(this); waited += 120) await pause(120);
  }
}
