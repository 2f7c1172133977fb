"""Finds how much is done: percentages, fractions, counts of units, what remains."""

import re
from typing import NamedTuple

from messages.reading.patterns import pattern


class Share(NamedTuple):
    """A share of the work with its place in the canonical string.

    `percent` is None when the words only bound it ("chưa được 50%"). `own` is False for a figure that is no
    progress of the task (money spent, growth).
    """

    start: int
    end: int
    percent: int | None
    own: bool = True
    unit: bool = False  # a count of like units: 14/20 tin


_SIGN = r"(?: ?%|(?:-| )?phần trăm\b| ?pt\b| ?pct\b| percent\b)"
_NUM = r"\d{1,3}(?:[.,]\d{1,2})?"
_LESS = (
    r"\b(?:chưa (?:được|đến|tới|đầy|đạt|quá|nổi)|không (?:đến|tới|quá|đầy)|dưới|less than|under|mới gần"
    r"|chưa) (?:nổi |đến |tới |được )?(?:khoảng )?$"
)
_LEFT = (
    r"\b(?:còn|còn lại|chỉ còn|còn có|còn sót|thiếu|còn thiếu|left)(?: (?:khoảng|tầm|chừng|cỡ|độ|hơn|gần"
    r"|chưa tới|có|đúng|lại))*(?: ~)? $"
)
_UNITS = (
    r"(?:hộ dân|hộ|cụm|ấp|trạm|buôn|làng|xóm|tuyến|cột|cây|đội|chốt|cơ sở|gia đình|học sinh|thủ tục"
    r"|hiện vật|biển|băng rôn|quyển|suất|giáo viên|chuyến|gian hàng|mô hình|câu lạc bộ|clb|thiết bị"
    r"|camera|giấy phép|chi bộ|đảng bộ|phụ lục|tiểu phẩm|tiết mục"
    r"|xã|phường|thôn|bản|huyện|tin|bài|trang|trường|đơn vị|sở|ngành|cơ quan|clip|video|cuốn"
    r"|buổi|lớp|mục|nội dung|việc"
    r"|nhiệm vụ|nv|hồ sơ|báo cáo|biểu|câu|chương|điểm|cửa khẩu|chi đoàn|chi hội|hội viên|đại biểu|pa nô"
    r"|pano|pa-nô|bảng|ảnh"
    r"|hình|tấm|phiếu|ý kiến|văn bản|đầu|công việc|hạng mục|kỳ|cuộc|đoàn|tác phẩm|phóng sự|tập|bộ|cái"
    r"|khu|đồn|tổ(?! chức)|nhóm|doanh nghiệp"
    r"|gian|sản phẩm|người|học viên|cán bộ|địa phương|phòng|phần|số|chỉ tiêu|tiêu chí|bức|poster|banner"
    r"|slide|cột|dự án|gói|hội|bước|công đoạn|khâu|mẫu|loại|chuyên|chặng|km|tổng|items?|tasks?|pages?"
    r"|communes?)"
)
_PERCENT = (
    rf"(?<![\d/.,])(?P<a>{_NUM})(?P<tens> chục)? ?(?:%? ?(?:-|~|–|đến|tới|hay|hoặc|to"
    rf"| )? ?(?P<b>(?<![\d.,]){_NUM}))?{_SIGN}"
)
_OF = (
    rf"(?<![\d/.,-])(?P<n>\d{{1,4}}) ?(?:{_UNITS} ?)?(?:/|trên tổng số|trong tổng số|trong số|trên|trong"
    rf"|of|out of) ?(?:tổng số )?(?P<m>(?!(?:19|20)\d\d)\d{{1,4}})(?![\d%]|[/.]\d"
    rf"|-\d)(?P<u> ?{_UNITS}\b)?"
)
# "120 bài chấm được 90": the whole first, then what is done of it.
_OF_TOLD = (
    rf"(?<![\d/.,-])(?P<m>\d{{1,4}}) {_UNITS} (?:\w+ )?(?:được|xong) (?P<n>\d{{1,4}})"
    rf"(?! ?(?:%|phần|ngày|tuần|tháng|giờ|h\b))(?![\d/.,])\b"
)
_PARTS = r"(?<![\d/.,])(?P<n>\d{1,2}) phần (?P<m>\d{1,2})(?! ?%)"
_TENTHS = r"(?<![\d/.,])(?P<n>[1-9])(?:[ -](?P<b>[1-9]))? phần(?! ?(?:trăm|việc|%|\d|của|này))\b(?: mười)?"
_HALF = (
    r"\b(?:hơn |quá |già |gần |non |được |tầm |khoảng |cỡ )*(?:một |1 |phân )?nửa\b(?! (?:tháng|ngày|tiếng"
    r"|giờ|buổi|năm|đêm|tuần|đầu|cuối|vời|chừng))|½|\bquá bán\b|\bhalf(?:way)?\b"
)
_WHOLE = (
    r"\b(?:đủ|tròn|trọn|đạt|lên) 100(?= rồi|\W*$)|\b(?:trăm|100) phần trăm\b"
    r"|(?<![\d/.,])100 ?(?:%|phần trăm|pt\b|percent|pct)|\b(?:10"
    r"|mười) phần (?:10|mười)\b"
)
_ZERO = r"\bsố 0(?= (?:tròn|trĩnh|đẹp)|\W*$)|\b(?:không phần trăm|zero percent)\b"
_ALONE = (
    r"^\W*(?:(?:tiến độ|đạt|được|khoảng|tầm|cỡ|chừng|mới|wip|lên|~|tđ|đang|là|hơn|gần|trên|quá|cỡ|hiện"
    r"|làm|độ) ?:? ?)*(?P<n>[1-9]\d)(?: (?:rồi|thôi|nha|nhé|a|em|anh|chị|ạ|đó|nhen))*\W*$"
)
_AFTER_WORD = (
    r"\b(?:wip|tiến độ|đạt|được|khoảng|tầm|cỡ|chừng|lên|lên được|tuần trước|tuần này|hôm qua|hôm nay|nay"
    r"|giờ|cỡ|tới|đến|progress|là|mới) ?:? ?~?(?P<n>[1-9]\d)(?= ?(?:$|[,.;!?)]|rồi|thôi|nha|nhé|a\b|ạ))"
)
_OTHER_FIGURE = (
    r"\b(?:giải ngân|đòi ứng|tạm ứng|đặt cọc|chiết khấu|tăng|giảm|so với|cùng kỳ|lượt|khách"
    r"|hài lòng|kinh phí|vốn|tỷ lệ|dân số"
    r"|(?:hộ|người) (?:nghèo|tham gia|dân)|người xem"
    r"|truy cập|doanh thu|kế hoạch vốn|khối lượng vốn|gdp|tăng trưởng|tỉ lệ|đồng thuận|ủng hộ|ngân sách"
    r"|chi được|đã chi|tiền(?! độ| hành))\b"
)
_COUNT_BEFORE = (
    r"\b(?:đủ|cả|được|đạt|xong|mới|còn|giai đoạn|tiến độ|làm|thiếu|có|khoảng|tầm|hơn|gần|thu|nhận) $"
)
_DATE_BEFORE = (
    r"(?:\b(?:ngày|hôm|đến|tới|trước|hạn|từ|sang|qua|mùng|mồng|vào|sáng|chiều|tối|trưa|thứ \d|t\d|cn"
    r"|chủ nhật|muộn nhất|chậm nhất|trễ nhất|hẹn|hẹn lại|lùi|xin|kiến|lịch|(?:lịch|hạn) là|dời|hoãn|hay|hoặc"
    r"|khoảng ngày|thành"
    r"|trao giải|khai mạc|bế mạc|tổ chức|diễn ra|ra mắt|công bố|hội nghị|hội thảo"
    r"|lúc|cho|luôn|thôi|khất|deadline|until|till|by|to) ?|\dh\d{0,2},? |-)$"
)
_DATE_AFTER = (
    r"^ ?(?:\)|tới|này|nộp|gửi|em|anh|chị|bên|mới|họp|sẽ|thì|mình|tôi|đơn vị|được|hoàn thành|nhé|nha|năm"
    r"|trình|là|tổ chức|khai mạc)\b"
)


