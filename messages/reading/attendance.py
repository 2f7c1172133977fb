"""Reads an answer to an invitation that was typed: "dự", "vắng, đi công tác", "cử đ/c Nam phó phòng"."""

import re
from dataclasses import dataclass

from committee.meetings import Answer
from messages.reading.fold import fold, nfc

LONGEST = 300  # characters; a longer message is no answer to an invitation

# What people type for "không", and polite words around an answer; all folded.
_NO = r"(?:khong|khg|kh|ko|k|hong|hok|chang|chua)"
_WHO = r"(?:(?:toi|em|minh|anh|chi|chung toi|don vi(?: toi)?|co quan(?: toi)?|ben (?:toi|em)) )?"
_POLITE = r"(?:(?:da|vang|uh|bao cao|bc|kinh bao cao|thua|dong chi|d/c|to giup viec|tgv)[ ,]+)*"
_END = r"(?: (?:a|nhe|nha|day|hop|cuoc hop|day du|dung gio|duoc|ok|roi|thay mat|theo giay moi))*[ .,)]*"
_GOES = r"(?:(?:se|co|xin|da|dang ky|xac nhan|nhat tri|dong y|ok) )*(?:tham du|tham gia|du|di|co mat)"

_ATTENDS = re.compile(rf"{_POLITE}{_WHO}{_GOES}{_END}")
_AGREES = re.compile(rf"{_POLITE}(?:co|ok|oke|okie|dong y|nhat tri|vang|duoc|yes|se co mat){_END}")
_ABSENT = re.compile(
    rf"{_POLITE}{_WHO}(?:(?:xin phep|xin bao|xin|cho|de nghi cho|bao|se|da) )*(?:phep )?{_WHO}"
    rf"(?:(?:co viec )?(?:bao )?(?P<away>vang)(?: mat)?|cao loi|cao vang"
    rf"|{_NO} (?:the )?(?:tham du|tham gia|du|di|den|co mat)(?: hop)?(?: duoc)?|hen dip khac)"
    rf"(?P<rest>(?:[ ,.:;(-].*)?)"
)
_REFUSES = re.compile(rf"{_POLITE}{_WHO}(?:{_NO}(?: a)?|ban|dang ban|no)(?P<rest>(?:[ ,.:;(-].*)?)")
_SENDS = re.compile(
    rf"{_POLITE}{_WHO}(?:(?:xin|xin phep|se|da|phan cong|don vi) )*"
    r"(?:cu|uy quyen(?: cho)?|nho|phan cong|giao) (?P<who>.+)"
)
_INSTEAD = re.compile(
    rf"(?:{_POLITE}(?:toi|em|don vi)\b[^,;.]*[,;.] ?)?"
    r"(?P<who>.+?) (?:(?:se|di|du) )*(?:(?:du|di|hop|tham du) thay|thay mat du|du ho)"
    r"(?: (?:mat|cho|giup|toi|em|minh|a|nhe))*[ .]*"
)
_UNSURE = re.compile(
    r"\?|\bchua (?:biet|chac|ro|quyet|sap xep)|\bco the\b|\bchac la?\b|\bhinh nhu|\bneu\b|\bhay\b(?! la)"
    rf"|\b{_NO} vang\b|\b(?:du|vang) (?:thao|an|kien|toan|bao)\b"
)
_BECAUSE = re.compile(
    r"^[ ,.:;()–-]*(?:(?:vì|vi|do|bởi|boi|lý do|ly do|ld|tại|tai)(?: là| la)?[ :]+)?", re.IGNORECASE
)
_TITLES = re.compile(r"^(?:(?:là|la)\s+|đ/c\s*|d/c\s*|đc\s+|đồng chí\s+|dong chi\s+|:\s*)+", re.IGNORECASE)
_TAIL = re.compile(
    r"[\s,]*(?:(?:sẽ|se|đi|di|đến|den|tham)\s+)*"
    r"(?:(?:dự|du|đi|di|họp|hop)\s+(?:thay|hộ|ho)|thay|dự họp|du hop|tham dự|tham du|đi họp|di hop|dự|du)"
    r"(?:\s+(?:tôi|toi|em|ạ|a|nhé|nhe|họp|hop))*[\s.]*$",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:nguoi|can bo|dong chi|d/c|dai dien|cap pho|chuyen vien)?(?: khac)?")
