"""Keeps the last version when somebody corrects himself: "đã gửi… à chưa, mới in thôi"."""

from messages.reading.line import Line
from messages.reading.patterns import pattern
from messages.reading.shape import Shape

_MARK = (
    r"(?:[,.;…!?(-]|\s)+(?:à|ah|ủa|ý|ấy|ơ|ớ|ồ|khoan|mà)?,?\s*(?:nhầm(?: rồi)?|lộn(?: rồi)?|nói nhầm"
    r"|viết nhầm|gõ nhầm|ghi nhầm|nói lại"
    r"|xin đính chính|đính chính|xin sửa lại|sửa lại là|đúng ra là|đúng hơn là|hay đúng hơn|chính xác là"
    r"|i mean|correction)\b[ :,.…-]*"
    r"|[,.;…!?-]+\s*(?:à|ý|ủa|ơ) (?:không|quên|thôi|đâu|khoan)(?: phải)?\b[ :,.…-]*"
    r"|(?:…|\.\.+)\s*(?:à|ủa)\b,?(?= \w)"
    r"|[,.;…!?-]+\s*(?:à|ủa)\b,? (?=chưa|mới|đang|còn)"
)
_THEN = (
    r"\b(?:hôm qua|hôm kia|hôm trước|tuần trước|tháng trước|bữa trước|trước đây|trước đó|lúc trước"
    r"|lúc đầu|hồi|ban đầu|sáng|đầu tuần|mấy hôm trước|hôm bữa|kỳ trước|lần trước|trước)\b"
)
_NOW = (
    r"(?:[,.;…-]|\bnhưng|\bmà|\bcòn)\s*(?:nhưng |mà |còn |thì |đến |tới |cho đến )?(?:nay|hôm nay"
    r"|bữa nay|giờ|bây giờ|hiện|hiện nay|hiện tại|tuần này|sáng nay|hôm qua|chiều nay|vừa rồi|tháng này"
    r"|đến nay|lúc này)\b(?! chưa| em| anh)"
)


def last_version(line: Line, shape: Shape) -> tuple[Shape, int]:
    """The shape from the last correction on, and the token with which it begins (0: no correction)."""
    cut = 0
    for match in pattern(_MARK).finditer(line.canon):
        if match.start() > 0 and match.end() < len(line.canon) - 1:
            cut = match.end()
    if not cut:
        for now in pattern(_NOW).finditer(line.canon):
            if pattern(_THEN).search(line.canon[: now.start()]):
                cut = now.start() + 1
    if not cut:
        return shape, 0
    first = line.index_at(cut)
    kept = next((at for at, token in enumerate(shape.firsts) if token >= first), None)
    if kept is None or not any(letter in _TELLING for letter in shape.row[kept:]):
        return shape, 0
    tail = Shape(
        shape.row[kept:],
        shape.firsts[kept:],
        shape.lasts[kept:],
        [share for share in shape.shares if share.end > cut],
        [mention for mention in shape.mentions if mention.end > cut],
    )
    return tail, first


_TELLING = frozenset("FSYOwEMCWToktgz%01Dl")
