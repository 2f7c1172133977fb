// Starts the page: words, state, three phones, the clock, the tour; then keeps all of it live.

import { Clock } from "./clock.js";
import { el, memory } from "./dom.js";
import { listen } from "./live.js";
import { Phone, seating } from "./phone.js";
import { accountOf, TELEGRAM } from "./platforms.js";
import { Store } from "./store.js";
import { Tabs } from "./tabs.js";
import { Tour } from "./tour.js";
import { knows, language, loadWords, onLanguage, setLanguage, t } from "./words.js";

const PARTS = { member: 0, secretary: 1, chair: 2 }; // which phone plays which part of the tour
const NOTICE = 7000; // milliseconds that a notice stays

const store = new Store();
const notices = document.getElementById("notices");

/** Shows what failed, in words; a reason without words of ours is shown as it came. */
function complain(error) {
  const known = knows(`error.${error.message}`);
  const words = known ? t(`error.${error.message}`) : t(error.status ? "error.refused" : "error.network");
  const notice = el("div", { class: "notice" }, el("strong", { text: words }), known ? null : el("span", { text: error.message }));
  notices.append(notice);
  setTimeout(() => notice.remove(), NOTICE);
}

const clock = new Clock({
  node: document.getElementById("clock"),
  turn: (request) => store.turnClock(request),
  complain,
});
store.on("clock", () => clock.set(store.state.clock));

/** Seats somebody with an app; who is shown so on another phone changes places with whoever was here. */
async function seat(phone, person, platform) {
  const account = accountOf(person, platform);
  const other = phones.find((candidate) => candidate !== phone && candidate.person && candidate.account === account);
  const before = { person: phone.person, platform: phone.platform };
  await Promise.all([
    phone.seat(person, platform),
    other && before.person ? other.seat(before.person, before.platform) : null,
  ]);
  memory.set("phones", phones.map((one) => `${one.person.user_id}:${one.platform}`).join(","));
  tabs.show();
  tour?.dress();
}

let phones = [];
let tabs = null;
let tour = null; // only where the server proposes somebody for each of its parts

/** The people whom the server proposes for the tour's parts. */
function cast() {
  const [member, secretary, chair] = store.state.phones;
  return { member, secretary, chair };
}

/** Brings the person of a part, with Telegram, to a phone, and that phone into view. */
async function showPerson(part) {
  const id = cast()[part];
  let phone = phones.find((candidate) => candidate.account === id);
  if (!phone) {
    phone = phones[PARTS[part]];
    await seat(phone, store.person(id), TELEGRAM);
  }
  tabs.choose(phone.index);
  return phone;
}

function showConnection(connected) {
  store.connected = connected;
  document.getElementById("break").hidden = connected;
}

function wireLanguage() {
  const buttons = [...document.querySelectorAll("[data-language]")];
  const mark = () => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.language === language()));
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      memory.set("language", button.dataset.language);
      setLanguage(button.dataset.language);
    });
  }
  onLanguage(() => {
    mark();
    clock.set(store.state.clock);
    for (const phone of phones) phone.dress();
    tabs.show();
    tour?.dress();
  });
  mark();
}

function startTour() {
  const opener = document.getElementById("tour-open");
  opener.hidden = store.state.phones.length < Object.keys(PARTS).length;
  if (opener.hidden) {
    document.getElementById("tour").hidden = true;
    return;
  }
  const desk = {
    store, phones, clock, cast, showPerson, complain,
    place: (part) => PARTS[part],
    pointTab: (phone) => tabs.point(phone),
  };
  tour = new Tour(document.getElementById("tour"), desk);
}

async function start() {
  await store.loadState();
  await loadWords(memory.get("language") ?? store.state.language);
  const seats = seating(store.state);
  phones = seats.map((_, index) => new Phone({ store, index, onSeat: seat, complain }));
  tabs = new Tabs(document.getElementById("tabs"), phones, store);
  document.getElementById("phones").append(...phones.map((phone) => phone.node));
  clock.onTick((now) => phones.forEach((phone) => phone.tick(now)));
  clock.set(store.state.clock);
  await Promise.all(phones.map((phone, index) => phone.seat(store.person(seats[index].id), seats[index].platform)));
  await Promise.all(store.state.phones.map((id) => store.openChat(id)));
  tabs.show();
  startTour();
  wireLanguage();
  document.body.dataset.ready = "true";
  listen({
    onEvent: (event) => store.take(event).catch(complain),
    onOpen: () => {
      showConnection(true);
      store.catchUp().catch(complain);
    },
    onBreak: () => showConnection(false),
  });
}

start().catch(complain);
