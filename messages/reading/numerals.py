"""Turns spelled numbers into digits where a number is expected: "bốn lăm phần trăm", "thứ tư"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from messages.reading.fold import plain
from messages.reading.words import marks

if TYPE_CHECKING:
    from messages.reading.line import Token

_DIGITS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bay": 7,
           "tam": 8, "chin": 9}  # fmt: skip
# With diacritics only these spellings are numbers ("tám", never "tạm"; "sáu", never "sau").
_SPELLED = frozenset(
    [
        "một",
        "mốt",
        "hai",
        "ba",
        "bốn",
        "tư",
        "năm",
        "lăm",
        "nhăm",
        "sáu",
        "bảy",
        "bẩy",
        "tám",
        "chín",
        "mười",
        "mươi",
        "trăm",
        "chục",
    ]
)
_NUMBER_KEYS = frozenset(_DIGITS) | {"muoi", "tram", "chuc"}
_AFTER = frozenset(
    [
        "chuc",
        "phan",
        "%",
        "gio",
        "h",
        "phut",
        "ngay",
        "tuan",
        "thang",
        "hom",
        "buoi",
        "bua",
        "tieng",
        "xa",
        "phuong",
        "trang",
        "tin",
        "bai",
        "clip",
        "quy",
        "cuoc",
        "don",
        "dia",
        "so",
        "nguoi",
        "truong",
        "co",
        "tram",
        "tac",
        "cai",
        "bo",
        "ruoi",
        "kem",
        "noi",
        "viec",
        "nhiem",
        "dau",
        "muc",
        "bang",
        "mau",
        "trong",
        "tren",
    ]
)
_BEFORE = frozenset(["ngay", "mung", "mong", "thang", "thu", "quy"])
_AFTER_MONTHLESS = frozenset(["phan", "%", "phut", "tuan", "ruoi", "tieng"])


def spell_digits(tokens: list[Token]) -> list[Token]:
    """Replace spelled numbers by digit tokens that cover all their words; other tokens stay."""
    if not any(token.key in _NUMBER_KEYS for token in tokens):
        return tokens
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.key in _NUMBER_KEYS and _may_be_number(token):
            value, width = _number(tokens, at)
            if width and _expected(tokens, at, width, value, out):
                out.append(_digit(tokens[at : at + width], value))
                at += width
                continue
        out.append(token)
        at += 1
    return out


@cache
def _typed_as() -> dict[str, set[str]]:
    """The diacritics with which every number word is typed; without any, too."""
    typed = {key: {""} for key in _NUMBER_KEYS}
    for word in _SPELLED:
        typed.setdefault(plain(word), {""}).add(marks(word))
    return typed


def _may_be_number(token: Token) -> bool:
    if token.canon == "từ" or token.marks not in _typed_as().get(token.key, ()):
        return False  # "xong tu hom kia", "bây giờ", "tầm"
    return token.bare or token.canon in _SPELLED or (token.canon == token.key and token.key in _PLAIN_OK)


_PLAIN_OK = frozenset(["hai", "ba", "bon", "lam", "bay", "tam", "chin", "muoi", "tram", "chuc"])


def _digit(span: list[Token], value: int) -> Token:
    made = type(span[0])(str(value), str(value), span[0].start, span[-1].end, True)
    made.upper = span[0].upper
    return made


def _number(tokens: list[Token], at: int) -> tuple[int, int]:
    """The number spelled from `at` on and how many words it takes; width 0 when it is none."""
    keys = [token.key if _may_be_number(token) else "" for token in tokens[at : at + 4]]
    keys += [""] * (4 - len(keys))
    if keys[0] == "muoi":
        unit = _DIGITS.get(keys[1], 0) if keys[1] else 0
        if unit and not (keys[1] in ("ba", "nam", "tu") and keys[2] == "muoi"):
            return 10 + unit, 2
        return 10, 1
    if keys[0] == "tram":
        return 100, 1
    first = 0 if keys[0] in ("lam", "nham") else _DIGITS.get(keys[0], 0)
    if not first:
        return 0, 0
    if keys[1] in _DIGITS and keys[2] == "chuc":  # "ba bốn chục": 30 or 40
        return first * 10, 1
    if keys[1] in ("muoi", "chuc"):
        unit = _DIGITS.get(keys[2], 0) if keys[2] else 0
        if unit and keys[3] not in ("muoi",):
            return first * 10 + unit, 3
        return first * 10, 2
    if keys[1] == "tram":
        return first * 100, 2
    if keys[1] in ("lam", "nham", "mot") and first > 1 and (keys[1] != "mot" or keys[2] != "phan"):
        return first * 10 + _DIGITS[keys[1]], 2
    return first, 1


def _key(tokens: list[Token], at: int) -> str:
    return tokens[at].key if at < len(tokens) else ""


def _expected(tokens: list[Token], at: int, width: int, value: int, out: list[Token]) -> bool:
    """Whether a number is expected here, by the words around it."""
    before = out[-1].key if out else ""
    after = tokens[at + width].key if at + width < len(tokens) else ""
    key = tokens[at].key
    if before in ("thu", "t") and width == 1 and 2 <= value <= 7:
        return key != "sau" or after != "tu"
    if before == "phan" and (key in _DIGITS or key == "muoi") and out[-2:-1] and out[-2].key.isdecimal():
        return True
    if key == "tram" and before == "phan":
        return False  # "không phần trăm"
    if key == "mot" and width == 1 and after == "phan":  # "một phần" is no number, "một phần tư" is
        third = _key(tokens, at + 2)
        return third in _NUMBER_KEYS or third.isdecimal() or third == "tram"
    if key == "sau" and before in ("tuan", "nam", "hom", "ky", "dot") and tokens[at].canon != "sáu":
        return False  # "de tuan sau lam"
    if before in ("thang", "quy") and key == "sau":
        return tokens[at].canon == "sáu"
    if before in _BEFORE and key != "tram":
        two_days_on = before == "ngay" and tokens[at].canon == "mốt"
        return not two_days_on and not (
            before == "ngay" and key in ("mot", "nam", "ba") and after in ("", "hai")
        )
    if key == "nam" and width == 1 and after in ("sau", "bay") and _key(tokens, at + 2) in _AFTER:
        return True
    if key == "nam" and width == 1 and after not in _AFTER_MONTHLESS | {"ngay", "hom", "xa", "gio"}:
        return False
    if key == "sau" and width == 1 and tokens[at].canon == "sau" and not before.isdecimal():
        return False
    if after in _AFTER or width > 1:
        return not (after == "so" and tokens[at].key == "mot") and key != "lam"
    follows = tokens[at + width] if at + width < len(tokens) else None
    if follows is None or follows.key not in _DIGITS or not _may_be_number(follows):
        return False
    return key not in ("nam", "tu", "lam", "mot") and _key(tokens, at + 2) in _AFTER
