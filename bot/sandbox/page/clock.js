// The clock that can be turned: shows the committee's moment, runs at real speed, turns on request.

import { day, hour, learnZone } from "./days.js";

export class Clock {
  #given = 0; // the server's moment, in milliseconds
  #heard = 0; // when it was given, on this page's own steady clock
  #listeners = new Set();

  /** `node` is the clock in the page; `turn(request)` asks the server; `complain(error)` shows what failed. */
  constructor({ node, turn, complain }) {
    Object.assign(this, { node, turn, complain });
    this.hours = [...document.querySelectorAll("[data-clock=hour]")];
    this.days = [...document.querySelectorAll("[data-clock=day]")];
    for (const button of node.querySelectorAll("[data-minutes], [data-to]")) {
      button.addEventListener("click", () => this.ask(button));
    }
    setInterval(() => this.#show(), 1000);
  }

  /** Takes the moment that the server gives. */
  set(iso) {
    learnZone(iso);
    this.#given = new Date(iso).getTime();
    this.#heard = performance.now();
    this.#show();
  }

  /** The committee's moment now, in milliseconds. */
  now() {
    return this.#given + (performance.now() - this.#heard);
  }

  onTick(listener) {
    this.#listeners.add(listener);
  }

  /** The button that turns to `name`: a number of minutes, or a place such as "next_working_day". */
  button(name) {
    return this.node.querySelector(`[data-minutes="${name}"], [data-to="${name}"]`);
  }

  /** Turns as a button says; meanwhile no other turn can be asked. */
  async ask(button) {
    if (this.node.getAttribute("aria-busy")) return false;
    const { minutes, to } = button.dataset;
    this.node.setAttribute("aria-busy", "true");
    button.classList.add("turning");
    try {
      await this.turn(minutes ? { minutes: Number(minutes) } : { to });
      return true;
    } catch (error) {
      this.complain(error);
      return false;
    } finally {
      this.node.removeAttribute("aria-busy");
      button.classList.remove("turning");
    }
  }

  #show() {
    if (!this.#given) return;
    const now = this.now();
    for (const node of this.hours) node.textContent = hour(now);
    for (const node of this.days) node.textContent = day(now);
    for (const listener of this.#listeners) listener(now);
  }
}
