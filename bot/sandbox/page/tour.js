// The guided tour: shows the day's programme, points at what to do next, does it when asked, notices what is done.

import { el, icon, memory, pause, calm } from "./dom.js";
import { Hands } from "./tour_hands.js";
import { STEPS } from "./tour_steps.js";
import { botWords, t } from "./words.js";

export class Tour {
  #step = 0;
  #busy = false;
  #closed = memory.get("tour") === "closed";

  /** `desk` gives the tour its hands: { store, phones, clock, cast, showPhone(phone), complain(error) }. */
  constructor(node, desk) {
    this.node = node;
    this.desk = desk;
    this.live = el("p", { class: "unseen", role: "status" }); // reads the next thing to do aloud
    node.after(this.live);
    this.hands = new Hands(desk);
    this.opener = document.getElementById("tour-open");
    this.opener.addEventListener("click", () => (this.#closed ? this.open() : this.close()));
    for (const type of ["state", "chat", "message", "pressed", "clock"]) desk.store.on(type, () => this.#later());
    this.#step = this.#firstOpen(0);
    this.dress();
    if (this.#closed) this.#hide();
  }

  open() {
    this.#closed = false;
    memory.set("tour", "open");
    this.node.hidden = false;
    document.body.classList.add("touring");
    this.opener.setAttribute("aria-expanded", "true");
    this.dress();
    this.node.querySelector("button")?.focus({ preventScroll: true });
  }

  close() {
    this.#closed = true;
    memory.set("tour", "closed");
    this.#hide();
    this.opener.focus();
  }

  #hide() {
    this.node.hidden = true;
    document.body.classList.remove("touring");
    this.opener.setAttribute("aria-expanded", "false");
    this.hands.point(null);
  }

  /** Draws the programme anew, in the page's language. */
  dress() {
    if (!this.#closed) document.body.classList.add("touring");
    this.opener.setAttribute("aria-expanded", String(!this.#closed));
    const done = this.#step >= STEPS.length;
    const helping = document.activeElement?.classList.contains("tour-help");
    const close = el("button", { type: "button", class: "tool tour-close", "aria-label": t("tour.close"), title: t("tour.close"), onclick: () => this.close() }, icon("close"));
    this.node.replaceChildren(
      el("header", { class: "tour-head" }, el("h2", { text: t("tour.title") }), el("p", { text: t("tour.lead") }), close),
      el("ol", { class: "tour-list" }, STEPS.map((step, index) => this.#row(step, index))),
    );
    if (done) this.node.append(el("div", { class: "tour-end", role: "status" }, el("p", { text: t("tour.end") }), this.#again()));
    if (helping) this.node.querySelector(".tour-help, .tour-end .wide")?.focus({ preventScroll: true });
    this.#point();
  }

  #again() {
    return el("button", { type: "button", class: "wide", text: t("tour.again"), onclick: () => this.#go(0) });
  }

  #row(step, index) {
    const now = index === this.#step;
    const state = now ? "now" : index < this.#step ? "past" : "ahead";
    const sign = el("span", { class: "tour-sign", "aria-hidden": "true" }, state === "past" ? icon("check") : String(index + 1));
    const title = el("button", {
      type: "button", class: "tour-title", "aria-current": now ? "step" : null, onclick: () => this.#go(index),
    }, el("span", { text: t(`tour.${step.id}.title`) }));
    return el("li", { class: `tour-step ${state}` }, sign, el("div", { class: "tour-words" }, title, now ? this.#body(step) : null));
  }

  #body(step) {
    const act = this.#act(step);
    const help = el("button", {
      type: "button", class: "wide primary tour-help", "aria-busy": this.#busy ? "true" : null, onclick: () => this.help(),
    }, icon("hand"), el("span", { text: t(this.#busy ? "tour.helping" : "tour.help") }));
    const skip = el("button", { type: "button", class: "wide quiet tour-skip", text: t("tour.skip"), onclick: () => this.#go(this.#step + 1) });
    const [lead, ...quoted] = this.#words(step, act).split("`");
    const task = el("p", { class: "tour-act" }, lead);
    quoted.forEach((words, index) => task.append(index % 2 ? words : el("kbd", { text: words })));
    return el("div", { class: "tour-body" },
      el("p", { class: "tour-why", text: t(`tour.${step.id}.text`) }), task,
      el("div", { class: "tour-buttons" }, help, skip));
  }

  /** What to do, in the page's language, with the buttons as the bot writes them. */
  #words(step, act) {
    return t(`tour.${step.id}.${act.id}`, botWords(this.desk.store.state.language));
  }

  /** The first act of a step that is not done yet, or its last. */
  #act(step) {
    return step.acts.find((act) => !act.done(this.hands)) ?? step.acts.at(-1);
  }

  #stepDone(step) {
    return step.acts.every((act) => act.done(this.hands));
  }

  #firstOpen(from) {
    let index = from;
    while (index < STEPS.length && this.#stepDone(STEPS[index])) index += 1;
    return index;
  }

  #go(index) {
    this.#step = index;
    this.dress();
    this.node.querySelector(".tour-help")?.focus({ preventScroll: true });
    this.node.querySelector(".tour-step.now")?.scrollIntoView({ block: "nearest" });
  }

  #waiting = 0;

  /** Looks again once things are quiet: many events come at one moment. */
  #later() {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#look(), 150);
  }

  #shownAct = "";

  #look() {
    if (this.#closed) return;
    const step = STEPS[this.#step];
    if (step && !this.#busy && this.#stepDone(step)) {
      this.#step = this.#firstOpen(this.#step + 1);
      this.dress();
      this.node.querySelector(".tour-step.now")?.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    } else if (step && `${step.id}.${this.#act(step).id}` !== this.#shownAct) this.dress();
    else this.#point();
  }

  #point() {
    const step = STEPS[this.#step];
    if (this.#closed || !step) {
      this.hands.point(null);
      return;
    }
    const act = this.#act(step);
    this.#shownAct = `${step.id}.${act.id}`;
    const words = this.#words(step, act).replaceAll("`", "");
    if (this.live.textContent !== words) this.live.textContent = words;
    this.hands.point(act);
  }

  /** Does the acts of this step for the person, one after the other, as a hand would. */
  async help() {
    const step = STEPS[this.#step];
    if (this.#busy || !step) return;
    this.#busy = true;
    this.dress();
    try {
      for (const act of step.acts) {
        await this.hands.settled(act, act.first ?? 0);
        for (let tries = 0; !act.done(this.hands) && tries < (act.tries ?? 1); tries += 1) {
          this.hands.point(act);
          await pause(calm() ? 50 : 450);
          await this.hands.perform(act);
          await this.hands.settled(act);
        }
        if (!act.done(this.hands)) break;
      }
    } catch (error) {
      this.desk.complain(error);
    } finally {
      this.#busy = false;
      this.dress();
      this.#later();
    }
  }
}
