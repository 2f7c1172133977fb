"""Zalo as a channel: sends promises as texts with numbered choices, hands over what comes in."""

import logging
from collections.abc import Callable
from zoneinfo import ZoneInfo

from bot.channels.base import Ending, Progress, Refused, Sent, Take
from bot.channels.place import WebhookPlace
from bot.channels.zalo import dress
from bot.channels.zalo.client import TOKEN_REFUSED, Said, ZaloClient, ZaloError
from bot.channels.zalo.endings import TOO_MANY, ending_of, is_unformatted
from bot.channels.zalo.poll import Poll, ZaloTokenRefused, lock_of
from bot.channels.zalo.their_time import TheirTime
from bot.channels.zalo.webhook import ZaloWebhook
from bot.clock import Clock
from bot.delivery.pacing import Pace
from messages.envelope import Attachment, Incoming
from messages.voice import Voice
from storage.outbox import Promise
from storage.own_bots import OwnBot

log = logging.getLogger(__name__)

POLL_SECONDS = 25  # the server holds an empty poll open for so long
NOT_IN_STYLE = 3  # so often in a row Zalo may refuse styles, until nothing is sent with them any more


class ZaloChannel:
    """One Zalo bot. It never repeats a send; what an error means is decided in endings.py.

    `public_link` gives the address under which a file can be fetched, empty when it cannot. `language` is the
    committee's: Zalo's own few words are said in it to whoever has not chosen another.
    """

    def __init__(
        self,
        token: str,
        api_url: str,
        clock: Clock,
        *,
        name: str = "zalo",
        per_second: int = 5,
        public_link: Callable[[Attachment], str] | None = None,
        language: str = "vi",
        webhook: WebhookPlace | None = None,
        poll_floor: float = 1.0,  # seconds
        patience: float = 15.0,  # seconds until an answer that does not come is given up
    ) -> None:
        self.name = name
        self.pace = Pace(per_second=per_second, chat_spacing=1.0, chat_burst=1)
        times = TheirTime(clock)
        self.client = ZaloClient(token, api_url, patience, times.learn)
        self._voice = Voice(language, ZoneInfo("UTC"), "")
        self._public_link = public_link
        self._refused_styles = 0
        self.poll = Poll(
            self.client, clock, times, name, seconds=POLL_SECONDS, floor=poll_floor, lead=lock_of(token)
        )
        self.webhook = ZaloWebhook(self.client, clock, times, name, webhook) if webhook else None

    @property
    def last_good(self) -> float:
        """When something was last received, or surely nothing was there (time.monotonic)."""
        return self.webhook.last_good if self.webhook else self.poll.last_good

    async def open(self) -> None:
        """Open the pool and the webhook's door; says nothing to Zalo yet, which may be out of reach.

        Raises:
            OSError: the webhook's port is in use.
        """
        await self.client.open()
        if self.webhook:
            await self.webhook.door.open()

    async def close(self) -> None:
        """Close door and pool."""
        if self.webhook:
            await self.webhook.door.close()
        await self.client.close()

    async def own_bot(self) -> OwnBot | None:
        """Which bot this is, or nothing when Zalo is out of reach; without an id when its quota is used up.

        Raises:
            ZaloTokenRefused: Zalo does not know this token.
        """
        try:
            me = await self.client.me()
        except Said as said:
            if said.code == TOKEN_REFUSED:
                raise ZaloTokenRefused from None
            return OwnBot("") if said.code == TOO_MANY else None
        except ZaloError:
            return None
        return OwnBot(str(me.get("id") or ""), str(me.get("display_name") or me.get("account_name") or ""))

    async def receive(self, take: Take) -> None:
        """Take posts where a webhook is set, else poll, for ever."""
        if self.webhook:
            await self.webhook.run(take)
        else:
            await self.poll.run(take)

    async def answer_press(self, incoming: Incoming, toast: str) -> None:
        """Nothing to do: there are no buttons, so none waits."""

    async def send(self, promise: Promise, progress: Progress) -> Ending:
        """Send one promise in as many parts as it needs; menus and changes in place do not exist here."""
        try:
            link = self._link(promise.outgoing.attachment)
            photo = promise.outgoing.attachment
            if photo is not None and photo.kind == "photo" and link:
                return await self._send_photo(promise, progress, link)
            parts = dress.parts(promise.outgoing, self._voice_to(promise), link=link)
            return await self._send_parts(promise, parts, progress)
        except ZaloError as error:
            return ending_of(error)
        except Exception as error:  # whatever is wrong with this one, the others must go on
            log.exception("a promise could not be sent")
            return Refused(f"{type(error).__name__}")

    def _voice_to(self, promise: Promise) -> Voice:
        return self._voice.to(promise.language)

    def _link(self, file: Attachment | None) -> str:
        """Where a file can be fetched: from us, or a photo that came over Zalo from Zalo."""
        if file is None:
            return ""
        link = self._public_link(file) if self._public_link else ""
        return link or (file.ref if file.ref.startswith(("https://", "http://")) else "")

    async def _send_photo(self, promise: Promise, progress: Progress, link: str) -> Ending:
        """The photo with its words under it; words too long for that follow as messages of their own.

        A photo that Zalo cannot fetch is announced by its link.
        """
        voice = self._voice_to(promise)
        parts = dress.parts(promise.outgoing, voice, shown=True)
        caption = parts[0].text if len(parts) == 1 else ""
        if progress.parts_sent == 0:
            try:
                progress.message = await self.client.send_photo(promise.chat, link, caption)
            except ZaloError as error:
                if not is_unformatted(error):
                    raise
                log.error("%s cannot fetch a photo from us; its link is sent instead", self.name)
                await progress.turn()
                parts = dress.parts(promise.outgoing, voice, link=link)
                return await self._send_parts(promise, parts, progress)
            progress.parts_sent = 1
        if caption or not parts:
            return Sent(progress.message)
        return await self._send_parts(promise, [dress.Part(""), *parts], progress)

    async def _send_parts(self, promise: Promise, parts: list[dress.Part], progress: Progress) -> Ending:
        for number in range(progress.parts_sent, len(parts)):
            if number > promise.parts_sent:
                await progress.turn()
            progress.message = await self._send_part(promise.chat, parts[number], progress)
            progress.parts_sent = number + 1
        return Sent(progress.message)

    async def _send_part(self, chat: str, part: dress.Part, progress: Progress) -> str:
        """One message; where Zalo refuses it with its styles, which it then surely did not take, plain."""
        if not part.styles or self._refused_styles >= NOT_IN_STYLE:
            return await self.client.send_message(chat, part.text)
        try:
            sent = await self.client.send_message(chat, part.text, part.styles)
        except ZaloError as error:
            if not is_unformatted(error):
                raise
        else:
            self._refused_styles = 0
            return sent
        await progress.turn()
        sent = await self.client.send_message(chat, part.text)
        self._refused_styles += 1  # only now: else it was not the styles that were refused
        log.error("%s refuses formatting; sent without it", self.name)
        return sent
