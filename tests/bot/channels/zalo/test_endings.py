"""One table says how each trouble ends, told by the body or by the status; nothing is sent twice."""

from datetime import timedelta

import pytest

from bot.channels.base import Ending, Later, Refused, Sent, Unreachable, Unsure
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.client import Said, ServerTrouble
from bot.channels.zalo.endings import ending_of, is_unformatted
from bot.clock import SystemClock
from bot.sandbox import SandboxServer
from bot.sandbox.zalo import BLOCKED_403, BLOCKED_404, EVERY_CODE, ZaloWorld
from tests.bot.channels.promising import promise, send
from tests.bot.channels.zalo.answering import AnsweringServer

MINUTE = timedelta(minutes=1)

REFUSALS: dict[str, tuple[int, str, Ending]] = {
    "token": (401, "", Later("token_refused", MINUTE, everybody=True)),
    "its own trouble": (403, "", Later("server_trouble")),
    "blocked": (403, "Forbidden: the user has blocked the bot", Unreachable("not_found")),
    "forbidden": (403, "Forbidden", Unreachable("not_found")),
    "chat not found": (404, "Chat not found", Unreachable("not_found")),
    "not found": (404, "", Unreachable("not_found")),
    "a chat that is none": (400, "Bad request: chat_id is not valid", Unreachable("not_found")),
    "timeout": (408, "", Unsure("no_answer")),
    "too large": (413, "Too large", Refused("413 Too large")),
    "quota": (429, "", Later("quota", MINUTE, everybody=True, growing=True)),
    "500": (500, "Internal server error", Later("server_trouble")),
    "502": (502, "Bad gateway", Later("server_trouble", doubtful=True)),
    "503": (503, "Service unavailable", Later("server_trouble")),
    "504": (504, "Gateway timeout", Later("server_trouble", doubtful=True)),
    "never heard of": (418, "I am a teapot", Later("code_418")),
}


@pytest.mark.parametrize("by_body_only", [False, True])
@pytest.mark.parametrize("case", REFUSALS)
async def test_refusals(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel, case: str, by_body_only: bool
) -> None:
    status, sentence, ending = REFUSALS[case]
    zalo.oddities.told_by_body_only = EVERY_CODE | {418, 413, 503} if by_body_only else frozenset()
    zalo.faults.refuse("sendMessage", status, sentence)
    assert (await send(channel, promise(khoa)))[0] == ending
    assert len(zalo.calls_of("sendMessage")) == 1
    assert zalo.said_to(khoa) == []


@pytest.mark.parametrize("blocked", [BLOCKED_403, BLOCKED_404])
@pytest.mark.parametrize("by_body_only", [frozenset(), EVERY_CODE])
async def test_who_has_blocked_the_bot(
    zalo: ZaloWorld, khoa: str, channel: ZaloChannel, blocked: tuple[int, str], by_body_only: frozenset[int]
) -> None:
    zalo.oddities.blocked, zalo.oddities.told_by_body_only = blocked, by_body_only
    zalo.block(khoa)
    assert (await send(channel, promise(khoa)))[0] == Unreachable("not_found")
    zalo.unblock(khoa)
    assert isinstance((await send(channel, promise(khoa)))[0], Sent)


async def test_who_has_never_written(zalo: ZaloWorld, channel: ZaloChannel) -> None:
    ha = zalo.add_user("Hà")
    assert (await send(channel, promise(ha)))[0] == Unreachable("not_found")


async def test_a_month_that_is_used_up(zalo: ZaloWorld, khoa: str, channel: ZaloChannel) -> None:
    zalo.plan.messages = 1
    assert isinstance((await send(channel, promise(khoa)))[0], Sent)
    for _ in range(2):
        assert (await send(channel, promise(khoa)))[0] == Later("quota", MINUTE, everybody=True, growing=True)


@pytest.mark.parametrize("taken", [True, False])
async def test_what_nobody_knows(zalo: ZaloWorld, khoa: str, channel: ZaloChannel, taken: bool) -> None:
    zalo.faults.drop("sendMessage", taken=taken)
    assert (await send(channel, promise(khoa)))[0] == Unsure("connection_broken")
    zalo.faults.silence("sendMessage", taken=taken)
    assert (await send(channel, promise(khoa)))[0] == Unsure("no_answer")
    zalo.faults.garble("sendMessage")
    assert (await send(channel, promise(khoa)))[0] == Unsure("answer_unreadable")
    assert len(zalo.calls_of("sendMessage")) == 3


async def test_nobody_there(zalo: ZaloWorld, khoa: str) -> None:
    async with AnsweringServer() as server:
        address = server.url
    channel = ZaloChannel(zalo.token, address, SystemClock())
    await channel.open()
    assert (await send(channel, promise(khoa)))[0] == Later("no_connection", everybody=True)
    await channel.close()
    assert (await send(channel, promise(khoa)))[0] == Later("no_connection", everybody=True)


async def test_a_wrong_token(zalo: ZaloWorld, khoa: str, server: SandboxServer) -> None:
    channel = ZaloChannel("2140301985:another-token-0123", server.zalo_url, SystemClock())
    await channel.open()
    assert (await send(channel, promise(khoa)))[0] == Later("token_refused", MINUTE, everybody=True)
    await channel.close()


@pytest.mark.parametrize(
    ("status", "ending"),
    [
        (302, Later("server_trouble")),
        (403, Later("server_trouble")),
        (404, Later("server_trouble")),
        (413, Refused("too large")),
        (429, Later("quota", MINUTE, everybody=True, growing=True)),
        (500, Later("server_trouble")),
        (502, Later("server_trouble", doubtful=True)),
        (504, Later("server_trouble", doubtful=True)),
    ],
)
def test_what_stands_before_zalo(status: int, ending: Ending) -> None:
    assert ending_of(ServerTrouble(status)) == ending


def test_a_no_to_the_message_is_not_one_to_the_person() -> None:
    assert is_unformatted(Said(400, "Bad request: unknown text style", 400))
    assert not is_unformatted(Said(400, "Bad request: chat_id is required", 400))
    assert not is_unformatted(Said(429, "Quota exceeded", 429))
    assert not is_unformatted(ServerTrouble(400))
    assert ending_of(Said(400, "x" * 500, 400)) == Refused("400 " + "x" * 196)
