"""Updates that cannot be read, for the tests of what receives them; each holds words that no log may hold."""

from typing import Any

SECRET_WORDS = "chuyện riêng"
PERSON = {"id": 700_000_001, "is_bot": False, "first_name": SECRET_WORDS}
CHAT = {"id": 700_000_001, "type": "private", "first_name": SECRET_WORDS}


def message(**more: Any) -> dict[str, Any]:
    """A message as Telegram writes it, but for `more`."""
    return {
        "message_id": 7,
        "date": 1_790_000_000,
        "chat": CHAT,
        "from": PERSON,
        "text": SECRET_WORDS,
    } | more


PRESS = {"id": "9", "from": PERSON, "chat_instance": "1", "data": SECRET_WORDS}
FILE = {"file_id": "f", "file_unique_id": "u"}

POISON: dict[str, tuple[str, Any]] = {
    "a date in the year 3170843": ("message", message(date=99_999_999_999_999)),
    "a date beyond any number": ("message", message(date=10**18)),
    "a date before all dates": ("message", message(date=-(10**15))),
    "a date in words": ("message", message(date=SECRET_WORDS)),
    "a date of an edit": ("edited_message", message(edit_date=10**15)),
    "a date of what is replied to": ("message", message(reply_to_message=message(date=10**15))),
    "a text that is a number": ("message", message(text=7)),
    "a chat that is a number": ("message", message(chat=7)),
    "a chat whose id is an object": ("message", message(chat=CHAT | {"id": {"of": SECRET_WORDS}})),
    "a writer without an id": ("message", message(**{"from": {"first_name": SECRET_WORDS}})),
    "a writer whose id is words": ("message", message(**{"from": PERSON | {"id": SECRET_WORDS}})),
    "a number of a message in words": ("message", message(message_id=SECRET_WORDS)),
    "a photo that is a number": ("message", message(photo=7)),
    "a file whose size is words": ("message", message(text=None, document=FILE | {"file_size": "x"})),
    "no object at all": ("message", SECRET_WORDS),
    "a list": ("message", [message()]),
    "an object without content": ("message", {"message_id": 7}),
    "a press without content": ("callback_query", {"id": "9"}),
    "a press of a list": ("callback_query", PRESS | {"data": [SECRET_WORDS]}),
    "a press that is a number": ("callback_query", PRESS | {"id": 9}),
    "a leave without content": ("my_chat_member", {"chat": CHAT}),
}
