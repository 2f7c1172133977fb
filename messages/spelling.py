"""Writes moments, days and numbers as an official paper does: 15h30, thứ Ba, ngày 14/7/2026; 1.234,5."""

from datetime import date, datetime

WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def clock(moment: datetime, language: str) -> str:
    """15h30 in Vietnamese, 15:30 in English; the moment is already in the reader's zone."""
    return f"{moment:%H}h{moment:%M}" if language == "vi" else f"{moment:%H:%M}"


def day(value: date, language: str) -> str:
    """14/7/2026: day first in both languages, as the committee's papers have it."""
    del language
    return f"{value.day}/{value.month}/{value.year}"


def weekday_day(value: date, language: str) -> str:
    """thứ Ba, ngày 14/7/2026."""
    name = WEEKDAYS[language][value.weekday()]
    return f"{name}, ngày {day(value, language)}" if language == "vi" else f"{name}, {day(value, language)}"


def when(moment: datetime, language: str) -> str:
    """15h30, thứ Ba, ngày 14/7/2026."""
    return f"{clock(moment, language)}, {weekday_day(moment.date(), language)}"


def number(value: float, language: str) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English; no more than one decimal."""
    text = f"{value:,.1f}".removesuffix(".0")
    return text.translate(str.maketrans(",.", ".,")) if language == "vi" else text
