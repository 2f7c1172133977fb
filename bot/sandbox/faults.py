"""The troubles a test can order: refusals, slow answers, broken connections, nonsense."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """What goes wrong with a call."""

    REFUSE = "refuse"  # answered with ok=false
    DROP_BEFORE = "drop before"  # connection closed, nothing was done
    DROP_AFTER = "drop after"  # done, but the connection is closed instead of an answer
    SILENT_BEFORE = "silent before"  # nothing done, never answered
    SILENT_AFTER = "silent after"  # done, never answered
    GARBLE = "garble"  # done, but the answer is broken JSON


@dataclass
class Fault:
    """One order: the next `times` calls of a method (to a chat, if given) go wrong in this way."""

    method: str
    trouble: Trouble
    chat: int | str | None = None
    times: int = 1
    status: int = 500
    description: str = ""
    retry_after: int | None = None
    migrate_to: int | None = None
    taken: bool = False  # carried out before it was refused, as by a gateway that gave up waiting


SENTENCES = {
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class Faults:
    """Orders that wait; the first that fits a call is used up by it.

    `method` "*" fits every method but getUpdates, which a bot calls all the time.
    """

    def __init__(self, sentences: Mapping[int, str] = SENTENCES, *, tells_wait: bool = True) -> None:
        self._sentences = sentences
        self._tells_wait = tells_wait  # a 429 says after how many seconds to come again
        self.latency = 0.0  # seconds before every answer but getUpdates
        self.orders: list[Fault] = []

    def refuse(
        self,
        method: str,
        status: int,
        description: str = "",
        *,
        chat: int | str | None = None,
        times: int = 1,
        retry_after: int | None = None,
        migrate_to: int | None = None,
        taken: bool = False,
    ) -> None:
        """Answer with this status; the description defaults to the platform's usual one.

        With `taken` the call is carried out all the same, as behind a gateway that gave up waiting.
        """
        if status == 429 and self._tells_wait:
            retry_after = retry_after or 1
            description = description or f"Too Many Requests: retry after {retry_after}"
        description = description or self._sentences.get(status, "Bad Request: unknown error")
        self.orders.append(
            Fault(method, Trouble.REFUSE, chat, times, status, description, retry_after, migrate_to, taken)
        )

    def drop(self, method: str, *, taken: bool, chat: int | str | None = None, times: int = 1) -> None:
        """Close the connection, before or after the call has been carried out (`taken`)."""
        self.orders.append(Fault(method, Trouble.DROP_AFTER if taken else Trouble.DROP_BEFORE, chat, times))

    def silence(self, method: str, *, taken: bool, chat: int | str | None = None, times: int = 1) -> None:
        """Never answer, having carried out the call or not."""
        self.orders.append(
            Fault(method, Trouble.SILENT_AFTER if taken else Trouble.SILENT_BEFORE, chat, times)
        )

    def garble(self, method: str, *, chat: int | str | None = None, times: int = 1) -> None:
        """Carry out the call and answer with half a JSON object."""
        self.orders.append(Fault(method, Trouble.GARBLE, chat, times))

    def clear(self) -> None:
        """Everything works again."""
        self.orders.clear()
        self.latency = 0.0

    def take(self, method: str, chat: int | str | None) -> Fault | None:
        """The trouble this call gets into, if any; counts it."""
        for order in self.orders:
            fits = method != "getUpdates" if order.method == "*" else order.method.lower() == method.lower()
            if fits and (order.chat is None or order.chat == chat):
                order.times -= 1
                if order.times <= 0:
                    self.orders.remove(order)
                return order
        return None
