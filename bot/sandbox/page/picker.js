// The nameplate above a phone, and the searchable list behind it from which anyone of the committee is chosen.

import { el, fold, icon } from "./dom.js";
import { TELEGRAM, ZALO } from "./platforms.js";
import { roleName, t } from "./words.js";

const APPS = { [TELEGRAM]: "Telegram", [ZALO]: "Zalo" };
const ORDER = ["chair", "standing_deputy", "deputy", "secretariat_lead", "secretary", "member"];
let made = 0;

/** Name and role, as a screen reader says them. */
export function calledBy({ name, role }) {
  return [name, roleName(role)].filter(Boolean).join(", ");
}

/** Title and agency, the agency only where the title does not name it already. */
function post({ title, agency }) {
  return !agency || fold(title).includes(fold(agency)) ? title : [title, agency].filter(Boolean).join(" · ");
}

export class Picker {
  #active = 0;
  #shown = [];

  /** `onChoose(person)`; `onPlatform(platform)`; `unread(person)` tells how many messages somebody has not seen. */
  constructor({ onChoose, onPlatform, unread }) {
    Object.assign(this, { onChoose, onPlatform, unread });
    this.people = [];
    this.chosen = null;
    made += 1;
    this.id = `picker-${made}`;
    this.role = el("span", { class: "plate-role" });
    this.name = el("span", { class: "plate-name" });
    this.title = el("span", { class: "plate-title" });
    this.app = el("span", { class: "plate-app", text: APPS[ZALO], hidden: true });
    this.button = el("button", {
      type: "button", class: "plate", "aria-haspopup": "listbox", "aria-expanded": "false", onclick: () => this.toggle(),
    }, el("span", { class: "plate-words" }, this.role, this.name, this.title), this.app, icon("down"));
    this.apps = Object.entries(APPS).map(([platform, name]) => el("button", {
      type: "button", class: "app", "data-app": platform, text: name, onclick: () => this.#switch(platform),
    }));
    this.appGroup = el("div", { class: "apps", role: "group", hidden: true }, this.apps);
    this.field = el("input", {
      type: "search", class: "picker-field", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-expanded": "true", "aria-controls": `${this.id}-list`, "aria-autocomplete": "list",
    });
    this.list = el("ul", { class: "picker-list", role: "listbox", id: `${this.id}-list` });
    this.none = el("p", { class: "picker-none", role: "status", hidden: true });
    this.panel = el("div", { class: "picker-panel", hidden: true }, this.appGroup,
      el("div", { class: "picker-search" }, icon("search"), this.field), this.list, this.none);
    this.node = el("div", { class: "picker" }, this.button, this.panel);
    // The field keeps the focus while a row is pressed; else the list would close under the finger.
    this.list.addEventListener("mousedown", (event) => event.target !== this.list && event.preventDefault());
    this.field.addEventListener("input", () => this.#filter());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.node.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.node.contains(event.relatedTarget)) this.close();
    });
    document.addEventListener("pointerdown", (event) => {
      if (!this.node.contains(event.target)) this.close();
    });
  }

  /** Shows who sits at this phone, with which app. */
  show(people, chosen, platform) {
    this.app.hidden = platform !== ZALO;
    this.appGroup.hidden = !chosen.zalo;
    this.appGroup.setAttribute("aria-label", t("picker.app"));
    for (const app of this.apps) app.setAttribute("aria-pressed", String(app.dataset.app === platform));
    this.people = people;
    this.chosen = chosen;
    this.role.textContent = roleName(chosen.role);
    this.name.textContent = chosen.name;
    this.title.textContent = chosen.title || chosen.agency;
    this.button.title = post(chosen);
    this.button.setAttribute("aria-label", t("picker.label", { name: [calledBy(chosen), platform === ZALO ? APPS[ZALO] : ""].filter(Boolean).join(", ") }));
    this.field.placeholder = t("picker.search");
    this.field.setAttribute("aria-label", t("picker.search"));
    this.list.setAttribute("aria-label", t("picker.list"));
    this.none.textContent = t("picker.none");
    if (!this.panel.hidden) this.#filter();
  }

  toggle() {
    if (this.panel.hidden) this.open();
    else this.close(true);
  }

  open() {
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.field.value = "";
    this.#filter();
    this.#active = Math.max(0, this.#shown.findIndex((person) => person.user_id === this.chosen.user_id));
    this.#mark();
    this.field.focus({ preventScroll: true });
  }

  close(back = false) {
    if (this.panel.hidden) return;
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (back) this.button.focus();
  }

  #filter() {
    const words = fold(this.field.value).split(/\s+/).filter(Boolean);
    const match = (person) => {
      const all = fold([person.name, person.title, person.agency, person.seat, roleName(person.role)].join(" "));
      return words.every((word) => all.includes(word));
    };
    const rank = (person) => (ORDER.indexOf(person.role) + ORDER.length + 1) % (ORDER.length + 1);
    this.#shown = this.people.filter(match).sort((one, other) => rank(one) - rank(other));
    let role = "";
    const rows = [];
    this.#shown.forEach((person, index) => {
      if (person.role && person.role !== role) rows.push(el("li", { class: "picker-group", role: "presentation", text: roleName(person.role) }));
      role = person.role;
      rows.push(this.#row(person, index));
    });
    this.list.replaceChildren(...rows);
    this.none.hidden = this.#shown.length > 0;
    this.#active = 0;
    this.#mark();
  }

  #row(person, index) {
    const unread = this.unread(person);
    const joined = person.joined || person.joined_zalo;
    const state = joined ? t("picker.joined") : t("picker.waiting");
    return el("li", {
      class: "picker-option", role: "option", id: `${this.id}-${index}`,
      "aria-selected": String(person.user_id === this.chosen.user_id),
      onclick: () => this.#take(person),
      onpointermove: () => this.#hover(index),
    },
    el("span", { class: `presence ${joined ? "in" : ""}`, title: state, role: "img", "aria-label": state }),
    el("span", { class: "option-words" },
      el("span", { class: "option-name", text: person.name }),
      el("span", { class: "option-title", text: post(person) })),
    unread ? el("span", { class: "badge", text: unread, "aria-label": t("thread.unread", { count: unread }) }) : null);
  }

  #hover(index) {
    if (index === this.#active) return;
    this.#active = index;
    this.#mark(false);
  }

  #mark(scroll = true) {
    const options = [...this.list.querySelectorAll(".picker-option")];
    options.forEach((option, index) => option.classList.toggle("active", index === this.#active));
    const option = options[this.#active];
    this.field.setAttribute("aria-activedescendant", option ? option.id : "");
    if (option && scroll) option.scrollIntoView({ block: "nearest" });
  }

  #key(event) {
    if (event.isComposing) return;
    const last = this.#shown.length - 1;
    const goal = {
      ArrowDown: Math.min(this.#active + 1, last), ArrowUp: Math.max(this.#active - 1, 0),
      PageDown: Math.min(this.#active + 6, last), PageUp: Math.max(this.#active - 6, 0),
    }[event.key];
    if (goal !== undefined) {
      event.preventDefault();
      this.#active = goal;
      this.#mark();
    } else if (event.key === "Enter" && this.#shown[this.#active]) {
      event.preventDefault();
      this.#take(this.#shown[this.#active]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close(true);
    }
  }

  #switch(platform) {
    this.close(true);
    this.onPlatform(platform);
  }

  #take(person) {
    this.close(true);
    this.onChoose(person);
  }
}
