"""What Telegram sends becomes Incoming; what is none of ours is dropped, and nothing makes it fail."""

import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram.incoming import ALLOWED, incoming_of
from messages.envelope import Attachment, Came, Incoming

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
KHOA = {"id": 7, "is_bot": False, "first_name": "Khoa"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Khoa"}
GROUP = {"id": -1009, "type": "supergroup", "title": "Tổ giúp việc"}


def came(**what: Any) -> Incoming | None:
    """What an update of this content becomes."""
    return incoming_of(Update.de_json({"update_id": 5, **what}, None), NOW)


def message(**more: Any) -> dict[str, Any]:
    return {"message_id": 40, "date": 1_795_392_000, "chat": PRIVATE, "from": KHOA, **more}


def test_a_text() -> None:
    assert came(message=message(text="xong")) == Incoming(
        channel="telegram",
        update_key="5",
        chat="7",
        user="7",
        came=Came.TEXT,
        at=NOW,
        text="xong",
        message="40",
    )


def test_a_decomposed_text_is_composed() -> None:
    incoming = came(message=message(text=unicodedata.normalize("NFD", "đã hoàn thành")))
    assert incoming is not None and incoming.text == "đã hoàn thành"


def test_a_reply_names_what_it_replies_to() -> None:
    incoming = came(message=message(text="xong", reply_to_message=message(text="?") | {"message_id": 33}))
    assert incoming is not None and incoming.reply_to == "33"


def test_a_press() -> None:
    query = {
        "id": "990",
        "from": KHOA,
        "chat_instance": "1",
        "data": "rsvp:17:yes",
        "message": message(text="Mời họp"),
    }
    assert came(callback_query=query) == Incoming(
        channel="telegram",
        update_key="5",
        chat="7",
        user="7",
        came=Came.PRESS,
        at=NOW,
        press="rsvp:17:yes",
        press_id="990",
        message="40",
    )


def test_a_press_on_a_message_that_is_too_old_to_be_shown() -> None:
    """Telegram tells its chat and number only, with the date 0."""
    old = {"message_id": 40, "date": 0, "chat": PRIVATE}
    query = {"id": "990", "from": KHOA, "chat_instance": "1", "data": "x", "message": old}
    incoming = came(callback_query=query)
    assert incoming is not None
    assert (incoming.chat, incoming.message, incoming.press) == ("7", "40", "x")


def test_a_press_without_its_message_is_answered_to_whoever_pressed() -> None:
    incoming = came(callback_query={"id": "990", "from": KHOA, "chat_instance": "1", "data": "x"})
    assert incoming is not None
    assert (incoming.chat, incoming.message, incoming.private) == ("7", "", True)


def test_a_press_in_a_group_is_not_private() -> None:
    query = {
        "id": "9",
        "from": KHOA,
        "chat_instance": "1",
        "data": "x",
        "message": message(text="?", chat=GROUP),
    }
    incoming = came(callback_query=query)
    assert incoming is not None
    assert (incoming.chat, incoming.user, incoming.private) == ("-1009", "7", False)


def test_an_edited_text_is_known_as_such() -> None:
    incoming = came(edited_message=message(text="xong 90%", edit_date=1_795_392_060))
    assert incoming is not None
    assert (incoming.came, incoming.text, incoming.message) == (Came.EDITED, "xong 90%", "40")


def test_a_photo_in_its_largest_size_with_its_words() -> None:
    sizes = [
        {"file_id": name, "file_unique_id": name, "width": 9, "height": 9, "file_size": size}
        for name, size in (("small", 100), ("large", 5000))
    ]
    incoming = came(message=message(photo=sizes, caption="ảnh hiện trường", media_group_id="g1"))
    assert incoming is not None
    assert incoming.came is Came.PHOTO
    assert incoming.attachment == Attachment("photo", "large", size=5000)
    assert (incoming.text, incoming.album) == ("ảnh hiện trường", "g1")


def test_a_document_with_its_name_composed() -> None:
    document = {
        "file_id": "f",
        "file_unique_id": "u",
        "file_name": unicodedata.normalize("NFD", "Kế hoạch.docx"),
        "file_size": 2_000_000_000,
        "mime_type": "application/msword",
    }
    incoming = came(message=message(document=document))
    assert incoming is not None
    assert incoming.attachment == Attachment(
        "document", "f", name="Kế hoạch.docx", size=2_000_000_000, mime="application/msword"
    )


def test_a_document_of_which_nothing_is_told() -> None:
    incoming = came(message=message(document={"file_id": "f", "file_unique_id": "u"}))
    assert incoming is not None and incoming.attachment == Attachment("document", "f")


STICKER = {
    "file_id": "f",
    "file_unique_id": "u",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}
SOUND = {"file_id": "f", "file_unique_id": "u", "duration": 3}


@pytest.mark.parametrize(
    ("what", "as_what"),
    [
        ({"sticker": STICKER}, Came.STICKER),
        ({"voice": SOUND}, Came.VOICE),
        ({"audio": SOUND}, Came.VOICE),
        ({"video_note": SOUND | {"length": 9}}, Came.VOICE),
        ({"location": {"latitude": 21.0, "longitude": 105.8}}, Came.OTHER),
        ({"contact": {"phone_number": "+84900000117", "first_name": "Khoa"}}, Came.OTHER),
        ({"video": SOUND | {"width": 9, "height": 9}}, Came.OTHER),
        ({"dice": {"emoji": "🎲", "value": 3}}, Came.OTHER),
        ({"something_of_next_year": {"x": 1}}, Came.OTHER),
    ],
)
def test_what_cannot_be_read_is_known_by_its_form(what: dict[str, Any], as_what: Came) -> None:
    incoming = came(message=message(**what))
    assert incoming is not None
    assert (incoming.came, incoming.attachment) == (as_what, None)


@pytest.mark.parametrize(
    ("status", "as_what"), [("kicked", Came.LEFT), ("member", Came.RETURNED), ("left", Came.LEFT)]
)
def test_blocking_and_unblocking(status: str, as_what: Came) -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "Giao Ban"}
    new = {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
    member = {
        "chat": PRIVATE,
        "from": KHOA,
        "date": 1_795_392_000,
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": new,
    }
    incoming = came(my_chat_member=member)
    assert incoming is not None
    assert (incoming.came, incoming.chat, incoming.user) == (as_what, "7", "7")
    assert came(my_chat_member=member | {"chat": GROUP}) is None


@pytest.mark.parametrize(
    "what",
    [
        {"message": message(text="x") | {"from": KHOA | {"is_bot": True}}},
        {"channel_post": {"message_id": 1, "date": 1, "chat": GROUP | {"type": "channel"}, "text": "x"}},
        {"message": {"message_id": 1, "date": 1, "chat": GROUP, "text": "x"}},  # an anonymous one
        {"poll_answer": {"poll_id": "1", "user": KHOA, "option_ids": [0], "option_persistent_ids": []}},
        {"something_of_next_year": {"x": 1}},
        {},
    ],
)
def test_what_is_none_of_ours_is_dropped(what: dict[str, Any]) -> None:
    assert came(**what) is None


def test_only_what_is_understood_is_asked_for() -> None:
    assert set(ALLOWED) == {"message", "edited_message", "callback_query", "my_chat_member"}
