"""Audiences as a secretary types them."""

import pytest

from committee.announcements import BadAudience
from committee.people import Agency
from committee.refusals import Refusal
from messages.reading.received import means_received
from messages.reading.recipients import read_recipients
from messages.reading.urgency import says_urgent

AGENCIES = [
    Agency("VPTU", "Văn phòng Tỉnh ủy", "VPTU", "Đảng", position=1),
    Agency("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL", "Chính quyền", position=2),
    Agency("STC", "Sở Tài chính", "Sở TC", "Chính quyền", position=3),
    Agency("SNV", "Sở Nội vụ", "Sở NV", "Chính quyền", position=4),
    Agency("CAT", "Công an tỉnh", "CA tỉnh", "Lực lượng vũ trang", position=5),
    Agency("TĐ", "Tỉnh đoàn", "Tỉnh đoàn", "Mặt trận, đoàn thể", position=6),
]


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("tất cả", "all"),
        ("Toàn thể Ban Chỉ đạo; Tổ giúp việc", "participants,role:secretary"),
        ("uy vien", "role:member"),
        ("các đồng chí Phó Trưởng ban", "role:deputy"),
        ("Phó Trưởng ban Thường trực", "role:standing_deputy"),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Tài chính", "agency:SVHTTDL,agency:STC"),
        ("so tc, so noi vu", "agency:STC,agency:SNV"),
        ("Ủy viên, trừ Công an tỉnh", "role:member,-agency:CAT"),
        ("tất cả trừ Sở Văn hoá, Thể thao và Du lịch", "all,-agency:SVHTTDL"),
        ("tat ca tru cong an", "all,-agency:CAT"),
        ("-Sở Tài chính", "all,-agency:STC"),
        ("khối Đảng", "group:Đảng"),
        ("khoi mat tran, doan the, Tỉnh đoàn", "group:Mặt trận, đoàn thể,agency:TĐ"),
        ("role:member,-agency:STC", "role:member,-agency:STC"),
        ("tỉnh đoàn.", "agency:TĐ"),
    ],
)
def test_what_is_meant(typed: str, expression: str) -> None:
    assert str(read_recipients(typed, AGENCIES)) == expression


@pytest.mark.parametrize("typed", ["cơ quan trên trời", "Sở Tài chính, xyz", "role:boss"])
def test_a_slip_names_itself(typed: str) -> None:
    with pytest.raises(BadAudience):
        read_recipients(typed, AGENCIES)


@pytest.mark.parametrize("typed", ["", " , ; "])
def test_nothing(typed: str) -> None:
    with pytest.raises(Refusal):
        read_recipients(typed, AGENCIES)


@pytest.mark.parametrize(
    "text", ["Đã nhận", "da nhan a", "Tôi đã nhận, cảm ơn", "ok", "OK.", "đã nhận rồi ạ", "Rõ", "noted"]
)
def test_received(text: str) -> None:
    assert means_received(text)


@pytest.mark.parametrize("text", ["", "xong", "đã nhận, vướng kinh phí", "chưa nhận", "nhận sao được", "a"])
def test_not_just_received(text: str) -> None:
    assert not means_received(text)


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("KHẨN: họp lúc 8h", True),
        ("[Khẩn] họp", True),
        ("HỎA TỐC", True),
        ("Hoả tốc. Họp", True),
        ("THUONG KHAN: hop", True),
        ("khán giả đến sớm", False),
        ("Khan hiếm vật tư", False),
        ("Họp khẩn lúc 8h", False),
        ("", False),
    ],
)
def test_marked_urgent(text: str, urgent: bool) -> None:
    assert says_urgent(text) is urgent
