"""What is odd about Zalo's Bot API, or differs from report to report; each can be switched on a world."""

from dataclasses import dataclass

BLOCKED_403 = (403, "Forbidden")
BLOCKED_404 = (404, "Chat not found")
EVERY_CODE = frozenset({400, 401, 403, 404, 408, 429, 500, 502, 504})
BASIC_USERS = 50  # people who may write to one bot on the free plan
BASIC_MESSAGES = 3000  # messages of one bot in a month on the free plan


@dataclass
class Oddities:
    """How the server behaves where nobody is sure, or where it does not do what one expects."""

    code_in_success: bool = True  # `"error_code": 0` in an answer that is ok
    told_by_body_only: frozenset[int] = frozenset({401})  # refusals with these codes come as HTTP 200
    wrapped_webhook: bool = False  # posts are {"ok", "result": event} as documented, not the bare event
    probes_webhook: bool = False  # a new webhook first gets a post with an empty body
    webhook_info_404: bool = True  # getWebhookInfo of a bot without webhook is "not found"
    photo_field: str = "photo_url"  # the documents call it "photo"
    unknown_fields: bool = False  # objects have fields that no document names
    links_unsupported: bool = True  # a text that is nothing but a link comes as an event without content
    blocked: tuple[int, str] = BLOCKED_403  # how a send to somebody who blocked the bot is refused
    replays: int = 0  # how many times an update that was handed over comes again
    replays_after_return: bool = False  # a poller that comes back gets the last hundred updates again
    loses_when_away: bool = False  # what comes while nobody polls is lost


@dataclass
class Plan:
    """What the bot's owner has paid for, and what is used of it in the month `month`."""

    users: int | None = BASIC_USERS  # who comes after these is not brought to the bot
    messages: int | None = BASIC_MESSAGES  # a month
    counts_incoming: bool = False
    month: str = ""  # "2026-11"
    sent: int = 0
    came: int = 0

    def turn_to(self, month: str) -> None:
        """A new month begins with nothing used."""
        if month != self.month:
            self.month, self.sent, self.came = month, 0, 0

    @property
    def used_up(self) -> bool:
        """Whether one more message is one too many."""
        used = self.sent + (self.came if self.counts_incoming else 0)
        return self.messages is not None and used >= self.messages
