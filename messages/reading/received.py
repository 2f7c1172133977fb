"""Reads whether a reply says no more than that a message was received: "đã nhận", "da nhan ạ", "ok"."""

from messages.reading.fold import fold

# Whole replies, folded and without punctuation.
_RECEIVED = frozenset(
    (
        "da nhan",
        "da nhan duoc",
        "da nhan thong bao",
        "da nhan duoc thong bao",
        "da nhan tin",
        "nhan duoc",
        "nhan duoc roi",
        "nhan roi",
        "da ro",
        "ro",
        "ro roi",
        "da ro thong bao",
        "da xem",
        "da doc",
        "da biet",
        "da nam",
        "da tiep nhan",
        "vang",
        "ok",
        "oke",
        "okie",
        "okay",
        "received",
        "noted",
    )
)
_POLITE = ("toi", "chung toi", "em", "minh", "xin", "a", "cam on", "tran trong", "dong chi", "so", "roi")


def means_received(text: str) -> bool:
    """Whether the whole text acknowledges; polite words around it do not count."""
    words = " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())
    shorter = ""
    while words != shorter and words not in _RECEIVED:
        shorter = words
        for polite in _POLITE:
            words = words.removeprefix(f"{polite} ").removesuffix(f" {polite}")
    return words in _RECEIVED
