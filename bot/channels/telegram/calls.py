"""The three calls the bot makes all day, without the library's objects for what is sent and answered.

Building a Message from an answer of which only the number is wanted takes as long as all the rest of a send,
and building the request through the library a fifth of it. Errors are the library's all the same.
"""

from typing import Any

from telegram.error import TelegramError

from bot.channels.telegram.transport import AiohttpRequest

HTML = "HTML"
NO_PREVIEW = {"is_disabled": True}
Keyboard = dict[str, Any]


class Calls:
    """The calls of one bot; `base` is its address with the token, as `Bot.base_url` tells it."""

    def __init__(self, request: AiohttpRequest, base: str) -> None:
        self._request = request
        self._send = f"{base}/sendMessage"
        self._edit = f"{base}/editMessageText"
        self._answer = f"{base}/answerCallbackQuery"

    async def send_message(
        self, chat: int, text: str, markup: Keyboard | None, mode: str | None = HTML
    ) -> int:
        """Send a text; returns the message's number.

        Raises:
            TelegramError: what endings.py translates.
        """
        said: dict[str, Any] = {"chat_id": chat, "text": text, "link_preview_options": NO_PREVIEW}
        if mode:
            said["parse_mode"] = mode
        if markup:
            said["reply_markup"] = markup
        return _number(await self._request.call(self._send, said))

    async def edit_message(self, chat: int, message: int, text: str, markup: Keyboard | None) -> None:
        """Put another text and other buttons in place of an own message.

        Raises:
            TelegramError: what endings.py translates.
        """
        said: dict[str, Any] = {
            "chat_id": chat,
            "message_id": message,
            "text": text,
            "parse_mode": HTML,
            "link_preview_options": NO_PREVIEW,
        }
        if markup:
            said["reply_markup"] = markup
        await self._request.call(self._edit, said)

    async def answer_press(self, press: str, toast: str) -> None:
        """Stop the spinner on a pressed button, with up to 200 letters over it.

        Raises:
            TelegramError: the press is too old, or Telegram is out of reach.
        """
        said: dict[str, Any] = {"callback_query_id": press}
        if toast:
            said["text"] = toast[:200]
        await self._request.call(self._answer, said)


def _number(message: Any) -> int:
    """The number of the message that was sent; an answer without one cannot be trusted to be one."""
    try:
        return int(message["message_id"])
    except (KeyError, TypeError, ValueError):
        raise TelegramError("Invalid server response") from None