_NO_NAME = re.compile(r"[\d\s+().-]*|ok|co|khong|ko|dong y|vang|duoc|du|roi|nhat tri|da ro|chua|chua biet")


@dataclass(frozen=True)
class Attendance:
    """What was answered; `reason` and `substitute` as they were typed, empty when they were not."""

    answer: Answer
    reason: str = ""
    substitute: str = ""


def read_attendance(text: str, *, asked: bool = False) -> Attendance | None:
    """The answer that these words give, or nothing when they give none or are unsure of it.

    `asked` says that the words reply to an invitation itself: then "ok", "có", "bận họp UBND" count too.
    """
    typed = " ".join(nfc(text).split())
    said = fold(typed)
    if not said or len(typed) > LONGEST or len(said) != len(typed) or _UNSURE.search(said):
        return None
    agrees = asked and _AGREES.fullmatch(said) and ("vang" not in said or "vâng" in typed.lower())
    if agrees or _ATTENDS.fullmatch(said):
        return Attendance(Answer.ATTENDING)
    sent = _substitute(typed, said)
    if sent is not None:
        return sent
    absent = _ABSENT.fullmatch(said)
    if absent is None or _says_yes(absent, typed):
        absent = _REFUSES.fullmatch(said) if asked else None
    if absent is None:
        return None
    also = _substitute(typed[absent.start("rest") :].lstrip(" ,.:;-"), absent["rest"].lstrip(" ,.:;-"))
    return also or Attendance(Answer.ABSENT, reason=reason_of(typed[absent.start("rest") :]))


def _says_yes(absent: re.Match[str], typed: str) -> bool:
    """Whether what looks like "vắng" is "vâng", or may be: a bare "vang a" is neither."""
    start, end = absent.span("away")
    if start < 0:
        return False
    word = typed[start:end].lower()
    alone = not re.sub(r"\b(?:a|nhe|em|anh|chi)\b|\W", "", absent["rest"]) and "xin" not in absent[0]
    return word == "vâng" or (word == "vang" and alone)


def _substitute(typed: str, said: str) -> Attendance | None:
    """ "cử đ/c Nam phó phòng dự thay", "đ/c Nam dự thay"; without a name when none was typed."""
    found = _SENDS.fullmatch(said)
    if found is not None:
        return Attendance(Answer.SUBSTITUTE, substitute=substitute_of(typed[found.start("who") :]))
    found = _INSTEAD.fullmatch(said)
    if found is None or re.match(r"(?:toi|em) ", found["who"]):
        return None
    return Attendance(Answer.SUBSTITUTE, substitute=substitute_of(typed[slice(*found.span("who"))]))


def reason_of(typed: str) -> str:
    """A reason without the words that lead to it: "vì đi công tác" is "đi công tác"."""
    return _BECAUSE.sub("", " ".join(nfc(typed).split())).strip(" .,;:()–-")


def substitute_of(typed: str) -> str:
    """Name and title of whoever comes instead, or nothing when no name is among the words."""
    words = " ".join(nfc(typed).split())
    lead = _SENDS.fullmatch(fold(words))
    if lead is not None and len(fold(words)) == len(words):
        words = words[lead.start("who") :]
    words = _TITLES.sub("", _TAIL.sub("", words)).strip(" .,;:–-")
    folded = fold(words)
    if _NO_NAME.fullmatch(folded) or _NOBODY.fullmatch(folded) or not any(char.isalpha() for char in words):
        return ""
    return words
