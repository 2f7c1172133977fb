// The list of messages in a phone: order, days, scrolling, moving through it by arrow keys.

import { bubble } from "./bubble.js";
import { day, dayKey } from "./days.js";
import { calm, el, icon, scrollTo } from "./dom.js";
import { t } from "./words.js";

const NEAR = 80; // pixels from the end that still count as being at the end
const AT_ONCE = 30_000; // milliseconds by the sandbox's clock

export class Thread {
  #articles = new Map();
  #current = null;
  #missed = 0;
  #follows = true; // the end stays in view until the person scrolls up
  #asked = null; // when the person wrote last: what is said at once after that comes into view in any case
  #lastTop = 0;

  /** `onSeen()` is called when the end of the list is in view. */
  constructor({ actions, onSeen }) {
    this.actions = actions;
    this.onSeen = onSeen;
    this.botName = "";
    this.ownName = "";
    this.plain = false; // Zalo: nothing to reply to or to edit
    this.messages = new Map();
    this.list = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
    this.empty = el("div", { class: "log-empty" });
    this.scroller = el("div", { class: "thread" }, this.empty, this.list);
    this.toEnd = el("button", { type: "button", class: "to-end", hidden: true, onclick: () => this.end(true) },
      icon("down"), el("span", { class: "to-end-count" }));
    this.node = el("div", { class: "thread-frame" }, this.scroller, this.toEnd);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("focusin", (event) => this.#focused(event));
    this.list.addEventListener("load", () => this.#follow(), true); // a photo that arrives makes the list longer
    new ResizeObserver(() => this.#follow()).observe(this.scroller);
  }

  /** Shows a chat anew, its end in view. */
  show(messages, botName, ownName, plain) {
    Object.assign(this, { botName, ownName, plain });
    this.messages = new Map(messages.map((message) => [message.id, message]));
    this.#articles.clear();
    this.#current = null;
    this.#missed = 0;
    this.#asked = null;
    this.list.setAttribute("aria-live", "off"); // history is not news
    this.list.setAttribute("aria-label", t("thread.label", { bot: botName }));
    this.list.replaceChildren();
    for (const message of messages) this.#place(message);
    this.#days();
    this.#choose(this.#ordered().at(-1));
    this.end(false);
    requestAnimationFrame(() => {
      this.end(false);
      this.list.setAttribute("aria-live", "polite");
    });
  }

  /** Takes in a message that is new, edited or deleted. */
  take(message, change) {
    if (change === "deleted") return this.#remove(message.id);
    this.messages.set(message.id, message);
    if (change === "edited") return this.#redraw(message);
    if (!message.from_bot) this.#asked = message.date;
    const stay = !this.#follows && !this.#isAnswer(message);
    const article = this.#place(message);
    article.classList.add("fresh");
    this.#days();
    if (!this.list.contains(document.activeElement)) this.#choose(article);
    if (stay) {
      this.#missed += 1;
      this.#button();
    } else if (message.from_bot && article.offsetHeight > this.scroller.clientHeight) {
      this.#follows = false; // one reads a long message from its beginning
      scrollTo(article, "start");
    } else this.end(true);
    return article;
  }

  /** Whether a message is the person's own or comes in answer to it. */
  #isAnswer(message) {
    return this.#asked !== null && new Date(message.date) - new Date(this.#asked) < AT_ONCE;
  }

  /** Whether the newest message has come into view, at least its beginning. */
  newestInView() {
    const newest = this.list.lastElementChild;
    return !newest || newest.getBoundingClientRect().top < this.scroller.getBoundingClientRect().bottom - 30;
  }

  atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  end(smooth) {
    this.#follows = true;
    this.#lastTop = 0; // moving down to the end is not scrolling up
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !calm() ? "smooth" : "auto" });
  }

  #follow() {
    if (this.#follows) this.end(false);
    this.#button();
  }

  /** Brings a message into view and shows for a moment which it is. */
  point(id) {
    const article = this.#articles.get(id);
    if (!article) return;
    scrollTo(article, "center");
    article.classList.remove("pointed");
    requestAnimationFrame(() => article.classList.add("pointed"));
  }

