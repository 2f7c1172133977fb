"""Events in every form that was documented or seen become Incoming; what is unknown is passed over."""

from datetime import datetime
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.zalo.incoming import events_of, incoming_of
from bot.channels.zalo.their_time import TheirTime
from bot.clock import TurnedClock
from messages.envelope import Attachment, Came, Incoming
from tests.messages.made_up import ZONE

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)
TIMES = TheirTime(TurnedClock(NOW))
WRITTEN = datetime(2026, 11, 23, 6, 58, 30, 250_000, tzinfo=ZONE)
KHOA = "6ede9afa66b88fe6d6a9"
PHOTO = "https://photo-stal-1.zdn.vn/a/b.jpg"


def event(form: str = "text", *, group: str = "", **content: Any) -> dict[str, Any]:
    message = {
        "from": {"id": KHOA, "display_name": "Khoa", "is_bot": False},
        "chat": {"id": group or KHOA, "chat_type": "GROUP" if group else "PRIVATE"},
        "message_id": "2d758cb5e222177a4e35",
        "date": round(WRITTEN.timestamp() * 1000),
        **content,
    }
    return {"event_name": f"message.{form}.received", "message": message}


def came(given: Any, channel: str = "zalo") -> Incoming | None:
    found = [incoming_of(one, channel, NOW, TIMES) for one in events_of(given)]
    assert len(found) <= 1
    return found[0] if found else None


def test_a_text() -> None:
    assert came(event(text="Nguye\u0302\u0303n: dự"), "zalo2") == Incoming(
        channel="zalo2",
        update_key="2d758cb5e222177a4e35",
        chat=KHOA,
        user=KHOA,
        came=Came.TEXT,
        at=WRITTEN,
        text="Nguyễn: dự",
        message="2d758cb5e222177a4e35",
        numbered=True,
    )


FORMS: dict[str, tuple[dict[str, Any], Came, Attachment | None]] = {
    "photo_url": (
        event("image", photo_url=PHOTO, message_type="CHAT_PHOTO"),
        Came.PHOTO,
        Attachment("photo", PHOTO),
    ),
    "photo": (event("image", photo=PHOTO), Came.PHOTO, Attachment("photo", PHOTO)),
    "photo in an object": (event("image", photo={"url": PHOTO}), Came.PHOTO, Attachment("photo", PHOTO)),
    "photos of two sizes": (event("image", photo=["x", PHOTO]), Came.PHOTO, Attachment("photo", PHOTO)),
    "photo from nowhere": (event("image", photo=""), Came.OTHER, None),
    "photo without text or place": (event("image"), Came.OTHER, None),
    "sticker": (event("sticker", sticker="bfe4", url="https://x"), Came.STICKER, None),
    "voice": (event("voice", voice_url="https://x/a.aac"), Came.VOICE, None),
    "unsupported": (event("unsupported"), Came.OTHER, None),
    "link": (event("link", url="https://x"), Came.OTHER, None),
    "empty text": (event(text=" "), Came.OTHER, None),
    "no text": (event(), Came.OTHER, None),
    "text of another kind": (event(text={"a": 1}), Came.OTHER, None),
    "no name": ({"message": event(text="xong")["message"]}, Came.TEXT, None),
}


@pytest.mark.parametrize("case", FORMS)
def test_each_form(case: str) -> None:
    given, form, attachment = FORMS[case]
    incoming = came(given)
    assert incoming is not None
    assert (incoming.came, incoming.attachment) == (form, attachment)


def test_a_caption_is_the_text() -> None:
    incoming = came(event("image", photo_url=PHOTO, caption="biển bản"))
    assert incoming is not None and incoming.text == "biển bản"


@pytest.mark.parametrize(
    "given",
    [
        event(text="xong"),
        {"ok": True, "result": event(text="xong")},
        {"ok": True, "error_code": 0, "result": [event(text="xong")]},
        [event(text="xong")],
        {"result": {"ok": True, "result": event(text="xong")}},
    ],
)
def test_wrapped_or_bare(given: Any) -> None:
    assert came(given) == came(event(text="xong"))


@pytest.mark.parametrize(
    "given",
    [
        None,
        "xong",
        7,
        [],
        {},
        {"ok": True},
        {"ok": True, "result": None},
        {"ok": True, "result": []},
        event("reaction", text="❤"),
        {"event_name": "user.follow", "follower": {"id": KHOA}},
        {"event_name": "message.text.received"},
        {"event_name": None, "message": None},
        {"event_name": "message.text.received", "message": {"text": "x"}},
        event(text="tôi", **{"from": {"id": "1", "is_bot": True}}),
        [[[[[[event(text="sâu")]]]]]],
    ],
)
def test_what_is_nothing_of_ours(given: Any) -> None:
    assert came(given) is None


def test_where_it_came_from() -> None:
    group = came(event(text="xong", group="g123"))
    assert group is not None and (group.chat, group.user, group.private) == ("g123", KHOA, False)
    alone = came(event(text="xong", chat={"id": KHOA}))
    assert alone is not None and alone.private
    nowhere = came(event(text="xong", chat=None))
    assert nowhere is not None and (nowhere.chat, nowhere.private) == (KHOA, True)
    nobody = came(event(text="xong", **{"from": None}))
    assert nobody is not None and nobody.user == KHOA
    number = came(event(text="xong", **{"from": {"id": 12}}, chat={"id": 12, "chat_type": "private"}))
    assert number is not None and (number.user, number.private) == ("12", True)


def test_the_key_is_the_messages_id_or_a_hash() -> None:
    nameless = [event(text="xong", message_id=None, date=date) for date in (1, 1, 2)]
    keys = [incoming.update_key for one in nameless if (incoming := came(one))]
    assert keys[0] == keys[1] != keys[2]
    assert keys[0].startswith("hash:")
    assert came(event(text="xong", message_id=None, date=None)) is not None
    deep: Any = 1
    for _ in range(600):
        deep = {"x": deep}
    assert came(event(text="xong", message_id=None, future=deep)) is not None


def test_a_reply_knows_to_what() -> None:
    incoming = came(event(text="2", reply_to_message={"message_id": "ab12"}))
    assert incoming is not None and incoming.reply_to == "ab12"


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
        | st.fixed_dictionaries(
            {
                "event_name": inner,
                "message": inner,
                "result": inner,
                "from": inner,
                "chat": inner,
                "id": inner,
            }
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_nothing_that_is_json_is_an_error(given: Any) -> None:
    for one in events_of(orjson.loads(orjson.dumps(given))):
        incoming_of(one, "zalo", NOW, TIMES)


@given(
    JSON,
    st.sampled_from(["text", "image", "voice"]),
    st.sampled_from(["text", "photo", "chat", "from", "date"]),
)
def test_no_field_of_another_kind_is_an_error(given: Any, form: str, field: str) -> None:
    incoming_of(event(form, **{field: given}), "zalo", NOW, TIMES)
