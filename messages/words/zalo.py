"""What is said on Zalo alone: where Telegram shows a button, changes a message or sends a file."""

from messages.envelope import Attachment
from messages.render import render
from messages.voice import Voice


def choose(voice: Voice, number: int) -> str:
    """The heading over a list of `number` numbered choices."""
    return render("zalo/choose", voice, number=number)


def correction(voice: Voice) -> str:
    """The first line of a message that takes the place of an earlier one."""
    return render("zalo/correction", voice)


def attached(voice: Voice, file: Attachment, link: str) -> str:
    """A file by its name and how to get it: by its link, or where there is none at the secretariat."""
    return render("zalo/file", voice, file=file, link=link)