def find_shares(canon: str, *, later: bool) -> list[Share]:
    """All shares in the canonical string; with `later` (a later deadline is asked) n/m is rather a date."""
    if not _MAY.search(canon):
        return []
    shares: list[Share] = []
    left_alone = canon
    for text, maker in (
        (_WHOLE, _whole),
        (_PERCENT, _percent),
        (_ZERO, _zero),
        (_PARTS, _fraction),
        (_OF, _count),
        (_OF_TOLD, _count_told),
        (_TENTHS, _tenths),
        (_HALF, _half),
        (_ALONE, _bare),
        (_AFTER_WORD, _bare),
    ):
        for match in pattern(text).finditer(left_alone):
            share = maker(match, left_alone, later)
            if share is None:
                continue
            shares.append(share)
            start, end = share.start, share.end
            left_alone = left_alone[:start] + "_" * (end - start) + left_alone[end:]
    shares.sort()
    return shares


_MAY = re.compile(r"\d|%|khong phan|nửa|½|\bquá bán\b|half|zero|\btram phan")


def _share(
    match: re.Match[str], canon: str, value: float | None, *, unit: bool = False, span: int = 0
) -> Share | None:
    start, end = match.span(span)
    before, after = canon[:start], canon[end:]
    if value is not None and pattern(_LESS).search(before):
        value = None
    elif value is not None and pattern(_LEFT).search(before) and value < 100:
        value = 100 - value
    clause = _CUT.split(before[-60:])[-1][-40:] + " # " + _CUT.split(after[:24])[0][:16]
    own = not pattern(_OTHER_FIGURE).search(clause)
    if value is not None and value > 100:
        value, own = None, False
    return Share(start, end, None if value is None else _whole_percent(value), own, unit)


