"""The room of joining: codes, consent, accounts, and what a person may do about his or her own data."""

from committee.permissions import Act
from handlers.joining import calling
from handlers.joining.channels import add, prefer, show
from handlers.joining.consent import agree_again, code_typed, not_agreed, start
from handlers.joining.door import stranger
from handlers.joining.inviting import invite, revoke, roll
from handlers.joining.releasing import ask_release, release
from handlers.joining.rights import ask_language, ask_withdraw, set_language, show_kept, withdraw
from handlers.visit import Answering, Command, Handler

__all__ = ["COMMANDS", "PRESSES", "QUESTIONS", "code_typed", "not_agreed", "stranger"]

COMMANDS: tuple[Command, ...] = (
    Command("batdau", start, aliases=("start",), menu=False),
    Command("moi", invite, Act.INVITE, aliases=("invite",)),
    Command("danhsach", roll, Act.INVITE, aliases=("members",), plain=("danh sach",)),
    Command(
        "goidien",
        calling.show,
        Act.SEE_DELIVERIES,
        aliases=("calls",),
        plain=("goi dien", "danh sach goi dien"),
    ),
    Command("giaiphong", ask_release, Act.RELEASE_ACCOUNT, aliases=("release",)),
    Command("thuhoi", revoke, Act.INVITE, aliases=("revoke",)),
    Command("kenh", show, aliases=("channel", "channels"), plain=("kenh", "channel")),
    Command("ngonngu", ask_language, aliases=("language",), plain=("ngon ngu", "english", "tieng viet")),
    Command("dulieu", show_kept, aliases=("mydata",), plain=("du lieu cua toi",)),
    Command("thoi", ask_withdraw, aliases=("leave",), menu=False),
)

PRESSES: dict[str, Handler] = {
    "agree": agree_again,
    "called": calling.called,
    "channel": prefer,
    "channel_add": add,
    "language": set_language,
    "withdraw": withdraw,
    "release": release,
}

QUESTIONS: dict[str, Answering] = {}
