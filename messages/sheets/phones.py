"""Brings phone numbers as spreadsheets maul them (no leading 0, +84, 9.0E+08) to plain digits."""

import re

_EXPONENT = re.compile(r"^\d[.,](\d+)E\+?0?(\d+)$", re.IGNORECASE)


def read_phone(text: str) -> tuple[str, bool]:
    """The number as digits ("0900000101"; several joined with "; "), and whether it could be understood.

    What is no Vietnamese number (a hotline, an extension) is given back as it was typed.
    """
    if not text:
        return "", True
    if whole := _digits(text):
        return whole, True
    parts = [_digits(part) for part in re.split(r"[;,/\n]| [-–] | hoặc ", text) if part.strip()]
    if len(parts) > 1 and all(parts):
        return "; ".join(part for part in parts if part), True
    return text, False


def _digits(text: str) -> str | None:
    if found := _EXPONENT.match(text.strip()):
        if len(found[1]) < int(found[2]):  # Excel rounded the last digits away: they are lost
            return None
        text = found[0].replace(",", ".")
        text = str(int(float(text)))
    if re.search(r"[^\d\s+().\-]", text):
        return None
    if found := re.fullmatch(r"\s*(\d+)\.0\s*", text):
        text = found[1]
    digits = re.sub(r"\D", "", text)
    for prefix in ("0084", "84"):
        if digits.startswith(prefix) and len(digits) - len(prefix) in (9, 10):
            digits = "0" + digits[len(prefix) :].lstrip("0")
            break
    if not digits.startswith("0") and len(digits) in (9, 10):
        digits = "0" + digits
    return digits if digits.startswith("0") and len(digits) in (10, 11) else None
