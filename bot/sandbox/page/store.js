// What the page knows: the state, the chats that were opened, what is unread, what was pressed; tells who listens.

import * as api from "./api.js";
import { joinedOn, platformOf } from "./platforms.js";

const SOON = 250; // milliseconds

/**
 * Events: "state", "clock", "chat" {chat} (all of it anew), "message" {chat, message, change} (change is
 * "new", "edited" or "deleted"), "commands" {chat}, "unread" {chat}, "pressed" {chat, label}.
 */
export class Store extends EventTarget {
  state = null;
  connected = false;
  chats = new Map();
  unread = new Map();
  pressed = [];
  #loading = new Map();
  #asking = null;
  #turns = 0; // of the clock

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  on(type, listener) {
    this.addEventListener(type, (event) => listener(event.detail));
  }

  async loadState() {
    const turns = this.#turns;
    const state = await api.getState();
    // An event that came meanwhile is younger than the answer.
    this.state = turns === this.#turns ? state : { ...state, clock: this.state.clock };
    this.#tell("state");
    this.#tell("clock");
  }

  /** The person whose account this is, in either app. */
  person(id) {
    return this.state.people.find((person) => person.user_id === id || (id && person.zalo === id));
  }

  /** Whether the person has joined with this account. */
  joined(id) {
    const person = this.person(id);
    return Boolean(person && joinedOn(person, platformOf(id)));
  }

  chat(id) {
    return this.chats.get(id);
  }

  /** The chat's messages, oldest first. */
  messages(id) {
    const chat = this.chats.get(id);
    return chat ? [...chat.messages.values()].sort((one, other) => one.id - other.id) : [];
  }

  /** Loads a chat once; `again` loads it anew. */
  async openChat(id, again = false) {
    if (this.chats.has(id) && !again) return this.chats.get(id);
    if (!this.#loading.has(id)) {
      this.#loading.set(
        id,
        api.getChat(id).then((chat) => {
          const messages = new Map(chat.messages.map((message) => [message.id, message]));
          this.chats.set(id, { ...chat, messages });
          this.#tell("chat", { chat: id });
          return this.chats.get(id);
        }).finally(() => this.#loading.delete(id)),
      );
    }
    return this.#loading.get(id);
  }

  /** After a break: the state and every opened chat anew, since events may have been missed. */
  async catchUp() {
    await this.loadState();
    await Promise.all([...this.chats.keys()].map((id) => this.openChat(id, true)));
  }

  /** Takes in one of the server's events. */
  async take(event) {
    if (event.type === "clock") this.setClock(event.clock);
    else if (event.type === "people") await this.loadState();
    else if (event.type === "commands") {
      const chat = this.chats.get(event.chat);
      if (chat) chat.commands = event.commands;
      this.#tell("commands", { chat: event.chat });
      this.#askWhoIsIn(); // a new menu is what somebody gets who joins or leaves
    } else this.#takeMessage(event);
  }

  async #takeMessage({ type, chat: id, message }) {
    if (this.#loading.has(id)) await this.#loading.get(id);
    const chat = this.chats.get(id);
    if (type === "message" && message.from_bot) this.setUnread(id, (this.unread.get(id) ?? 0) + 1);
    if (message.from_bot && !this.joined(id)) this.#askWhoIsIn();
    if (!chat) return;
    const known = chat.messages.has(message.id);
    if (type === "deleted") chat.messages.delete(message.id);
    else chat.messages.set(message.id, message);
    const begins = !message.from_bot && !chat.started;
    if (begins) chat.started = true;
    const change = type === "deleted" ? "deleted" : known ? "edited" : "new";
    this.#tell("message", { chat: id, message, change });
    if (begins) this.#tell("commands", { chat: id });
  }

  /** Asks the server a little later who has joined: once for many messages, never later than SOON. */
  #askWhoIsIn() {
    this.#asking ??= setTimeout(() => {
      this.#asking = null; // from here on a message asks anew, since it may be younger than the answer
      this.loadState().catch(() => {}); // a break is told by live.js
    }, SOON);
  }

  setClock(clock) {
    this.state.clock = clock;
    this.#turns += 1;
    this.#tell("clock");
  }

  setUnread(id, count) {
    if ((this.unread.get(id) ?? 0) === count) return;
    this.unread.set(id, count);
    this.#tell("unread", { chat: id });
  }

  /** Presses a button as `id`; answers what the bot says over it. */
  async press(id, message, button) {
    this.pressed.push({ chat: id, label: button.text, message: message.id });
    const answer = await api.press(id, message.id, button.data);
    this.#tell("pressed", { chat: id, label: button.text });
    await this.#withoutEvents(id);
    return answer;
  }

  /** Does one thing on a control route, then looks again where no event would tell. */
  async act(id, thing, ...values) {
    const answer = await api[thing](id, ...values);
    if (thing === "join" || thing === "setBlocked") await this.openChat(id, true);
    else await this.#withoutEvents(id);
    return answer;
  }

  async turnClock(turn) {
    const answer = await api.turnClock(turn);
    this.setClock(answer.clock);
  }

  async #withoutEvents(id) {
    if (!this.connected) await this.openChat(id, true);
  }
}
