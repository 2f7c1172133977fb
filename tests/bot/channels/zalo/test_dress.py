"""A promise in Zalo's dress: the list stays with its heading, a file has a name, a correction says so."""

from zoneinfo import ZoneInfo

import pytest

from bot.channels.zalo.dress import TEXT_LIMIT, numbered, parts
from bot.channels.zalo.styled import plain, read_html, units
from messages.envelope import Attachment, Choice, Kind, Outgoing
from messages.voice import LANGUAGES, Voice
from tests.messages.made_up import ZONE
from tests.messages.saying import say, speakers
from tests.messages.test_telegram_accepts import HOSTILE, visible

VIETNAMESE = Voice("vi", ZoneInfo("Asia/Ho_Chi_Minh"), "")
FILE = Attachment("document", "BQAC", name="Kế hoạch <1> & phụ lục.docx")


def choices(*labels: str) -> tuple[tuple[Choice, ...], ...]:
    return tuple((Choice(f"k:{number}", label),) for number, label in enumerate(labels))


def texts(out: Outgoing, voice: Voice = VIETNAMESE, **more: object) -> list[str]:
    return [part.text for part in parts(out, voice, **more)]  # type: ignore[arg-type]


def test_choices_are_a_numbered_list_at_the_end() -> None:
    out = Outgoing(
        "Đồng chí dự họp?\n", choices=((Choice("a", "Dự"), Choice("b", "Vắng")), (Choice("c", "Cử\nthay"),))
    )
    assert texts(out) == ["Đồng chí dự họp?\n\nTrả lời bằng một số:\n1. Dự\n2. Vắng\n3. Cử thay"]  # fmt: skip
    assert texts(out, VIETNAMESE.to("en"))[0].splitlines()[2] == "Answer with a number:"
    assert texts(Outgoing("x", choices=choices("Đã nhận"))) == ["x\n\nTrả lời bằng số 1:\n1. Đã nhận"]


def test_a_label_with_its_own_number_is_not_numbered_twice() -> None:
    labels = ("1. Đồng ý lùi NV-03", "2. Giữ hạn NV-03", "2. Giao NV-05", "4.5 tỷ đồng", "5.", "15 phút nữa")
    assert numbered(choices(*labels)) == [
        "1. Đồng ý lùi NV-03",
        "2. Giữ hạn NV-03",
        "3. 2. Giao NV-05",
        "4. 4.5 tỷ đồng",
        "5. 5.",
        "6. 15 phút nữa",
    ]


def test_what_is_typed_in_a_label_is_no_formatting() -> None:
    (part,) = parts(Outgoing("x", choices=choices("<b>NV-03</b> &amp; 🎂")), VIETNAMESE)
    assert part.text.endswith("\n1. <b>NV-03</b> &amp; 🎂")
    assert part.styles == ()


def test_the_list_goes_with_the_last_part_and_its_heading() -> None:
    text = "\n\n".join(f"Đoạn {number}. " + "chữ " * 90 for number in range(9))
    said = texts(Outgoing(text, choices=choices("Dự", "Vắng")))
    assert len(said) == 2
    assert all(units(one) <= TEXT_LIMIT for one in said)
    assert "Trả lời" not in said[0]
    assert said[1].endswith("\n\nTrả lời bằng một số:\n1. Dự\n2. Vắng")


@pytest.mark.parametrize("length", [*range(1930, 2003, 6), 2000])
def test_the_last_words_go_along_with_the_list(length: int) -> None:
    question = "Đồng chí có dự họp không?"
    text = "a" * (length - len(question) - 2) + "\n\n" + question
    said = texts(Outgoing(text, choices=choices("Dự", "Vắng", "Cử người khác")))
    assert all(units(one) <= TEXT_LIMIT for one in said)
    assert said[-1].endswith(f"{question}\n\nTrả lời bằng một số:\n1. Dự\n2. Vắng\n3. Cử người khác")
    assert len(said) == (1 if units(said[0]) > length else 2)


def test_a_list_beside_one_long_paragraph_stands_alone() -> None:
    said = texts(Outgoing("a" * 1990, choices=choices("Dự", "Vắng")))
    assert said == ["a" * 1990, "Trả lời bằng một số:\n1. Dự\n2. Vắng"]


def test_a_list_too_long_for_a_message_is_cut_between_its_lines() -> None:
    said = texts(
        Outgoing("Việc nào?", choices=choices(*(f"NV-{number}: " + "x" * 90 for number in range(40))))
    )
    assert said[0] == "Việc nào?"
    assert said[1].startswith("Trả lời bằng một số:\n1. NV-0")
    assert all(units(one) <= TEXT_LIMIT for one in said)
    lines = "\n".join(said[1:]).splitlines()[1:]
    assert [line.split(".")[0] for line in lines] == [str(number) for number in range(1, 41)]


@pytest.mark.parametrize("kind", Kind)
def test_what_takes_the_place_of_another_message(kind: Kind) -> None:
    (part,) = parts(Outgoing("Họp lúc <b>15h</b>.", kind=kind, replaces="77"), VIETNAMESE)
    if kind in (Kind.ANSWER, Kind.NOTICE):  # what a choice has led to, or a report brought up to date
        assert part.text == "Họp lúc 15h."
    else:
        assert part.text == "ĐÍNH CHÍNH\nHọp lúc 15h."
        assert [(s["start"], s["len"]) for s in part.styles] == [(0, 10), (19, 3)]


def test_what_calls_itself_a_correction_is_not_called_so_twice() -> None:
    out = Outgoing("<b>ĐÍNH CHÍNH</b>\nHọp lúc 15h.", kind=Kind.ANNOUNCEMENT, replaces="77")
    assert texts(out) == ["ĐÍNH CHÍNH\nHọp lúc 15h."]


def test_a_file_is_told_by_its_name() -> None:
    out = Outgoing("Kính gửi tài liệu.", attachment=FILE, choices=choices("Đã nhận"))
    without, linked = texts(out)[0], texts(out, link="https://a.vn/t?x=1&y=2")[0]
    name = "Tệp kèm theo: Kế hoạch <1> & phụ lục.docx"
    end = "\n\nTrả lời bằng số 1:\n1. Đã nhận"
    assert without == f"Kính gửi tài liệu.\n\n{name}\nNhận tại Tổ giúp việc.{end}"
    assert linked == f"Kính gửi tài liệu.\n\n{name}\nTải về: https://a.vn/t?x=1&y=2{end}"
    assert texts(Outgoing("", attachment=Attachment("photo", "AgAC"))) == [
        "Ảnh kèm theo\nNhận tại Tổ giúp việc."
    ]
    assert texts(Outgoing("x", attachment=Attachment("photo", "AgAC")), shown=True) == ["x"]


def test_nothing_is_no_message() -> None:
    assert parts(Outgoing(" \n"), VIETNAMESE) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", sorted(speakers()))
def test_every_message_can_be_dressed(by: str, language: str) -> None:
    for seed in range(12):
        for said in say(by, seed, HOSTILE, Voice(language, ZONE, "<i>Ban & 'Chỉ đạo'</i>")):
            if not said.html:
                continue
            if "<a " not in said.text and "<blockquote" not in said.text:
                assert read_html(said.text).text == plain(visible(said.text)).text, said
            out = Outgoing(said.text, choices=tuple((choice,) for choice in said.choices))
            for part in parts(out, Voice(language, ZONE, "")):
                size = units(part.text)
                assert 0 < size <= TEXT_LIMIT, said
                assert all(0 <= s["start"] < s["start"] + s["len"] <= size and s["st"] for s in part.styles)
