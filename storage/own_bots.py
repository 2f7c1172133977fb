"""What is known of our own bots, by channel: which bot it is, its name, and the link to it."""

from dataclasses import dataclass

from storage.work import Work


@dataclass(frozen=True)
class OwnBot:
    """One of our bots. `id` is the platform's; accounts on Zalo are known to the one bot only."""

    id: str
    name: str = ""  # Telegram's username, Zalo's name
    link: str = ""  # for joining; made from the name on Telegram


async def known_bot(work: Work, channel: str) -> OwnBot | None:
    """The bot that has run on a channel, or nothing when none ever has."""
    id_note, name_note, link_note = _notes(channel)
    known = await work.notes.get(id_note)
    if known is None:
        return None
    return OwnBot(known, await work.notes.get(name_note) or "", await work.notes.get(link_note) or "")


async def keep_bot(work: Work, channel: str, bot: OwnBot) -> None:
    """Keep which bot runs on a channel; nothing is written where nothing has changed."""
    for note, value in zip(_notes(channel), (bot.id, bot.name, bot.link), strict=True):
        if (await work.notes.get(note) or "") != value:
            await work.notes.put(note, value)


def _notes(channel: str) -> tuple[str, str, str]:
    """The notes in which id, name and link are kept; storage/joining.py reads names and links too."""
    name = "telegram_username" if channel == "telegram" else f"zalo_name:{channel}"
    return f"bot_id:{channel}", name, f"zalo_link:{channel}"
