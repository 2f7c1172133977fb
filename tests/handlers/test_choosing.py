"""Typed numbers where there are no buttons: they mean the last question, and never another one."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from messages.envelope import Came, Incoming, Outgoing
from storage.work import looking, working
from tests.handlers.porch import Porch, text

ORDER = "/hop 14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A"


class NumberedPorch(Porch):
    """The door of a channel without buttons; what is promised has arrived before the next word is said."""

    channel = "zalo"

    def _incoming(self, account: str, came: Came, **more: Any) -> Incoming:
        return replace(super()._incoming(account, came, **more), numbered=True)

    async def _visit(self, incoming: Incoming) -> list[Outgoing]:
        said = await super()._visit(incoming)
        await self.arrives()
        return said

    async def arrives(self) -> None:
        async with working(self.database) as work:
            due = [promise for promise in await work.outbox.due(self.now, 500) if promise.chat]
            await work.outbox.claim(due)
            await work.outbox.settle_sent([(promise.id, f"m{promise.id}", 1) for promise in due], self.now)


@pytest.fixture
def zalo(porch: Porch) -> NumberedPorch:
    return NumberedPorch(porch.database)


async def meeting_with_two(zalo: NumberedPorch) -> None:
    """The secretary `ha` has called a meeting, and the member `khoa` holds the invitation."""
    for seat, account in (("BTGDV-TT", "ha"), ("SVHTTDL-UV", "khoa")):
        await zalo.says(account, await zalo.code(seat))
        await zalo.says(account, "1")
    await zalo.says("ha", ORDER)
    await zalo.says("ha", "Gửi")


async def answers(zalo: NumberedPorch) -> list[str]:
    rows = await zalo.database.reader.execute_fetchall(
        "SELECT answer FROM invitations WHERE answer <> 'none' ORDER BY id", ()
    )
    return [row["answer"] for row in rows]


async def test_consent_is_a_number_too(zalo: NumberedPorch) -> None:
    await zalo.says("khoa", await zalo.code("SVHTTDL-UV"))
    assert "đồng ý" in text(await zalo.says("khoa", "xin chào")).lower()
    await zalo.says("khoa", "số 1")
    assert "agreed" in await zalo.audit(f"person:{(await zalo.seat('SVHTTDL-UV')).holder.id}")  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["1", "1.", "số 1", "Dự", "du"])
async def test_a_number_or_the_words_answer_an_invitation(zalo: NumberedPorch, typed: str) -> None:
    await meeting_with_two(zalo)
    assert "Đã ghi nhận: đồng chí dự họp" in text(await zalo.says("khoa", typed))
    assert await answers(zalo) == ["attending"]


async def test_out_of_range_and_two_numbers_choose_nothing(zalo: NumberedPorch) -> None:
    await meeting_with_two(zalo)
    assert "các lựa chọn từ 1 đến 3" in text(await zalo.says("khoa", "7"))
    assert "chỉ chọn được một" in text(await zalo.says("khoa", "1 2"))
    assert "các lựa chọn từ 1 đến 3" in text(await zalo.says("khoa", "1 vắng"))
    assert await answers(zalo) == []
    await zalo.says("khoa", "2")
    assert await answers(zalo) == ["absent"]


async def test_a_number_when_nothing_was_asked(zalo: NumberedPorch) -> None:
    await meeting_with_two(zalo)
    await zalo.says("khoa", "1")
    assert "chỉ có một lựa chọn" in text(await zalo.says("khoa", "9"))  # to change one's mind
    zalo.passes(days=20)
    assert "không có câu hỏi nào chờ trả lời bằng số" in text(await zalo.says("khoa", "1"))
    assert await answers(zalo) == ["attending"]


async def test_a_number_typed_before_the_question_came_is_not_its_answer(zalo: NumberedPorch) -> None:
    await meeting_with_two(zalo)
    late = zalo._incoming("khoa", Came.TEXT, text="1")
    said = await zalo._visit(replace(late, at=zalo.now - timedelta(seconds=2)))
    assert "chưa được ghi nhận" in said[0].text and "góp ý dự thảo kế hoạch 2027" in said[0].text
    assert await answers(zalo) == []
    zalo.passes(seconds=5)
    await zalo.says("khoa", "1")
    assert await answers(zalo) == ["attending"]


async def test_the_question_before_is_offered_again_once_the_newest_is_answered(zalo: NumberedPorch) -> None:
    await meeting_with_two(zalo)
    await zalo.says("khoa", "viec")
    zalo.passes(minutes=1)
    (newest, *_) = await looking(zalo.database).outbox.asked("zalo", "khoa", zalo.now - timedelta(days=1))
    async with working(zalo.database) as work:
        await work.outbox.chosen(newest.id, zalo.now)  # the list of tasks is done with
    said = await zalo.says("khoa", "1")
    assert "Số 1 là trả lời cho nội dung dưới đây?" in said[0].text and "góp ý dự thảo" in said[0].text
    assert await answers(zalo) == []
    zalo.passes(seconds=5)
    await zalo.says("khoa", "1")
    assert await answers(zalo) == ["attending"]
    newer = await looking(zalo.database).outbox.asked("zalo", "khoa", zalo.now - timedelta(days=1), 9)
    assert [one.chosen for one in newer if len(one.choices) == 3] == [True, True]  # it and its repetition


async def test_a_question_for_words_takes_a_number_as_words(zalo: NumberedPorch) -> None:
    await meeting_with_two(zalo)
    await zalo.says("khoa", "2")  # absent: asks for the reason in one line
    zalo.passes(minutes=1)
    said = text(await zalo.says("khoa", "đi công tác số 2 Hà Nội"))
    assert "lý do: đi công tác số 2 Hà Nội" in said


async def test_telegram_numbers_stay_words(porch: Porch) -> None:
    await porch.joins("SVHTTDL-UV", "1")
    assert "trả lời bằng số" not in text(await porch.says("1", "9"))
