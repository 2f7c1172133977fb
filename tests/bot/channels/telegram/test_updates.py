"""One update that cannot be read is passed over and noted once by its number, whatever is wrong with it."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram import updates
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.updates import Reader, number_of, updates_of
from bot.clock import TurnedClock
from messages.envelope import Attachment, Incoming
from tests.bot.channels.promising import MONDAY
from tests.bot.channels.telegram.line import TOKEN
from tests.bot.channels.telegram.poison import CHAT, FILE, PERSON, POISON, PRESS, SECRET_WORDS, message

BOT = Bot(TOKEN, request=AiohttpRequest(), get_updates_request=AiohttpRequest())


@pytest.fixture
def reader() -> Reader:
    return Reader(BOT, TurnedClock(MONDAY))


def test_what_can_be_read(reader: Reader, caplog: pytest.LogCaptureFixture) -> None:
    incoming = reader.read({"update_id": 5, "message": message(text="xong")})
    assert incoming is not None
    assert (incoming.update_key, incoming.text) == ("5", "xong")
    assert reader.read({"update_id": 6, "something_new": {}}) is None
    assert caplog.messages == []


@pytest.mark.parametrize("case", POISON)
def test_what_cannot_is_noted_without_a_word_of_it(
    reader: Reader, caplog: pytest.LogCaptureFixture, case: str
) -> None:
    caplog.set_level(logging.DEBUG)
    kind, content = POISON[case]
    assert reader.read({"update_id": 41, kind: content}) is None
    [said] = caplog.messages
    assert re.fullmatch(rf"telegram: update 41 \({kind}\) cannot be read \(\w+Error\); passed over", said)
    assert SECRET_WORDS not in caplog.text and "Traceback" not in caplog.text


def test_a_kind_that_we_do_not_know_is_not_written_down(
    reader: Reader, caplog: pytest.LogCaptureFixture
) -> None:
    assert reader.read({"update_id": 41, "poll": 7, SECRET_WORDS: 7}) is None
    [said] = caplog.messages
    assert said.startswith("telegram: update 41 (of another kind) cannot be read (")


def test_each_is_noted_once_however_often_it_comes(reader: Reader, caplog: pytest.LogCaptureFixture) -> None:
    for number in (1, 2, 1, 2, 1):
        reader.read({"update_id": number, "message": 7})
    assert [said.split()[2] for said in caplog.messages] == ["1", "2"]


def test_not_everything_is_remembered_for_ever(reader: Reader) -> None:
    for number in range(1, 3 * updates.REMEMBERED):
        reader.read({"update_id": number, "message": 7})
    assert len(reader._noted) == updates.REMEMBERED


@pytest.mark.parametrize(
    "given", [None, 7, "x", [], {}, {"message": message()}]
    + [{"update_id": number} for number in (None, "5", True, 5.0, 0, -5, [5])],
)  # fmt: skip
def test_what_is_no_update(reader: Reader, caplog: pytest.LogCaptureFixture, given: Any) -> None:
    assert number_of(given) == 0
    with pytest.raises(ValueError):
        reader.read(given)
    with pytest.raises(TelegramError):
        updates_of([given])
    good = {"update_id": 5}
    assert updates_of([given, good, given]) == [good]
    assert caplog.messages == ["telegram: something came that is no update; passed over"]


@pytest.mark.parametrize("result", [None, 0, "", (), {}, True, 7, "x", {"update_id": 5}, {"result": []}])
def test_no_list_is_no_answer(result: Any) -> None:
    with pytest.raises(TelegramError):
        updates_of(result)


def test_nothing_came() -> None:
    assert updates_of([]) == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
MESSAGE = message(
    caption="x",
    media_group_id="1",
    reply_to_message=message(),
    document=FILE | {"file_name": "a", "file_size": 5},
    photo=[FILE | {"width": 1, "height": 1, "file_size": 5}],
    edit_date=1_790_000_001,
)
MEMBER = {"status": "member", "user": {"id": 1, "is_bot": True, "first_name": "Giao Ban"}}
WHOLE: dict[str, dict[str, Any]] = {
    "message": MESSAGE,
    "edited_message": MESSAGE,
    "callback_query": PRESS | {"message": message()},
    "my_chat_member": {
        "chat": CHAT, "from": PERSON, "date": 1, "old_chat_member": MEMBER, "new_chat_member": MEMBER
    },
}  # fmt: skip


def places(within: Any) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside."""
    pairs = within.items() if isinstance(within, dict) else enumerate(within)
    for key, value in pairs:
        yield (key,)
        if isinstance(value, dict | list):
            yield from ((key, *rest) for rest in places(value))


PLACES = [(kind, *place) for kind, whole in WHOLE.items() for place in places(whole)]


def other(place: tuple[Any, ...], value: Any, gone: bool) -> Any:
    """An update in which one value is another, or is missing."""
    update = orjson.loads(orjson.dumps({"update_id": 5, place[0]: WHOLE[place[0]]}))
    inside = update
    for key in place[:-1]:
        inside = inside[key]
    if gone:
        del inside[place[-1]]
    else:
        inside[place[-1]] = value
    return orjson.loads(orjson.dumps(update))


@given(st.sampled_from(PLACES), JSON, st.booleans())
def test_no_value_in_any_place_stops_it_or_gets_through_as_something_else(
    place: tuple[Any, ...], value: Any, gone: bool
) -> None:
    incoming = Reader(BOT, TurnedClock(MONDAY)).read(other(place, value, gone))
    if incoming is None:
        return
    for one in (incoming, incoming.attachment or Attachment("photo", "")):
        for name, kind in type(one).__annotations__.items():
            if kind in (str, int, bool):
                assert type(getattr(one, name)) is kind, name
    assert isinstance(incoming, Incoming)
    assert incoming.chat.lstrip("-").isdecimal() and incoming.user.lstrip("-").isdecimal()