# Where a figure's own clause ends.
_CUT = re.compile(r"[,;!?]|\. |\b(?:vi|do|nhung|roi|con|còn|thi|ma|mà|nen)\b")


def _whole_percent(value: float) -> int:
    return int(value + 1e-9)


def _half_up(n: int, m: int) -> int:
    return (200 * n + m) // (2 * m)


def _whole(match: re.Match[str], canon: str, later: bool) -> Share | None:
    return _share(match, canon, 100)


def _zero(match: re.Match[str], canon: str, later: bool) -> Share | None:
    return Share(*match.span(), 0)


def _percent(match: re.Match[str], canon: str, later: bool) -> Share | None:
    if match["a"] == match["b"] and len(match["a"]) == 1:
        return _share(match, canon, float(match["a"] * 2))  # "chín chín phần trăm"
    return _share(match, canon, float(match["a"].replace(",", ".")) * (10 if match["tens"] else 1))


def _fraction(match: re.Match[str], canon: str, later: bool) -> Share | None:
    n, m = int(match["n"]), int(match["m"])
    return _share(match, canon, _half_up(n, m)) if m > 0 and n <= m else None


def _count(match: re.Match[str], canon: str, later: bool) -> Share | None:
    n, m = int(match["n"]), int(match["m"])
    if m == 0 or n > m:
        return None
    start, end = match.span()
    slash, unit = (
        "/" in match.group(),
        bool(match["u"]) or bool(pattern(_UNITS + r"\b").search(match.group())),
    )
    before, after = canon[:start], canon[end:]
    if slash and n <= 31 and m <= 12 and pattern(r"\b(?:từ|ngày|hôm) $").search(before):
        return None  # "từ 1/7 việc này do xã làm"
    if slash and not unit and n <= 31 and m <= 12:
        counted = bool(pattern(_COUNT_BEFORE).search(before))
        if pattern(_DATE_BEFORE).search(before) or (later and not counted):
            return None
        if not counted and before.strip() and pattern(_DATE_AFTER).search(after):
            return None
        if not counted and pattern(r"^ ?(?:nộp|gửi|xong|em|mới|sẽ)\b").search(after):
            return None
    if not slash and not unit and match.group().find("tren") < 0 and match.group().find("trong") < 0:
        return None
    share = _share(match, canon, 0, unit=unit)
    if share is None:
        return None
    value = _half_up(n, m) if (n, m, unit) != (50, 50, False) else 50  # "50/50" is half
    if pattern(_LEFT).search(canon[:start]) and n < m:
        value = _half_up(m - n, m)
    return share._replace(percent=value)


def _count_told(match: re.Match[str], canon: str, later: bool) -> Share | None:
    n, m = int(match["n"]), int(match["m"])
    return _share(match, canon, _half_up(n, m), unit=True) if 0 < n < m else None


def _tenths(match: re.Match[str], canon: str, later: bool) -> Share | None:
    led = pattern(r"\b(?:được|khoảng|tầm|cỡ|chừng|đạt|xong|mới|hơn|gần|làm|lên) $").search(
        canon[: match.start()]
    )
    alone = pattern(r"^\W*\d phần(?: mười)?(?: (?:rồi|thôi|nhé|nha|ạ|em|anh|chị))*\W*$").search(canon)
    if not match["b"] and not led and not alone:
        return None
    if match["n"] == "1" and not match["b"]:
        return None  # "một phần" is a part, not a tenth
    return _share(match, canon, int(match["n"]) * 10)


def _half(match: re.Match[str], canon: str, later: bool) -> Share | None:
    return _share(match, canon, 50)


def _bare(match: re.Match[str], canon: str, later: bool) -> Share | None:
    if later and match.group().lstrip().startswith(("tới", "đến", "den")):
        return None  # "xin dời tới 28"
    return _share(match, canon, int(match["n"]), span=1)
