"""The error sentences with which Telegram refuses a call, and the exception that carries one."""

from typing import Any


class Refused(Exception):
    """A call is answered with ok=false; `code` is also the HTTP status."""

    def __init__(
        self, code: int, description: str, *, retry_after: int | None = None, migrate_to: int | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.migrate_to = migrate_to

    def body(self) -> dict[str, Any]:
        """The JSON object that Telegram would answer."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        elif self.migrate_to is not None:
            answer["parameters"] = {"migrate_to_chat_id": self.migrate_to}
        return answer


def bad_request(why: str) -> Refused:
    """400 with Telegram's own beginning."""
    return Refused(400, f"Bad Request: {why}")


def forbidden(why: str) -> Refused:
    """403 with Telegram's own beginning."""
    return Refused(403, f"Forbidden: {why}")


def too_many(seconds: int) -> Refused:
    """429 that says after how many seconds the same call may be tried again."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


UNAUTHORIZED = "Unauthorized"
NOT_FOUND = "Not Found"
TOO_LARGE = "Request Entity Too Large"
OTHER_POLL = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_CAME = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
