"""A typed choice: a number in every way people write it, or the line's own words."""

import pytest

from messages.reading.choosing import Contradictory, begun_labels, typed_label, typed_numbers

LABELS = ["✅ Dự", "Vắng", "Cử người dự thay", "4. Đồng ý lùi NV-03"]


@pytest.mark.parametrize(
    "text",
    ["2", "2.", " 2 ", "2)", "(2)", "số 2", "So 2", "SỐ 2 ạ", "so 2 a", "số hai", "chọn 2", "chọn số 2 nhé",
     "em chọn 2 ạ", "dạ 2", "câu 2", "phương án 2", "２", "2️⃣", "2 nha", "so\u0302\u0301 2"],
)  # fmt: skip
def test_one_number(text: str) -> None:
    assert typed_numbers(text) == (2,)


@pytest.mark.parametrize("text", ["1 2", "1, 2", "1 và 2", "1;2", "số 1 và số 2", "1 hoặc 2"])
def test_several_numbers(text: str) -> None:
    assert typed_numbers(text) == (1, 2)


@pytest.mark.parametrize(
    "text",
    ["70%", "23/11", "NV-03", "nv 3", "2 ngày nữa", "được 2/5", "14h", "xong", "", "2" * 5, "1-2-3 zô"],
)
def test_what_is_no_number(text: str) -> None:
    assert typed_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dự", 0), ("du", 0), ("✅ dự", 0), ("DỰ.", 0), ("1. Dự", 0), ("1 du", 0), ("vang", 1), ("Vắng!", 1),
        ("cu nguoi du thay", 2), ("Cử người dự thay", 2), ("đồng ý lùi nv-03", 3), ("dong y lui NV 03", 3),
        ("đi vắng", None), ("dự thay", None), ("", None), ("x" * 4096, None), ("5. gì đó", None),
    ],
)  # fmt: skip
def test_the_words_of_a_choice(text: str, place: int | None) -> None:
    assert typed_label(text, LABELS) == place


def test_a_number_that_contradicts_the_words_chooses_nothing() -> None:
    with pytest.raises(Contradictory):
        typed_label("1 vắng", LABELS)


def test_words_that_two_choices_share_choose_none() -> None:
    assert typed_label("xong", ["Xong", "✅ Xong"]) is None


def test_what_stands_before_a_colon_is_enough() -> None:
    labels = ["Khẩn: không", "Kèm lựa chọn Đã nhận: không", "NV-26: Cập nhật danh sách…", "⏳ TB 3: Đề nghị…"]
    typed = ("khan", "kem lua chon da nhan", "nv-26", "TB 3")
    assert [typed_label(text, labels) for text in typed] == [0, 1, 2, 3]
    assert typed_label("NV-26: Cập nhật danh sách…", labels) == 2
    assert typed_label("NV-2", labels) is None
    assert typed_label("khan", ["Khẩn: có", "Khẩn: không"]) is None


def test_labels_that_begin_with_the_typed_words() -> None:
    labels = ["Khẩn: không", "4. Gửi lúc 07h45", "Gửi ngay", "Gửi\u200bđi"]
    assert begun_labels("gui", labels)[:2] == [1, 2]
    assert begun_labels("gửi ngay", labels) == [2]
    assert begun_labels("gử", labels) == begun_labels("...", labels) == []
