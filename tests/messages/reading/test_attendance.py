"""Answers to an invitation, as officials type them."""

import pytest

from committee.meetings import Answer
from messages.reading.attendance import Attendance, read_attendance, reason_of, substitute_of

YES = Attendance(Answer.ATTENDING)


@pytest.mark.parametrize(
    "text",
    [
        "dự",
        "Tôi dự",
        "tôi sẽ dự ạ",
        "có dự",
        "co du",
        "Xác nhận dự họp",
        "Em xin dự",
        "dạ em dự ạ",
        "sẽ tham dự đầy đủ",
        "Báo cáo, tôi tham gia",
        "d\u01b0\u0323",  # "dự" in pieces
        "Tham du dung gio",
    ],
)
def test_coming(text: str) -> None:
    assert read_attendance(text) == YES


@pytest.mark.parametrize("text", ["ok", "Có", "vâng ạ", "đồng ý", "nhất trí"])
def test_a_bare_yes_counts_only_as_a_reply(text: str) -> None:
    assert read_attendance(text, asked=True) == YES
    assert read_attendance(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("vắng", ""),
        ("Vắng, đi công tác", "đi công tác"),
        ("vang vi di cong tac Ha Noi", "di cong tac Ha Noi"),
        ("Xin phép vắng do họp UBND tỉnh", "họp UBND tỉnh"),
        ("tôi không dự được, bận tiếp đoàn", "bận tiếp đoàn"),
        ("ko du", ""),
        ("k dự được vì ốm", "ốm"),
        ("Tôi xin vắng mặt (đi viện)", "đi viện"),
        ("cáo lỗi, trùng lịch HĐND", "trùng lịch HĐND"),
        ("không tham dự", ""),
    ],
)
def test_not_coming(text: str, reason: str) -> None:
    assert read_attendance(text) == Attendance(Answer.ABSENT, reason=reason)


def test_a_bare_no_counts_only_as_a_reply() -> None:
    assert read_attendance("bận họp UBND", asked=True) == Attendance(Answer.ABSENT, reason="họp UBND")
    assert read_attendance("không ạ", asked=True) == Attendance(Answer.ABSENT, reason="")
    assert read_attendance("bận họp UBND") is None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("cử đ/c Nam phó phòng", "Nam phó phòng"),
        ("cu nguoi du thay", ""),
        ("Cử người dự thay", ""),
        ("Cử đồng chí Trần Văn Nam, Phó Trưởng phòng, dự thay", "Trần Văn Nam, Phó Trưởng phòng"),
        ("đ/c Lê Thị Hoa, phó giám đốc dự thay", "Lê Thị Hoa, phó giám đốc"),
        ("vắng, cử đ/c Nam dự thay", "Nam"),
        ("Tôi bận, đ/c Hoa đi thay", "Hoa"),
        ("ủy quyền cho phó phòng Minh đi họp", "phó phòng Minh"),
        ("co Dung phó phòng dự thay tôi", "co Dung phó phòng"),
    ],
)
def test_sending_somebody(text: str, who: str) -> None:
    found = read_attendance(text)
    assert found is not None
    assert found.answer is Answer.SUBSTITUTE
    assert found.substitute == who


@pytest.mark.parametrize(
    "text",
    [
        "",
        "xong",
        "dự thảo đã gửi",
        "dự kiến tuần sau",
        "đang làm 70%",
        "chưa biết có dự được không",
        "có thể vắng",
        "không vắng",
        "dự hay vắng đều được?",
        "họp lúc mấy giờ?",
        "nếu không bận thì dự",
        "dự toán chưa duyệt",
        "đã cho đi thay đổi nội dung",
        "x" * 400,
    ],
)
def test_everything_else_is_left_alone(text: str) -> None:
    assert read_attendance(text) is None


def test_yes_and_absent_look_alike_without_their_marks() -> None:
    assert read_attendance("vâng, đi công tác", asked=True) is None
    assert read_attendance("vang", asked=True) is None
    assert read_attendance("da vang a", asked=True) is None
    assert read_attendance("xin vang") == Attendance(Answer.ABSENT)
    assert read_attendance("vâng, tôi dự") == YES
    assert read_attendance("vâng tôi không dự được") == Attendance(Answer.ABSENT)


def test_the_pieces_that_are_asked_for() -> None:
    assert reason_of("lý do: đi công tác.") == "đi công tác"
    assert substitute_of("Nguyễn Văn A, Phó trưởng phòng") == "Nguyễn Văn A, Phó trưởng phòng"
    assert substitute_of("cử đ/c Nam, phó phòng dự thay") == "Nam, phó phòng"
    assert substitute_of("đ/c H'Loan Byă") == "H'Loan Byă"
    for nobody in ("0905 123 456", "ok", "người khác", "đồng ý", "...", "chưa biết"):
        assert substitute_of(nobody) == "", nobody
