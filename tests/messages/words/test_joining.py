"""What joining says, with the worst of names, is HTML that Telegram takes; register and length are kept."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.formatting import parse_html
from committee.kept import Kept, KeptAccount
from committee.people import Actor, Agency, Person, Role, Seat
from messages.envelope import Outgoing
from messages.voice import LANGUAGES, Voice
from messages.words import help as helping
from messages.words import joining as words

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NAMES = ["Vũ Đăng Khoa", "H'Loan Byă", "<b>&\"'", "x" * 200, "Trần 🙂 Thị", "</b><a href='x'>"]


def seat(name: str, role: Role = Role.MEMBER) -> Seat:
    person = Person(7, name, courtesy="ông", title=f"Giám đốc {name}", note=name, email="a@b.vn")
    return Seat(3, "STC-UV", role, Agency("STC", f"Sở {name}", name), person)


def everything(voice: Voice, seat: Seat) -> list[Outgoing]:
    person = seat.holder
    assert person is not None
    code = words.SeatCode(seat, "K7MP-2XQA", NOW, "https://t.me/a_bot?start=K7MP-2XQA")
    kept = Kept((KeptAccount("telegram", "42", NOW),), NOW, 1, 2, 3, 4, 5)
    commands = helping.menu(voice, ["moi", "trogiup"])
    return [
        words.welcome(voice, seat, person),
        words.ask_again(voice),
        words.postponed(voice, "1"),
        words.agreed(voice, NOW, "1"),
        words.already(voice),
        words.second_phone(voice, seat, person, "zalo"),
        words.choose_language(voice),
        words.language_set(voice, "1", commands),
        words.dropped(voice, True),
        words.kept(voice, Actor(person, seat), kept),
        words.ask_withdraw(voice, ["telegram", "zalo"]),
        words.withdrawn(voice, "1", 2),
        words.stays(voice, "1"),
        words.withdrew(voice, seat, person),
        words.released(voice, "key"),
        words.ask_release(voice, seat, person, ["telegram", "zalo"], one_of=["telegram", "zalo"]),
        words.release_done(voice, seat, person, "1", ["zalo"], ["telegram"]),
        words.no_account(voice, seat, person),
        words.which_seat(voice, "moi", person.name),
        words.several(voice, "moi", [seat]),
        words.codes(voice, [code, words.SeatCode(seat, joined=True)], named=True),
        words.to_forward(voice, code, person),
        words.revoked(voice, [seat], 1),
        words.roll(voice, [words.RollLine(seat, "joined"), words.RollLine(seat, "lost")]),
        helping.help_text(voice, commands),
        helping.unreadable(voice, "sticker"),
        helping.edited(voice),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_taken_with_every_name(name: str, language: str) -> None:
    voice = Voice(language, ZoneInfo("Asia/Ho_Chi_Minh"), name)
    for out in everything(voice, seat(name)):
        shown = parse_html(out.text).text
        assert shown.strip() and "\n\n\n" not in shown and "  \n" not in shown, shown
        assert out.text == out.text.strip()
        assert all(choice.label for row in out.choices for choice in row)


@pytest.fixture
def voice() -> Voice:
    return Voice("vi", ZoneInfo("Asia/Ho_Chi_Minh"), "Ban Chỉ đạo tỉnh Bình Sơn")


@pytest.mark.parametrize(
    ("role", "beginning"),
    [
        (Role.MEMBER, "Kính gửi đồng chí Vũ Đăng Khoa,"),
        (Role.SECRETARY, "Kính gửi đồng chí Vũ Đăng Khoa,"),
        (Role.CHAIR, "Kính báo cáo đồng chí Vũ Đăng Khoa,"),
        (Role.STANDING_DEPUTY, "Kính báo cáo đồng chí Vũ Đăng Khoa,"),
    ],
)
@pytest.mark.parametrize("said", [words.welcome, None], ids=["welcome", "to_forward"])
def test_the_greeting_is_in_the_right_register(
    voice: Voice, role: Role, beginning: str, said: Callable[..., Outgoing] | None
) -> None:
    own = seat("Vũ Đăng Khoa", role)
    assert own.holder is not None
    code = words.SeatCode(own, "K7MP-2XQA", NOW)
    out = said(voice, own, own.holder) if said else words.to_forward(voice, code, own.holder)
    assert out.text.startswith(beginning)


def test_the_list_of_a_large_committee_is_cut_at_seats(voice: Voice) -> None:
    out = words.codes(
        voice, [words.SeatCode(seat("A"), "K7MP-2XQA", NOW, "https://t.me/a")] * 40, named=False
    )
    assert out.text.count("\n\n") >= 40
