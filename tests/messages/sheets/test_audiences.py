"""Who a meeting is for, as the sample and its likes word it."""

import pytest

from committee.announcements import parse
from committee.people import Agency
from messages.sheets.audiences import AudienceReader

READER = AudienceReader(
    [
        Agency("SNgV", "Sở Ngoại vụ", "Sở NgV", "Chính quyền"),
        Agency("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL", "Chính quyền"),
        Agency("BPTTH", "Báo và phát thanh, truyền hình tỉnh", "Báo và PT-TH", "Báo chí"),
        Agency("CAT", "Công an tỉnh", "CA tỉnh", "Lực lượng vũ trang"),
        Agency("TĐ", "Tỉnh đoàn", "Tỉnh đoàn", "Mặt trận, đoàn thể"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expression", "others"),
    [
        ("Tổ giúp việc", "role:secretary", ()),
        ("Toàn thể Ban Chỉ đạo", "participants", ()),
        ("Toàn thể Ban Chỉ đạo; Tổ giúp việc", "all", ()),
        ("Toàn thể Ban Chỉ đạo; mời: Sở Tư pháp", "participants", ("mời: Sở Tư pháp",)),
        ("Trưởng ban, các Phó Trưởng ban; Tổ giúp việc", "role:chair,role:deputy,role:secretary", ()),
        ("các đồng chí Ủy viên", "role:member", ()),
        (
            "Sở Ngoại vụ; Sở Văn hóa, Thể thao và Du lịch; Báo và phát thanh, truyền hình tỉnh",
            "agency:SNgV,agency:SVHTTDL,agency:BPTTH",
            (),
        ),
        ("Sở Ngoại vụ, Công an tỉnh", "agency:SNgV,agency:CAT", ()),
        ("so ngoai vu\nCA tỉnh", "agency:SNgV,agency:CAT", ()),
        ("Khối Mặt trận, đoàn thể", "group:Mặt trận, đoàn thể", ()),
        (
            "Toàn thể Ban Chỉ đạo; Tổ giúp việc; đại diện các xã, phường; cơ quan báo chí",
            "all",
            ("đại diện các xã, phường", "cơ quan báo chí"),
        ),
        ("Sở Tư pháp", "", ("Sở Tư pháp",)),
        ("", "", ()),
        ("  ; - ;", "", ()),
    ],
)
def test_an_audience_is_read(text: str, expression: str, others: tuple[str, ...]) -> None:
    read = READER.read(text)
    assert (read.expression, read.others) == (expression, others)
    if expression:
        assert str(parse(expression)).replace(";", ",") == expression
