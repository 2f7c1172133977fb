// On a narrow screen one phone is shown at a time: the tabs between them, with a dot for what is unread.

import { el } from "./dom.js";
import { roleName, t } from "./words.js";

export class Tabs {
  constructor(node, phones, store) {
    Object.assign(this, { node, phones, store });
    this.chosen = 0;
    this.buttons = phones.map((phone, index) =>
      el("button", { type: "button", class: "tab", "aria-controls": `phone-${index}`, onclick: () => this.choose(index) },
        el("span", { class: "tab-role" }), el("span", { class: "tab-name" }), el("span", { class: "dot", hidden: true })));
    node.append(...this.buttons);
    store.on("unread", () => this.show());
    document.addEventListener("visibilitychange", () => phones.forEach((phone) => phone.person && phone.seen()));
    this.choose(0);
  }

  /** Brings one phone forward. */
  choose(index) {
    this.chosen = index;
    this.phones.forEach((phone, at) => phone.node.classList.toggle("front", at === index));
    this.show();
    const phone = this.phones[index];
    if (!phone.person) return;
    if (phone.visible() && this.store.unread.get(phone.account)) phone.thread.end(false);
    phone.seen();
  }

  /** Writes who sits where and what is unread. */
  show() {
    this.buttons.forEach((button, index) => {
      const { person } = this.phones[index];
      button.setAttribute("aria-pressed", String(index === this.chosen));
      if (!person) return;
      const [role, name, dot] = button.children;
      role.textContent = roleName(person.role);
      name.textContent = person.name;
      const unread = this.store.unread.get(this.phones[index].account) ?? 0;
      dot.hidden = unread === 0;
      button.setAttribute("aria-label", [role.textContent, person.name, unread ? t("thread.unread", { count: unread }) : ""].filter(Boolean).join(", "));
      this.phones[index].node.classList.toggle("has-unread", unread > 0);
    });
  }

  /** Marks the tab of the phone that the tour speaks of. */
  point(phone) {
    this.buttons.forEach((button, index) => button.classList.toggle("pointed", this.phones[index] === phone));
  }
}
