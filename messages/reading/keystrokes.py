"""Undoes keystrokes that an input method left raw: Telex ("ddax xong") and VNI ("ro62i")."""

import re
import unicodedata

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX_MARKS = (("dd", "đ"), ("uow", "ươ"), ("uwow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"))
_TELEX_W = (("uaw", "ưa"), ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"))
_VOWELS = "aăâeêioôơuưy"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi"
    r"|ươ|ưu|yê"
    r"|iêu|oai|oao|oay|oeo|uao|uây|uôi|uya|uyê|uyu|ươi|ươu|yêu)"
    r"(?:ch|nh|ng|[cmnpt])?"
)
_PLAIN = str.maketrans("ăâêôơưđ", "aaeooud")
_PLAIN_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uy|uu|ye|ieu|oai|oao|oay|oeo|uao|uay|uoi"
    r"|uya|uye|uyu|uou|yeu)(?:ch|nh|ng|[cmnpt])?"
)


def is_syllable(word: str) -> bool:
    """Whether a plain (folded) word could be a Vietnamese syllable."""
    return len(word) <= 7 and _PLAIN_SYLLABLE.fullmatch(word) is not None


def _with_tone(base: str, tone: str) -> str:
    """Put a tone on the vowel that carries it (the marked one, or the last but one of an open group)."""
    spots = [i for i, char in enumerate(base) if char in _VOWELS]
    if base[:2] in ("qu", "gi") and len(spots) > 1:
        spots = spots[1:]
    if not spots:
        return base
    marked = [i for i in spots if base[i] in "ăâêôơư"]
    closed = spots[-1] < len(base) - 1
    spot = marked[-1] if marked else spots[-1] if closed or len(spots) == 1 else spots[-2]
    return base[:spot] + unicodedata.normalize("NFC", base[spot] + tone) + base[spot + 1 :]


def from_telex(word: str) -> str | None:
    """The syllable that these raw Telex keys spell, or None when they spell none ("gaanf" -> "gần")."""
    if len(word) < 2 or len(word) > 9 or not word.isascii():
        return None
    tone = ""
    base = word
    for at in range(len(word) - 1, 0, -1):
        if word[at] in _TONES and any(char in "aeiouyw" for char in word[:at]):
            tone = _TONES[word[at]]
            base = word[:at] + word[at + 1 :]
            break
        if word[at] not in "ghcnmptwaeoiduy":
            break
    for keys, letter in _TELEX_MARKS:
        base = base.replace(keys, letter)
    if base.endswith("d") and base.startswith("d"):  # the stroke typed last: "dangd"
        base = "đ" + base[1:-1]
    if "w" in base:
        for keys, letter in _TELEX_W:
            base = base.replace(keys, letter)
        base = base.replace("uơ", "ươ") if not base.endswith("uơ") else base
        base = _typed_last(base)
        base = re.sub(r"^([^w]*)w", r"\1ư", base) if "w" in base else base
    if base == word or "w" in base or not _SYLLABLE.fullmatch(base):
        return None
    return _with_tone(base, tone) if tone else base


def _typed_last(base: str) -> str:
    """A syllable whose "w" was typed after the vowel that it marks: "guiw" -> "gưi", "duocw" -> "dươc"."""
    head, found, tail = base.partition("w")
    if not found or head[-1:] not in "iycmnptgh" or not head[-1:]:
        return base
    if "uo" in head:
        return head.replace("uo", "ươ", 1) + tail
    for plain, marked in (("ua", "ưa"), ("oi", "ơi"), ("ui", "ưi"), ("a", "ă"), ("o", "ơ"), ("u", "ư")):
        if plain in head and not (plain[0] == "u" and head.startswith("qu")):
            return head.replace(plain, marked, 1) + tail
    return base


def from_vni(word: str) -> str | None:
    """The syllable that these raw VNI keys spell ("ro62i" -> "rồi", "d9ang" -> "đang"), or None."""
    if len(word) < 3 or len(word) > 10 or not word.isascii():
        return None
    tone = ""
    out: list[str] = []
    for char in word:
        if not char.isdecimal():
            out.append(char)
        elif char in _VNI_TONES:
            if tone:
                return None
            tone = _VNI_TONES[char]
        elif char == "9":
            if "d" not in out:
                return None
            out[out.index("d")] = "đ"
        elif not _mark_vni(out, char):
            return None
    base = "".join(out)
    if not _SYLLABLE.fullmatch(base) or len(base) < 2:
        return None
    return _with_tone(base, tone) if tone else base


def _mark_vni(out: list[str], digit: str) -> bool:
    """Apply 6 (â ê ô), 7 (ơ ư) or 8 (ă) to the letters before it; False when none can take it."""
    table = {"6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}}.get(digit)
    if table is None:
        return False
    for at in range(len(out) - 1, -1, -1):
        if out[at] in table:
            out[at] = table[out[at]]
            if digit == "7" and out[at] == "ơ" and at and out[at - 1] == "u" and at < len(out) - 1:
                out[at - 1] = "ư"
            elif digit == "7" and out[at] == "ư" and at + 1 < len(out) and out[at + 1] == "o":
                out[at + 1] = "ơ"
            return True
    return False