  article(id) {
    return this.#articles.get(id);
  }

  #ordered() {
    return [...this.list.querySelectorAll(".message")];
  }

  #draw(message) {
    return bubble(message, {
      quoted: message.reply_to ? this.messages.get(message.reply_to) : null,
      botName: this.botName,
      ownName: this.ownName,
      plain: this.plain,
      actions: this.actions,
    });
  }

  #place(message) {
    const article = this.#draw(message);
    const later = this.#ordered().find((other) => Number(other.dataset.id) > message.id);
    this.list.insertBefore(article, later ?? null);
    this.#articles.set(message.id, article);
    return article;
  }

  #redraw(message) {
    const old = this.#articles.get(message.id);
    if (!old) return null;
    const held = old.contains(document.activeElement);
    const article = this.#draw(message);
    old.replaceWith(article);
    this.#articles.set(message.id, article);
    if (this.#current === old) this.#choose(article);
    if (held) article.focus({ preventScroll: true });
    this.#days();
    if (this.#follows) this.end(true);
    return article;
  }

  #remove(id) {
    const article = this.#articles.get(id);
    this.messages.delete(id);
    this.#articles.delete(id);
    article?.remove();
    this.#days();
    if (this.#current === article) this.#choose(this.#ordered().at(-1));
    return null;
  }

  /** Puts a line before the first message of each day, and marks where a run of one side's messages ends. */
  #days() {
    this.list.querySelectorAll(".day").forEach((line) => line.remove());
    let before = "";
    const all = this.#ordered();
    all.forEach((article, index) => {
      const message = this.messages.get(Number(article.dataset.id));
      const key = dayKey(message.date);
      if (key !== before) article.before(el("div", { class: "day", role: "separator" }, el("span", { text: day(message.date) })));
      before = key;
      const next = all[index + 1];
      article.classList.toggle("last", !next || next.classList.contains("own") !== article.classList.contains("own"));
    });
    this.empty.hidden = all.length > 0;
  }

  /** Makes one message the stop of the Tab key; the buttons of the others are reached through the arrows. */
  #choose(article) {
    const reach = (node, index) => node?.querySelectorAll("button, a").forEach((inner) => (inner.tabIndex = index));
    if (this.#current && this.#current !== article) {
      this.#current.tabIndex = -1;
      reach(this.#current, -1);
    }
    this.#current = article ?? null;
    if (!article) return;
    article.tabIndex = 0;
    reach(article, 0);
  }

  #focused(event) {
    const article = event.target.closest(".message");
    if (article && article !== this.#current) this.#choose(article);
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = this.#ordered();
    const at = all.indexOf(event.target.closest(".message"));
    const goal = {
      ArrowUp: all[at - 1], ArrowDown: all[at + 1], Home: all[0], End: all.at(-1),
    }[event.key];
    if (goal) {
      event.preventDefault();
      goal.focus({ preventScroll: true });
      scrollTo(goal);
    } else if (event.target.classList.contains("message") && !this.plain) {
      const message = this.messages.get(Number(event.target.dataset.id));
      if (event.key === "r" || event.key === "R") this.actions.onReply(message);
      else if ((event.key === "e" || event.key === "E") && !message.from_bot) this.actions.onEdit(message);
      else return;
      event.preventDefault();
    }
  }

  #scrolled() {
    const { scrollTop } = this.scroller;
    if (this.atEnd()) {
      this.#follows = true;
      this.#missed = 0;
    } else if (scrollTop < this.#lastTop - 2) {
      this.#follows = false;
      this.#asked = null;
    }
    this.#lastTop = scrollTop;
    this.onSeen();
    this.#button();
  }

  #button() {
    this.toEnd.hidden = this.atEnd();
    this.toEnd.classList.toggle("unread", this.#missed > 0);
    this.toEnd.lastChild.textContent = this.#missed || "";
    this.toEnd.setAttribute("aria-label", this.#missed ? t("thread.unread", { count: this.#missed }) : t("thread.end"));
  }
}
