// The control routes of the sandbox server, one function each.

/** What a route answered when it would not do a thing. */
export class Refused extends Error {
  constructor(status, reason) {
    super(reason || `HTTP ${status}`);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  const answer = await fetch(path, options);
  const body = await answer.text();
  let read = {};
  try {
    read = body ? JSON.parse(body) : {};
  } catch {
    read = { error: body.slice(0, 200) };
  }
  if (!answer.ok) throw new Refused(answer.status, read.error || read.description);
  return read;
}

function post(path, values = {}) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(values),
  });
}

const chat = (person, what) => `/sandbox/chat/${person}${what ? `/${what}` : ""}`;

export const getState = () => ask("/sandbox/state");
export const getChat = (person) => ask(chat(person));
export const join = (person) => post(chat(person, "join"));
export const sendText = (person, text, replyTo) =>
  post(chat(person, "text"), replyTo ? { text, reply_to: replyTo } : { text });
export const press = (person, message, data) => post(chat(person, "press"), { message_id: message, data });
export const editText = (person, message, text) => post(chat(person, "edit"), { message_id: message, text });
export const sendSticker = (person) => post(chat(person, "sticker"));
export const sendLink = (person) => post(chat(person, "link"));
export const setBlocked = (person, blocked) => post(chat(person, "block"), { blocked });
export const turnClock = (turn) => post("/sandbox/clock", turn);

/** Sends a file as "photo" or "document", with a caption or none. */
export function sendFile(person, file, caption, as) {
  const form = new FormData();
  form.append("caption", caption);
  form.append("as", as);
  form.append("file", file, file.name);
  return ask(chat(person, "file"), { method: "POST", body: form });
}
