"""What people read stands in templates: Python holds no Vietnamese beyond the phrases that it reads."""

import unicodedata

from tests.house.source import LAYERS, ROOT, at, files, name, strings

# Here Vietnamese is data: what people type, the headings of their sheets, the days of the week.
READERS = ("messages/reading/", "messages/sheets/", "messages/spelling.py")
# A committee that has not been named is called this.
NAMES = {"Ban Chỉ đạo"}


def vietnamese(text: str) -> bool:
    """Whether a letter of the text is one that English does not have: đ, ơ, ố … (but not é of café)."""
    if any(letter in "đĐ" for letter in text):
        return True
    marks = {mark for mark in unicodedata.normalize("NFD", text) if unicodedata.combining(mark)}
    return any(mark in "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323" for mark in marks)


def test_no_sentence_in_python() -> None:
    said = [
        f"{at(path, line)}: {text[:60]!r}"
        for path in [*files(".py", folders=LAYERS), ROOT / "run_bot.py"]
        if not name(path).startswith(READERS)
        for text, line in strings(path)
        if vietnamese(text) and text not in NAMES
    ]
    assert not said, "these belong into messages/templates/:\n" + "\n".join(said)


def test_vietnamese_is_told_from_english() -> None:
    assert vietnamese("đồng chí") and vietnamese("họp") and not vietnamese("a plain sentence – “quoted” …")
