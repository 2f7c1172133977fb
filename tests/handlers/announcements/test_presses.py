"""Buttons that no card of ours ever had, and people who may not press."""

import pytest

from messages.envelope import Outgoing
from storage.work import looking
from tests.handlers.porch import Porch

HA, KHOA = "100", "200"
HUGE = "99999999999999999999"
STRANGE = ("", "1", "1:1", "1:99", "0:1", "²:1", f"{HUGE}:1", "1:1:type:x", "x", ":", "1:1:role:boss")
DRAFTS = ("an_to", "an_back", "an_aud", "an_ack", "an_urg", "an_send", "an_now", "an_at", "an_unat")
VERBS = (*DRAFTS, "an_edit", "an_drop", "an_show", "an_ref", "an_remind", "an_fix", "an_cor", "ack")


@pytest.fixture
async def joined(porch: Porch) -> Porch:
    lead = next(s for s in await looking(porch.database).seats.secretariat() if s.role == "secretariat_lead")
    await porch.joins(lead.code, HA)
    await porch.joins("SVHTTDL-UV", KHOA)
    return porch


def text(said: list[Outgoing]) -> str:
    return "\n".join(out.text for out in said)


@pytest.mark.parametrize("verb", VERBS)
async def test_a_crafted_press_is_refused_in_a_sentence(joined: Porch, verb: str) -> None:
    for rest in STRANGE:
        said = await joined.presses(KHOA, f"{verb}:{rest}")
        assert len(said) == 1 and said[0].text and said[0].toast


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "ack"])
async def test_a_member_moves_nothing(joined: Porch, verb: str) -> None:
    await joined.says(HA, "/thongbao Nội dung")
    await joined.presses(HA, "an_aud:1:1:all")
    before = await looking(joined.database).announcements.get(1)
    await joined.presses(KHOA, f"{verb}:1:2")
    assert await looking(joined.database).announcements.get(1) == before


async def test_without_its_revision_a_button_is_old(joined: Porch) -> None:
    await joined.says(HA, "/thongbao Nội dung")
    await joined.presses(HA, "an_aud:1:1:all")
    assert "không còn hiệu lực" in text(await joined.presses(HA, "an_send:1"))
    assert "không còn hiệu lực" in text(await joined.presses(HA, "an_send:1:1"))
    assert "Người nhận: Tất cả" in text(await joined.presses(HA, "an_send:1:2"))


@pytest.mark.parametrize("typed", ["0", "99", "²", "99999999999999999999", "x"])
async def test_a_number_of_nothing(joined: Porch, typed: str) -> None:
    assert "Không có thông báo số này" in text(await joined.says(HA, f"/dsthongbao {typed}"))
    assert "Không có thông báo số này" in text(await joined.says(HA, f"/giaonhan {typed}"))


async def test_a_member_announces_nothing(joined: Porch) -> None:
    await joined.says(KHOA, "/thongbao Nội dung")
    assert await looking(joined.database).announcements.get(1) is None


async def test_everything_leaves_an_audit_row(joined: Porch) -> None:
    await joined.says(HA, "/thongbao Nội dung")
    await joined.presses(HA, "an_aud:1:1:all")
    await joined.presses(HA, "an_ack:1:2")
    await joined.presses(HA, "an_send:1:3")
    await joined.presses(KHOA, "ack:1")
    assert await joined.audit("announcement:1") == ["announced", "acknowledged"]


async def test_english_for_whoever_chose_it(joined: Porch) -> None:
    """The secretary's language is not her readers'."""
    await joined.says(HA, "/ngonngu en")
    said = await joined.says(HA, "/thongbao Content")
    assert "not sent yet" in text(said)
    await joined.presses(HA, "an_aud:1:1:all")
    await joined.presses(HA, "an_ack:1:2")
    await joined.presses(HA, "an_send:1:3")
    due = await looking(joined.database).outbox.due(joined.now, 100)
    labels = {p.outgoing.choices[0][0].label for p in due if p.outgoing.about == "announcement:1"}
    assert labels == {"Đã nhận", "Received"}
