"""Telegram as a channel: sends promises, answers presses, hands over what comes in."""

import asyncio
import logging
from pathlib import Path
from typing import Any

from telegram import Bot, BotCommand, BotCommandScopeChat, InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.base import Ending, Progress, Refused, Sent, Take
from bot.channels.place import WebhookPlace
from bot.channels.telegram import dress
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.endings import ending_of, is_gone_message, is_unmodified, is_unparsed
from bot.channels.telegram.poll import Poll, TokenRefused
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.webhook import TelegramWebhook
from bot.clock import Clock
from bot.delivery.pacing import Pace
from messages.envelope import Attachment, Incoming
from storage.outbox import Promise
from storage.own_bots import OwnBot

log = logging.getLogger(__name__)

POLL_SECONDS = 25  # the server holds an empty poll open for so long


class TelegramChannel:
    """The channel. It never repeats a send; what an error means is decided in endings.py."""

    name = "telegram"
    pace = Pace()

    def __init__(
        self,
        token: str,
        api_url: str,
        clock: Clock,
        proxy: str = "",
        *,
        webhook: WebhookPlace | None = None,
        patience: float = 15.0,  # seconds until an answer that does not come is given up
    ) -> None:
        # One pool of connections for calls, another for the one long poll.
        self._requests = (
            AiohttpRequest(proxy=proxy, read_timeout=patience),
            AiohttpRequest(connections=2, proxy=proxy, read_timeout=patience),
        )
        self.bot = Bot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
        )
        self._calls = Calls(self._requests[0], self.bot.base_url)
        self._uploaded: dict[tuple[str, str], tuple[int, str]] = {}
        self.poll = Poll(self.bot, self._requests[1], clock, POLL_SECONDS)
        self.webhook = TelegramWebhook(self.bot, clock, webhook) if webhook else None

    @property
    def last_good(self) -> float:
        """When something was last received, or surely nothing was there (time.monotonic)."""
        return self.webhook.last_good if self.webhook else self.poll.last_good

    async def open(self) -> None:
        """Open the pools and the webhook's door; says nothing to Telegram yet, which may be out of reach.

        Raises:
            OSError: the webhook's port is in use.
        """
        for request in self._requests:
            await request.initialize()
        if self.webhook:
            await self.webhook.door.open()

    async def close(self) -> None:
        """Close door and pools."""
        if self.webhook:
            await self.webhook.door.close()
        for request in self._requests:
            await request.shutdown()

    async def username(self) -> str | None:
        """The bot's username without "@", or nothing when Telegram is out of reach.

        Raises:
            TokenRefused: Telegram does not know this token.
        """
        try:
            return (await self.bot.get_me()).username
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError:
            return None

    async def own_bot(self) -> OwnBot | None:
        """Which bot this is, or nothing when Telegram is out of reach.

        Raises:
            TokenRefused: Telegram does not know this token.
        """
        try:
            me = await self.bot.get_me()
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError:
            return None
        return OwnBot(str(me.id), me.username or "")

    async def fetch(self, ref: str) -> bytes | None:
        """A file that somebody has sent, by Telegram's name for it; nothing when it cannot be had."""
        try:
            file = await self.bot.get_file(ref)
            return bytes(await file.download_as_bytearray())
        except TelegramError as error:
            log.warning("a file could not be fetched: %s", error.message)
            return None

    async def receive(self, take: Take) -> None:
        """Take posts where a webhook is set, else poll, for ever."""
        if self.webhook:
            await self.webhook.run(take)
        else:
            await self.poll.run(take)

    async def answer_press(self, incoming: Incoming, toast: str) -> None:
        """Stop the spinner; a press that is too old to be answered is nobody's harm."""
        try:
            await self._calls.answer_press(incoming.press_id, toast)
        except TelegramError as error:
            log.debug("a press could not be answered: %s", error.message)

    async def send(self, promise: Promise, progress: Progress) -> Ending:
        """Send one promise: the menu first, then an edit, a file or text in as many parts as it needs."""
        out = promise.outgoing
        try:
            chat = int(promise.chat)
            if out.commands is not None and progress.parts_sent == 0:
                await self._menu(chat, out.commands)
            if out.attachment is not None:
                return await self._send_file(chat, promise, out.attachment, progress)
            pieces = dress.parts(out.text)
            if _is_ours(out.replaces) and progress.parts_sent == 0 and len(pieces) == 1:
                edited = await self._edit(chat, promise, pieces[0])
                if edited is not None:
                    return edited
                await progress.turn()
            return await self._send_text(chat, promise, pieces, progress)
        except TelegramError as error:
            return ending_of(error)
        except OSError as error:  # the attachment vanished before it was sent
            return Refused(f"attachment: {error.strerror}")
        except Exception as error:  # whatever else is wrong with this one, the others must go on
            log.exception("a promise could not be sent")
            return Refused(f"{type(error).__name__}")

    async def _menu(self, chat: int, commands: tuple[tuple[str, str], ...]) -> None:
        await self.bot.set_my_commands(
            [BotCommand(name, what[:256]) for name, what in commands], scope=BotCommandScopeChat(chat)
        )

    async def _edit(self, chat: int, promise: Promise, text: str) -> Ending | None:
        out = promise.outgoing
        try:
            await self._calls.edit_message(chat, int(out.replaces), text, dress.keyboard(out.choices))
        except TelegramError as error:
            if is_unmodified(error):
                return Sent(out.replaces)
            if is_gone_message(error):
                return None
            raise
        return Sent(out.replaces)

    async def _send_text(self, chat: int, promise: Promise, pieces: list[str], progress: Progress) -> Ending:
        for number in range(progress.parts_sent, len(pieces)):
            if number > promise.parts_sent:
                await progress.turn()
            last = number == len(pieces) - 1
            buttons = dress.keyboard(promise.outgoing.choices) if last else None
            try:
                sent = await self._calls.send_message(chat, pieces[number], buttons)
            except BadRequest as error:
                if not is_unparsed(error):
                    raise
                log.error("formatting that Telegram cannot read; sent without it")
                plain = dress.visible(pieces[number])
                sent = await self._calls.send_message(chat, plain, buttons, mode=None)
            progress.parts_sent = number + 1
            progress.message = str(sent)
        return Sent(progress.message)

    async def _upload(self, attachment: Attachment) -> tuple[str | bytes, int]:
        """A local file: what Telegram called it when it was uploaded before, else its bytes; and its state.

        Raises:
            OSError: the file is gone.
        """
        path = Path(attachment.path)
        changed = (await asyncio.to_thread(path.stat)).st_mtime_ns
        known = self._uploaded.get((attachment.path, attachment.kind))
        if known and known[0] == changed:
            return known[1], changed
        return await asyncio.to_thread(path.read_bytes), changed

    def _remember(self, attachment: Attachment, changed: int, sent: Message) -> None:
        """A file goes up once, and to all others by the name that Telegram gave it, until it has changed."""
        file = sent.photo[-1] if attachment.kind == "photo" and sent.photo else sent.document
        if file is not None:
            self._uploaded[attachment.path, attachment.kind] = (changed, file.file_id)

    async def _send_file(
        self, chat: int, promise: Promise, attachment: Attachment, progress: Progress
    ) -> Ending:
        """The file with its caption; words too long for a caption follow as messages of their own."""
        out = promise.outgoing
        fits = dress.units(dress.visible(out.text)) <= dress.CAPTION_LIMIT
        if progress.parts_sent == 0:
            what: Any = attachment.ref
            changed = 0
            if not what:
                what, changed = await self._upload(attachment)
            send = self.bot.send_photo if attachment.kind == "photo" else self.bot.send_document
            name = attachment.name or Path(attachment.path).name
            named: dict[str, Any] = {"filename": name} if isinstance(what, bytes) else {}
            keyboard = dress.keyboard(out.choices) if fits else None
            sent = await send(
                chat,
                what,
                caption=out.text if fits and out.text else None,
                parse_mode=ParseMode.HTML,
                reply_markup=InlineKeyboardMarkup.de_json(keyboard, self.bot) if keyboard else None,
                **named,
            )
            progress.parts_sent = 1
            progress.message = str(sent.message_id)
            if changed:
                self._remember(attachment, changed, sent)
        if fits:
            return Sent(progress.message)
        return await self._send_text(chat, promise, ["", *dress.parts(out.text)], progress)


def _is_ours(message: str) -> bool:
    """What a promise is to change may have gone over another channel, whose ids are no numbers of 32 bits."""
    return message.isdecimal() and len(message) <= 10
