"""From one sentence to a card: what is read, what is asked for, what is refused, what is kept meanwhile."""

from dataclasses import replace
from datetime import date

import pytest

from committee.calendar import DayKind, WorkCalendar
from committee.meetings import MeetingState
from storage.work import looking
from tests.handlers.meetings.hall import HA, KHOA, ORDER, buttons, gathered, meeting
from tests.handlers.porch import PRACTICE, Porch, text


async def test_a_whole_sentence_gives_the_card(porch: Porch) -> None:
    await gathered(porch, HA)
    said = await porch.says(HA, ORDER)
    assert len(said) == 1
    for words in (
        "CH-09, chưa gửi",
        "góp ý dự thảo kế hoạch 2027",
        "14h00, thứ Năm, ngày 26/11/2026",
        "Địa điểm: phòng họp A",
        "Toàn thể Ban Chỉ đạo, <b>23 đồng chí</b>",
    ):
        assert words in said[0].text
    assert buttons(said[0]) == {"Gửi": "mcall:9:1:now", "Sửa": "mfix:9:1", "Bỏ": "mdrop:9:1"}
    assert (await meeting(porch, 9)).state is MeetingState.DRAFT


async def test_who_chairs_and_who_is_called_may_be_typed_too(porch: Porch) -> None:
    await gathered(porch, HA)
    typed = "/hop 9h 27/11, họp chuyên đề, mời Sở Tài chính, Công an tỉnh, phòng họp 2, chủ trì đ/c Hồng Nhạn"
    said = text(await porch.says(HA, typed))
    assert "Chủ trì: Nguyễn Thị Hồng Nhạn" in said
    assert "Mời: Sở TC, CA tỉnh, <b>2 đồng chí</b>" in said
    assert "Địa điểm: phòng họp 2" in said and "<b>họp chuyên đề</b>" in said


async def test_missing_pieces_are_asked_for_one_at_a_time(porch: Porch) -> None:
    await gathered(porch, HA)
    assert "trong một câu" in text(await porch.says(HA, "/hop"))
    assert "họp lúc mấy giờ" in text(await porch.says(HA, "thứ Năm"))
    assert "về nội dung gì" in text(await porch.says(HA, "14h"))
    said = await porch.says(HA, "Góp ý dự thảo")
    assert "Họp ở đâu" in text(said) and "14h00, thứ Năm, ngày 26/11/2026; Góp ý dự thảo" in text(said)
    assert "Địa điểm: hội trường lớn" in text(await porch.says(HA, "hội trường lớn"))


async def test_the_place_may_follow(porch: Porch) -> None:
    await gathered(porch, HA)
    await porch.says(HA, "/hop 14h thứ Năm, góp ý dự thảo")
    assert "(địa điểm báo sau)" in text(await porch.says(HA, "chưa có"))
    await porch.says(HA, "/hop 15h thứ Năm, góp ý dự thảo")
    assert "(địa điểm báo sau)" in text(await porch.presses(HA, "mplace:later"))
    assert "không còn hiệu lực" in text(await porch.presses(HA, "mplace:later"))


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("14h thứ Ba 26/11", "26/11/2026 là thứ Năm, không phải thứ Ba"),
        ("14h ngày 30/2", "Không có ngày hoặc giờ như đã ghi"),
        ("7h hôm nay", "đã qua"),
        ("14h ngày 20/11/2026", "đã qua"),
        ("14h ngày 26/11/2029", "hơn hai năm"),
        ("14h mùng 4 Tết", "dương lịch"),
    ],
)
async def test_an_impossible_time_is_explained_and_the_rest_kept(porch: Porch, time: str, words: str) -> None:
    await gathered(porch, HA)
    said = text(await porch.says(HA, f"/hop {time}, góp ý dự thảo kế hoạch 2027, phòng họp A"))
    assert words in said and "Họp lúc nào" in said
    assert "Đã giữ: góp ý dự thảo kế hoạch 2027; phòng họp A" in said
    assert "vẫn" not in text(await porch.says(HA, "lúc nào cũng được"))
    card = text(await porch.says(HA, "15h thứ Sáu"))
    assert "15h00, thứ Sáu, ngày 27/11/2026" in card and "Địa điểm: phòng họp A" in card


async def test_unreadable_words_for_the_time_are_asked_again(porch: Porch) -> None:
    await gathered(porch, HA)
    await porch.says(HA, "/hop góp ý dự thảo, phòng họp A")
    said = text(await porch.says(HA, "khi nào tiện"))
    assert "Chưa rõ thời gian" in said and "Đã giữ: góp ý dự thảo; phòng họp A" in said


async def test_a_new_order_takes_the_place_of_a_half_done_one(porch: Porch) -> None:
    await gathered(porch, HA)
    await porch.says(HA, "/hop góp ý dự thảo")
    await porch.says(HA, ORDER)
    person = (await porch.seat(HA)).holder
    assert person is not None
    assert not await looking(porch.database).questions.open(person.id, porch.now)


async def test_what_is_unusual_is_said_on_the_card(porch: Porch) -> None:
    await gathered(porch, HA, KHOA)
    assert "ngày nghỉ cuối tuần" in text(await porch.says(HA, "/hop 8h thứ Bảy, tổng kết, phòng họp A"))
    assert "Ngoài giờ làm việc" in text(await porch.says(HA, "/hop 19h thứ Năm, giao ban, phòng họp A"))
    await porch.says(HA, ORDER)
    await porch.presses(HA, "mcall:11:1:now")
    said = text(await porch.says(HA, "/hop 16h thứ Năm, họp khác, phòng B, mời Sở Tài chính"))
    assert "Gần giờ với CH-11, 14h00, thứ Năm, ngày 26/11/2026: chung 01 đồng chí" in said


async def test_a_day_off_is_named(porch: Porch, monkeypatch: pytest.MonkeyPatch) -> None:
    await gathered(porch, HA)
    calendar = WorkCalendar.of([(date(2027, 1, 1), DayKind.DAY_OFF)])
    monkeypatch.setattr("tests.handlers.porch.PRACTICE", replace(PRACTICE, calendar=calendar))
    said = text(await porch.says(HA, "/hop 8h ngày 1/1/2027, gặp mặt, phòng họp A"))
    assert "Rơi vào ngày nghỉ: Tết Dương lịch" in said


async def test_outside_sending_hours_a_better_moment_is_offered(porch: Porch) -> None:
    await gathered(porch, HA)
    porch.passes(hours=4)  # the noon rest
    said = await porch.says(HA, ORDER)
    assert "hẹn 13h45" in said[0].text and buttons(said[0])["Hẹn 13h45"] == "mcall:9:1:later"
    sent = await porch.presses(HA, "mcall:9:1:later")
    assert "sẽ gửi lúc 13h45, thứ Hai, ngày 23/11/2026 đến 23 đồng chí" in sent[0].text
    assert {f"{porch_out.not_before:%H:%M}" for porch_out in sent[1:] if porch_out.not_before} == {"13:45"}


async def test_only_the_secretariat_calls(porch: Porch) -> None:
    await gathered(porch, KHOA)
    assert "không thuộc phần việc của đồng chí" in text(await porch.says(KHOA, ORDER))
    for key in ("mcall:1:1:now", "mfix:1:1", "mcard:1", "mwho:1:all", "mcan:1:1:yes", "mmove:1", "mend:1"):
        assert "không thuộc phần việc" in text(await porch.presses(KHOA, key)), key
