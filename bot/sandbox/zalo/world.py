"""The whole Zalo sandbox of one bot, with short questions that tests ask of it."""

import re

from bot.sandbox.acts import NotPossible
from bot.sandbox.state import Call
from bot.sandbox.zalo.acts import ZaloActs
from bot.sandbox.zalo.state import ZaloMessage

_NUMBERED = re.compile(r"(\d{1,3})\.\s+(\S.*)")


class ZaloWorld(ZaloActs):
    """Accounts, chats and messages; it knows nothing of committees and nothing of HTTP."""

    @property
    def waiting(self) -> int:
        """How many events the bot has not done with: queued, or in the hands of the poller."""
        return self.updates.waiting

    def messages(self, account: str) -> list[ZaloMessage]:
        """All messages of the chat, oldest first."""
        return list(self.chats[account].messages)

    def sent_to(self, account: str) -> list[ZaloMessage]:
        """The bot's messages in this chat, oldest first."""
        return [one for one in self.chats[account].messages if one.from_bot]

    def said_to(self, account: str) -> list[str]:
        """The texts (or captions) of the bot's messages in this chat, oldest first."""
        return [one.text for one in self.sent_to(account)]

    def last_to(self, account: str) -> ZaloMessage | None:
        """The bot's newest message in this chat."""
        sent = self.sent_to(account)
        return sent[-1] if sent else None

    async def heard(
        self, account: str, words: str = "", *, after: int = 0, seconds: float = 5.0
    ) -> ZaloMessage:
        """Wait for a message of the bot that contains `words` and whose serial is over `after`.

        Raises AssertionError that shows what was said instead, when none comes in time.
        """

        def found() -> ZaloMessage | None:
            fitting = (one for one in self.sent_to(account) if one.serial > after and words in one.text)
            return next(fitting, None)

        try:
            message: ZaloMessage = await self.until(found, seconds)
        except TimeoutError:
            said = "\n---\n".join(self.said_to(account)[-5:])
            name = self.chats[account].name
            raise AssertionError(f"{name} did not hear {words!r}; last heard:\n{said}") from None
        return message

    def choices(self, message: ZaloMessage) -> dict[str, int]:
        """Label -> number of the list that stands at the end of a message; a list follows a colon."""
        found: dict[str, int] = {}
        lines = message.text.rstrip().split("\n")
        while lines and (line := _NUMBERED.fullmatch(lines[-1].strip())):
            found = {line[2]: int(line[1]), **found}
            lines.pop()
        return found if lines and lines[-1].rstrip().endswith(":") else {}

    async def offered(self, account: str, label: str, *, seconds: float = 5.0) -> ZaloMessage:
        """Wait for a list of choices of which one is called `label`; TimeoutError when none comes."""

        def found() -> ZaloMessage | None:
            return next((one for one in self.sent_to(account) if label in self.choices(one)), None)

        message: ZaloMessage = await self.until(found, seconds)
        return message

    def choose(self, account: str, label: str, message: ZaloMessage | None = None) -> ZaloMessage:
        """Write the number of the choice that is called `label`, or else contains it, in this message.

        Without a message it is the newest that offers such a choice.
        """
        for one in (message,) if message else reversed(self.sent_to(account)):
            choices = self.choices(one)
            for words in (label, *choices):
                if words in choices and label in words:
                    return self.say(account, str(choices[words]))
        raise NotPossible("no_button", f"{label!r} in the chat of {self.chats[account].name}")

    def calls_of(self, method: str, chat: str | None = None) -> list[Call]:
        """The bot's calls of one method, oldest first."""
        return [one for one in self.calls if one.method == method and chat in (None, one.chat)]
