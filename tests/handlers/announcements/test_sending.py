"""What a send promises, what the plan does at an appointed moment, and what is refused."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.schedule.plans import announcements
from committee.refusals import Refusal, RefusalReason
from handlers.announcements.sending import reach_of, send
from messages.announced import Announcement
from storage.outbox import Promise
from storage.work import Work, looking, working
from tests.handlers.porch import MONDAY, PRACTICE, VOICE, Porch

DRAFT = Announcement(0, "Nội dung", audience="all", acknowledge=True)


@asynccontextmanager
async def at_work(porch: Porch) -> AsyncIterator[Work]:
    async with working(porch.database) as work:
        yield work


async def sent(porch: Porch, draft: Announcement = DRAFT) -> Announcement:
    async with at_work(porch) as work:
        kept = await work.announcements.add(draft, MONDAY)
        announcement, _ = await send(work, kept, MONDAY, PRACTICE, VOICE, at=MONDAY)
    return announcement


async def promised(porch: Porch) -> list[Promise]:
    due = await looking(porch.database).outbox.due(MONDAY + timedelta(days=1), 1000)
    return [promise for promise in due if promise.outgoing.kind == "announcement"]


async def test_one_promise_for_each_recipient(porch: Porch) -> None:
    announcement = await sent(porch)
    found = await promised(porch)
    assert len(found) == 28
    assert {promise.outgoing.about for promise in found} == {"announcement:1"}
    assert len({promise.outgoing.key for promise in found}) == 28
    assert all(promise.expires_at == MONDAY + timedelta(days=3) for promise in found)
    assert [choice.key for row in found[0].outgoing.choices for choice in row] == ["ack:1"]
    tally = await looking(porch.database).announcements.tally(announcement.id)
    assert tally.states == {"waiting": 28} and tally.open == 28


async def test_it_is_sent_once(porch: Porch) -> None:
    announcement = await sent(porch)
    with pytest.raises(Refusal) as refused:
        async with at_work(porch) as work:
            await send(work, announcement, MONDAY, PRACTICE, VOICE, at=MONDAY)
    assert refused.value.reason is RefusalReason.ANNOUNCEMENT_SENT
    assert len(await promised(porch)) == 28


async def test_urgent_ones_go_before_others(porch: Porch) -> None:
    await sent(porch)
    await sent(porch, replace(DRAFT, text="Chuyển phòng họp", urgent=True, audience="agency:STC"))
    first = (await promised(porch))[0]
    assert first.outgoing.text == "<b>KHẨN</b>\nChuyển phòng họp"


async def test_what_was_typed_is_escaped(porch: Porch) -> None:
    await sent(porch, replace(DRAFT, text="<b>&\"' {{ x }} 5 < 7"))
    assert (await promised(porch))[0].outgoing.text == "&lt;b&gt;&amp;&#34;&#39; {{ x }} 5 &lt; 7"


async def test_a_person_with_two_seats_gets_it_once(porch: Porch) -> None:
    async with at_work(porch) as work:
        finance, home = await work.seats.by_code("STC-UV"), await work.seats.by_code("SNV-UV")
        assert finance and home and finance.holder
        await porch.database._writer.execute(
            "UPDATE tenures SET person_id = ? WHERE seat_id = ?", (finance.holder.id, home.id)
        )
    reach = await reach_of(looking(porch.database), "agency:STC,agency:SNV")
    assert [seat.code for seat in reach.seats] == ["STC-UV"]


async def test_an_empty_seat_is_named_and_not_written_to(porch: Porch) -> None:
    async with at_work(porch):
        await porch.database._writer.execute("UPDATE tenures SET until = '2026-11-01' WHERE seat_id = 3")
    announcement = await sent(porch)
    reach = await reach_of(looking(porch.database), "all")
    assert len(reach.vacant) == 1 and len(reach.seats) == 27
    assert len(await looking(porch.database).announcements.deliveries(announcement.id)) == 27


async def test_the_plan_sends_at_its_moment_and_only_once(porch: Porch) -> None:
    at = MONDAY + timedelta(hours=2)
    async with at_work(porch) as work:
        await work.announcements.add(replace(DRAFT, state="scheduled", send_at=at), MONDAY)
        assert await announcements.plan(work, at - timedelta(seconds=1), PRACTICE, VOICE) == 0
    for _ in range(2):
        async with at_work(porch) as work:
            await announcements.plan(work, at, PRACTICE, VOICE)
    assert len(await promised(porch)) == 28


async def test_what_cannot_go_is_a_draft_again_and_its_sender_is_told(porch: Porch) -> None:
    async with at_work(porch) as work:
        lead = next(s for s in await work.seats.secretariat() if s.role == "secretariat_lead")
        assert lead.holder
        draft = replace(DRAFT, state="scheduled", send_at=MONDAY, audience="agency:XYZ")
        made = await work.announcements.add(replace(draft, made_by=lead.holder.id), MONDAY)
        for _ in range(3):
            await announcements.plan(work, MONDAY, PRACTICE, VOICE)
        kept = await work.announcements.get(made.id)
        assert kept and kept.state == "draft" and kept.send_at is None
        due = await work.outbox.due(MONDAY, 100)
    told = [p.outgoing.text for p in due if p.outgoing.person == lead.holder.id]
    assert len(told) == 1 and "agency:XYZ" in told[0]


async def test_the_last_report_comes_after_a_quarter_of_an_hour_at_the_latest(porch: Porch) -> None:
    await sent(porch)  # made at the command line: the secretariat's head hears of it
    async with at_work(porch) as work:
        assert await announcements.plan(work, MONDAY + timedelta(minutes=14), PRACTICE, VOICE) == 0
        assert await announcements.plan(work, MONDAY + timedelta(minutes=15), PRACTICE, VOICE) == 1
        assert await announcements.plan(work, MONDAY + timedelta(minutes=16), PRACTICE, VOICE) == 0


async def test_what_waits_is_reworded(porch: Porch) -> None:
    announcement = await sent(porch)
    async with at_work(porch) as work:
        assert await work.announcements.reword_waiting(announcement.id, "", "đúng") == 28
        assert await work.announcements.reword_waiting(announcement.id, "en", "right") == 0
    assert {promise.outgoing.text for promise in await promised(porch)} == {"đúng"}


@pytest.mark.parametrize("audience", ["agency:STC,-agency:STC", ""])
async def test_nobody_to_send_to(porch: Porch, audience: str) -> None:
    with pytest.raises(Refusal) as refused:
        await sent(porch, replace(DRAFT, audience=audience))
    assert refused.value.reason is RefusalReason.AUDIENCE_EMPTY
    assert not await promised(porch)
