"""The three calls the bot makes all day, without building the library's object of each answer.

`Bot.do_api_request` is the library's own door to a method by name. Building a Message from an answer of
which only the number is wanted takes as long as all the rest of a send. Method names are written in lower
case, as Telegram takes any case and the library would point at its slower method of the same name.
"""

from typing import Any

from telegram import Bot

HTML = "HTML"
NO_PREVIEW = {"is_disabled": True}
Keyboard = dict[str, Any]


async def send_message(
    bot: Bot, chat: int, text: str, markup: Keyboard | None, mode: str | None = HTML
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
    sent = await bot.do_api_request("sendmessage", said)
    return int(sent["message_id"])


async def edit_message(bot: Bot, chat: int, message: int, text: str, markup: Keyboard | None) -> None:
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
    await bot.do_api_request("editmessagetext", said)


async def answer_press(bot: Bot, press: str, toast: str) -> None:
    """Stop the spinner on a pressed button, with up to 200 letters over it.

    Raises:
        TelegramError: the press is too old, or Telegram is out of reach.
    """
    said: dict[str, Any] = {"callback_query_id": press}
    if toast:
        said["text"] = toast[:200]
    await bot.do_api_request("answercallbackquery", said)
