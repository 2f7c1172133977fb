// Keeps the page live: listens to the server's events and comes back by itself after a break.

const FIRST_WAIT = 500; // milliseconds; doubled up to LONGEST_WAIT while the server is away
const LONGEST_WAIT = 8000;

/** Listens for ever. `onEvent(event)` for each, `onOpen()` at every (re)connection, `onBreak()` when it breaks. */
export function listen({ onEvent, onOpen, onBreak }) {
  let wait = FIRST_WAIT;
  const connect = () => {
    const source = new EventSource("/sandbox/events");
    source.onopen = () => {
      wait = FIRST_WAIT;
      onOpen();
    };
    source.onmessage = (message) => onEvent(JSON.parse(message.data));
    source.onerror = () => {
      // The browser's own retry gives up for good on an error answer, so each break starts a new connection.
      source.close();
      onBreak();
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };
  connect();
}
