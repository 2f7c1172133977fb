"""How messages look with usual facts: spaces, lengths, pictures, the official register, buttons, menus."""

import re
import unicodedata
from functools import cache
from html import unescape

import pytest

from messages.render import labels
from messages.voice import LANGUAGES, Voice
from tests.messages.made_up import ZONE
from tests.messages.saying import Said, say, speakers

USUAL = {
    "": ("chờ kinh phí in", "Xây dựng kế hoạch tuyên truyền đối ngoại năm 2027 của tỉnh"),
    "Person.name": ("Nguyễn Thị Thanh Hà", "H'Loan Byă", "Thạch Sô Phol"),
    "Person.title": ("Phó Giám đốc", "Trưởng phòng Tổng hợp"),
    "Agency.name": ("Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh"),
    "Agency.short_name": ("Sở VHTTDL", "CA tỉnh"),
    "Agency.code": ("SVHTTDL", "CAT"),
    "Seat.code": ("SVHTTDL-1", "CAT-1"),
    "Task.code": ("NV-03", "NV-27"),
    "Task.source": ("KH 45-KH/TU ngày 10/3/2026", "Công văn 112-CV/BCĐ"),
    "Unread.task_code": ("NV-03",),
    "Meeting.code": ("H-02", "H-11"),
    "Meeting.place": ("phòng họp A, trụ sở Tỉnh ủy",),
    "Meeting.chaired_by": ("đồng chí Trịnh Quốc Bảo",),
    "Choice.label": ("thứ Ba, ngày 15/12/2026",),
    "Attachment.name": ("ke-hoach-2027.pdf",),
    "agency": ("Sở VHTTDL", "CA tỉnh"),
    "by": ("Lưu Thị Thanh Hà",),
    "code": ("NV-03", "H-02", "STC"),
    "codes": ("NV-03", "NV-27"),
    "command": ("moi", "thuhoi"),
    "email": ("vanphong@binhson.example",),
    "name": ("Vũ Đăng Khoa", "Y Bliêng Niê"),
    "nearest": ("hop",),
    "phone": ("0912345678",),
    "task_code": ("NV-03", "NV-27"),
}
SEEDS = range(60)
SCREEN, NUDGE, DIGEST = 4096, 600, 1000
BUTTON, DESCRIPTION = 40, 60  # what a phone of 360 px shows of a button, and one line of a menu
PICTURES = set("✅⏳⚠")
TOO_FAMILIAR = re.compile(r"\b(bạn|mình|em|tớ|quý khách|nhé|nha|ạ)\b", re.IGNORECASE)


@cache
def everything(language: str) -> tuple[Said, ...]:
    voice = Voice(language, ZONE, "Ban Chỉ đạo công tác thông tin đối ngoại tỉnh Bình Sơn")
    return tuple(said for by in speakers() for seed in SEEDS for said in say(by, seed, USUAL, voice))


def seen(said: Said) -> str:
    """What a reader sees of it."""
    return unescape(re.sub(r"<[^>]*>", "", said.text)) if said.html else said.text


def told(wrong: list[tuple[str, Said]]) -> str:
    """Each function that speaks wrongly with its first example."""
    first = {said.by: f"{what}: {said}" for what, said in reversed(wrong)}
    return f"{len(wrong)} times\n" + "\n\n".join(first.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_and_lines(language: str) -> None:
    wrong = []
    for said in everything(language):
        text = seen(said)
        if re.search(r"\S  |[ \t]\n|[ \t]$|^\s", text):
            wrong.append(("two spaces, or a space at the end of a line", said))
        if "\n\n\n" in text:
            wrong.append(("two empty lines", said))
        if re.search(r" [,.;:?](\s|$)", text):
            wrong.append(("a space before a stop", said))
        if re.search(r"[,;:]{2}|\.\.|,\.|\(\)|“”", text):
            wrong.append(("a stop too many, or an empty bracket", said))
    assert not wrong, told(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_and_pictures(language: str) -> None:
    wrong = []
    for said in everything(language):
        text = f"{seen(said)}\n{said.toast}\n" + "\n".join(choice.label for choice in said.choices)
        if not unicodedata.is_normalized("NFC", text):
            wrong.append(("letters in pieces", said))
        if drawn := {c for c in text if unicodedata.category(c) in ("So", "Cs")} - PICTURES:
            wrong.append((f"pictures {drawn}", said))
        if "!" in text:
            wrong.append(("an exclamation mark", said))
        if language == "vi" and (familiar := TOO_FAMILIAR.search(text)):
            wrong.append((familiar.group(), said))
        if re.search(r"\bNone\b|\bUndefined\b|\{\w*\}", text):
            wrong.append(("a hole", said))
    assert not wrong, told(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lengths(language: str) -> None:
    limits = {"nudges.nudge": NUDGE, "digest.digest_for": DIGEST, "digest.digest_text": DIGEST}
    wrong = [
        (f"{len(seen(said))} characters", said)
        for said in everything(language)
        if len(seen(said)) > limits.get(said.by, SCREEN)
    ]
    assert not wrong, told(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_fit_a_phone(language: str) -> None:
    wrong = [
        (f"{len(choice.label)} characters on {choice.label!r}", said)
        for said in everything(language)
        for choice in said.choices
        if not 0 < len(choice.label) <= BUTTON
    ]
    assert not wrong, told(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_menu_descriptions_are_alike(language: str) -> None:
    described = {key: words for key, words in labels(language).items() if key.startswith("menu_")}
    wrong = [
        f"{key} = {words!r}"
        for key, words in described.items()
        if not words[0].islower() or len(words) > DESCRIPTION or words[-1] in ".;:"
    ]
    assert described and not wrong, f"a small letter first, at most {DESCRIPTION} characters: {wrong}"
