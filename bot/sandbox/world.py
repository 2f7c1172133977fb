"""The whole sandbox in memory, with short questions that tests ask of it."""

from bot.sandbox.acts import Acts, NotPossible, Toast
from bot.sandbox.state import Call, Message


class World(Acts):
    """Accounts, chats, messages and updates; it knows nothing of committees and nothing of HTTP."""

    def messages(self, user_id: int) -> list[Message]:
        """All messages of the chat, oldest first."""
        return list(self.chats[user_id].messages.values())

    def sent_to(self, user_id: int) -> list[Message]:
        """The bot's messages in this chat as they stand now, oldest first."""
        return [one for one in self.chats[user_id].messages.values() if one["from"]["is_bot"]]

    def said_to(self, user_id: int) -> list[str]:
        """The texts (or captions) of the bot's messages in this chat, oldest first."""
        return [str(one.get("text", one.get("caption", ""))) for one in self.sent_to(user_id)]

    def last_to(self, user_id: int) -> Message | None:
        """The bot's newest message in this chat."""
        sent = self.sent_to(user_id)
        return sent[-1] if sent else None

    async def heard(self, user_id: int, words: str = "", *, after: int = 0, seconds: float = 5.0) -> Message:
        """Wait for a message of the bot that contains `words` and whose id is over `after`.

        Raises AssertionError that shows what was said instead, when none comes in time.
        """

        def found() -> Message | None:
            for one in self.sent_to(user_id):
                if one["message_id"] > after and words in str(one.get("text", one.get("caption", ""))):
                    return one
            return None

        try:
            message: Message = await self.until(found, seconds)
        except TimeoutError:
            said = "\n---\n".join(self.said_to(user_id)[-5:])
            raise AssertionError(f"{user_id} did not hear {words!r}; last heard:\n{said}") from None
        return message

    def buttons(self, message: Message) -> dict[str, str]:
        """Label -> callback data of the buttons under a message."""
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        return {one["text"]: one.get("callback_data", "") for row in rows for one in row}

    async def tap(
        self, user_id: int, label: str, message_id: int | None = None, *, wait: float = 10.0
    ) -> Toast | None:
        """Press the button whose label contains `label`, on this message or the newest that has one."""
        for message in reversed(self.sent_to(user_id)):
            if message_id is not None and message["message_id"] != message_id:
                continue
            for text, data in self.buttons(message).items():
                if label in text and data:
                    return await self.press(user_id, message["message_id"], data, wait=wait)
        raise NotPossible("no_button", f"{label!r} in the chat of {user_id}")

    def calls_of(self, method: str, chat: int | None = None) -> list[Call]:
        """The bot's calls of one method (any letter case), oldest first."""
        name = method.lower()
        return [
            one for one in self.calls if one.method.lower() == name and (chat is None or one.chat == chat)
        ]
