// A small menu that opens at a button: arrow keys move in it, Escape closes it and gives the focus back.

import { el, icon } from "./dom.js";

export class Popup {
  constructor(button, look) {
    this.button = button;
    this.node = el("div", { class: `popup ${look}`, role: "menu", hidden: true });
    button.setAttribute("aria-haspopup", "menu");
    button.setAttribute("aria-expanded", "false");
    this.node.addEventListener("keydown", (event) => this.#key(event));
    const outside = (event) => {
      if (!this.node.contains(event.target) && !button.contains(event.target)) this.close();
    };
    document.addEventListener("pointerdown", outside);
    this.node.addEventListener("focusout", (event) => {
      if (event.relatedTarget && event.relatedTarget !== button && !this.node.contains(event.relatedTarget)) this.close();
    });
  }

  /** Lists `items`: { label, note?, icon?, act }. */
  fill(items) {
    this.node.replaceChildren(...items.map((item) =>
      el("button", { type: "button", class: "popup-item", role: "menuitem", tabindex: "-1", onclick: () => this.#take(item) },
        item.icon ? icon(item.icon) : null,
        el("span", { class: "popup-label", text: item.label }),
        item.note ? el("span", { class: "popup-note", text: item.note }) : null)));
  }

  toggle() {
    if (this.node.hidden) this.open();
    else this.close(true);
  }

  open() {
    this.node.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.node.querySelector(".popup-item")?.focus({ preventScroll: true });
  }

  close(back = false) {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (back) this.button.focus();
  }

  #take(item) {
    this.close(true);
    item.act();
  }

  #key(event) {
    const items = [...this.node.querySelectorAll(".popup-item")];
    const at = items.indexOf(document.activeElement);
    const goal = {
      ArrowDown: items[(at + 1) % items.length],
      ArrowUp: items[(at - 1 + items.length) % items.length],
      Home: items[0],
      End: items.at(-1),
    }[event.key];
    if (goal) {
      event.preventDefault();
      goal.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.close(true);
    }
  }
}
