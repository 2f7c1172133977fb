"""A bot that does what the test tells it, over HTTP through python-telegram-bot: it waits and answers."""

import asyncio

from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update


def keyboard(*rows: tuple[str, ...]) -> InlineKeyboardMarkup:
    """Inline buttons; the data of each is its label's first word in lower case."""
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=label.split()[0].lower()) for label in row]
            for row in rows
        ]
    )


class ScriptedBot:
    """Takes updates one after the other."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self._waiting: list[Update] = []
        self._offset = 0

    async def update(self) -> Update:
        """The next update, waited for."""
        async with asyncio.timeout(20):
            while not self._waiting:
                self._waiting += await self.bot.get_updates(offset=self._offset, timeout=1)
        update = self._waiting.pop(0)
        self._offset = update.update_id + 1
        return update

    async def message(self) -> Message:
        """The next update, which is a message."""
        update = await self.update()
        assert update.message, update
        return update.message

    async def press(self) -> CallbackQuery:
        """The next update, which is a press."""
        update = await self.update()
        assert update.callback_query, update
        return update.callback_query
