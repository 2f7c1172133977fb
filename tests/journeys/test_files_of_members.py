"""A member sends files: they are not taken, but the words beside them are, and nobody is sent in a circle."""

from tests.journeys.town import Town


async def test_the_words_beside_a_file_are_heard(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.sends_document("bao-cao.pdf", caption="NV-05 xong")
    await khoa.hears("Đã ghi nhận: NV-05, đã hoàn thành.")
    await khoa.hears("Tệp không được nhận" if khoa.has_buttons else "Zalo không chuyển nội dung tin này")
    await khoa.sends_photo(caption="NV-26 vướng")
    await khoa.hears("Đề nghị nêu vướng mắc")
    await khoa.sends_photo(caption="thiếu kinh phí in")
    await khoa.hears("Đã ghi nhận: NV-26, đang vướng: thiếu kinh phí in.")


async def test_who_may_not_send_files_is_not_told_to_send_them_again(committee: Town) -> None:
    khoa = await committee.joins("Vũ Đăng Khoa")
    await khoa.says("NV-26 vướng")
    await khoa.sends_photo()
    assert "Đề nghị gõ câu trả lời." in khoa.last and "gửi lại" not in khoa.last
    ha = await committee.joins("Lưu Thị Thanh Hà")
    await ha.says("/hop 14h thứ Năm, góp ý dự thảo")
    await ha.sends_photo()
    assert "gõ /huy để bỏ câu hỏi rồi gửi lại" in ha.last
