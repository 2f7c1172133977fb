"""Keeps the last version when somebody corrects himself: "đã gửi… à chưa, mới in thôi"."""

from dataclasses import replace

from messages.reading.line import Line
from messages.reading.patterns import pattern
from messages.reading.shape import Shape

_MARK = (
    r"(?:[,.;…!?(-]|\s)+(?:à|ah|ủa|ý|ấy|ơ|ớ|ồ|khoan|mà)?,?\s*(?:nhầm(?: rồi)?|lộn(?: rồi)?|nói nhầm"
    r"|viết nhầm|gõ nhầm|ghi nhầm|nói lại"
    r"|xin đính chính|đính chính|xin sửa lại|sửa lại là|đúng ra là|đúng hơn là|hay đúng hơn|chính xác là"
    r"|i mean|correction)\b[ :,.…-]*"
    r"|[,.;…!?-]+\s*(?:à|ý|ấy|í|ủa|ơ) (?:không|quên|thôi|đâu|khoan|mà)(?: phải)?\b[ :,.…-]*"
    r"|(?:…|\.\.+)\s*(?:à|ủa)\b,?(?= \w)"
    r"|[,.;…!?-]+\s*(?:à|ủa)\b,? (?=chưa|mới|đang|còn|cho|xin|thôi|lùi|đến|tới|ngày|mai|thứ|chắc)"
    r"|(?<=[,.; ])(?:thực ra|thật ra|hoá ra|té ra|thì ra|ai dè|ai ngờ|dè đâu|ngờ đâu)(?: là)?\b ?"
    r"|(?:…|\.\.+)\s*quên(?: mất)?,? "
    r"|\s(?:à) (?:không|nhầm|quên)(?: phải)?[ ]*[:,.…-]+ *"
)
_DENIED = r",? chứ (?:đâu có|không|chưa|đâu) phải\b.*$"  # "xong rồi chứ không phải 80%"
_THEN = (
    r"\b(?:hôm qua|chiều qua|sáng qua|tối qua|hôm rồi|tuần rồi|bữa rồi|bữa qua"
    r"|bữa hổm|hôm hổm|hôm nọ|bữa nọ|hồi nãy|lúc nãy|đợt trước|hồi trước|bữa kia"
    r"|hôm kia|hôm trước|tuần trước|tháng trước|bữa trước|trước đây|trước đó|lúc trước"
    r"|lúc đầu|hồi|ban đầu|sáng|đầu tuần|mấy hôm trước|hôm bữa|kỳ trước|lần trước|trước)\b"
)
_NOW = (
    r"(?:[,.;…-]|\bnhưng|\bmà|\bcòn|\bchứ|(?<=[\d%])(?= )"
    r"|(?<=\w)(?= (?:giờ thì|bây giờ|giờ đã|nay đã|nay thì|nay được|hôm nay đã"
    r"|hôm nay được|giờ mới|giờ xong|giờ làm|giờ chạy|giờ ổn|giờ hết|nay hết|nay chạy|giờ gỡ|nay gỡ)))"
    r"\s*(?:nhưng |mà |còn |thì |đến |tới |cho đến )?(?:nay"
    r"|hôm nay|bữa nay|giờ|bây giờ|hiện|hiện nay|hiện tại|tuần này|sáng nay|hôm qua|chiều nay|vừa rồi"
    r"|tháng này|đến nay|lúc này)\b(?! chưa| em| anh)"
)


def last_version(line: Line, shape: Shape) -> tuple[Shape, int]:
    """The shape from the last correction on, and the token with which it begins (0: no correction)."""
    denied = pattern(_DENIED).search(line.canon)
    if denied and denied.start() > 2:
        shape = _between(shape, 0, line.index_at(denied.start() + 1), denied.start())
    for cut, present in reversed(_cuts(line.canon)):  # the last after which something is told
        first = line.index_at(cut)
        kept = next((at for at, token in enumerate(shape.firsts) if token >= first), len(shape.row))
        telling = set(shape.row[kept:]) & _TELLING
        if telling == {"D"}:  # only another day: "xin 28/11, à thôi 30/11"
            return replace(shape, mentions=[one for one in shape.mentions if one.end > cut]), 0
        if telling:
            if present:  # "tuần trước 80%, nay xong": "nay" is no plan for today
                while kept < len(shape.row) - 1 and shape.row[kept] in ",J":
                    kept += 1
            return _between(shape, kept, len(line.tokens), len(line.canon), cut), first
    return shape, 0


def _cuts(canon: str) -> list[tuple[int, bool]]:
    """Where a later version begins, and whether it is led by a word for the present."""
    marked = [
        (match.end(), False)
        for match in pattern(_MARK).finditer(canon)
        if match.start() > 0 and match.end() < len(canon) - 1
    ]
    return marked or [
        (now.start() + 1, pattern(_PRESENT).search(now.group()) is not None)
        for now in pattern(_NOW).finditer(canon)
        if pattern(_THEN).search(canon[: now.start()])
    ]


def _between(shape: Shape, kept: int, last: int, end: int, start: int = 0) -> Shape:
    """The shape from a letter of the row up to a token, with the figures and days from `start` to `end`."""
    stop = sum(token < last for token in shape.firsts)
    return Shape(
        shape.row[kept:stop],
        shape.firsts[kept:stop],
        shape.lasts[kept:stop],
        [share for share in shape.shares if start < share.end <= end],
        [mention for mention in shape.mentions if start < mention.end <= end],
    )


_PRESENT = r"(?<!chiều )(?<!trưa )(?<!tối )(?<!đêm )\b(?:nay|giờ|hiện|hiện tại|lúc này)$"
_TELLING = frozenset("234FSYOwEMCWToktgz%01Dl")
