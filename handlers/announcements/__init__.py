"""The room of announcements: writing, showing, sending, acknowledging, and what became of each."""

from committee.permissions import Act
from handlers.announcements import correcting, deciding, drafting, receipts, reporting
from handlers.announcements.drafting import file, written
from handlers.announcements.receipts import reply
from handlers.visit import Answering, Command, Handler

__all__ = ["COMMANDS", "FILE_QUESTIONS", "PRESSES", "QUESTIONS", "file", "reply", "written"]

COMMANDS: tuple[Command, ...] = (
    Command("thongbao", drafting.begin, Act.ANNOUNCE, aliases=("announce",), plain=("thong bao",)),
    Command(
        "dsthongbao",
        reporting.latest,
        Act.SEE_DELIVERIES,
        aliases=("announcements",),
        plain=("ds thong bao", "danh sach thong bao"),
    ),
    Command(
        "giaonhan", reporting.everybody, Act.SEE_DELIVERIES, aliases=("deliveries",), plain=("giao nhan",)
    ),
)
PRESSES: dict[str, Handler] = {
    "an_to": deciding.choose_audience,
    "an_back": deciding.back,
    "an_aud": deciding.audience_pressed,
    "an_ack": deciding.toggle_acknowledge,
    "an_urg": deciding.toggle_urgent,
    "an_send": deciding.send_pressed,
    "an_now": deciding.send_now,
    "an_at": deciding.ask_time,
    "an_unat": deciding.unschedule,
    "an_edit": deciding.edit,
    "an_drop": deciding.drop,
    "an_show": reporting.open_one,
    "an_ref": reporting.refresh,
    "an_remind": reporting.remind,
    "an_fix": correcting.ask,
    "an_cor": correcting.confirm,
    "ack": receipts.acknowledge,
}
QUESTIONS: dict[str, Answering] = {
    "announcement_text": drafting.text_given,
    "announcement_more": drafting.more,
    "announcement_edit": drafting.new_text,
    "announcement_audience": deciding.audience_typed,
    "announcement_time": deciding.time_typed,
    "announcement_correct": drafting.correction_given,
}
# Questions that a photo or document answers too.
FILE_QUESTIONS: frozenset[str] = frozenset({"announcement_text", "announcement_more", "announcement_edit"})
