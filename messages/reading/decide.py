"""Decides what a message says, by the order of the labelling rules (replies_rules.md § 1)."""

import re
from dataclasses import dataclass

from committee.tasks import Status
from messages.reading.evidence import Evidence, read_evidence
from messages.reading.shape import Shape

_HAS_IT = re.compile(r"[ae][xae]{0,3}V")  # "gửi nhầm rồi, anh Tài phụ trách"
_STATES = ("done", "in_progress", "not_started")
# Rules for work that was not even begun; a bare "chưa" only says that it is not finished.
_NOT_BEGUN = ("not_begun", "not_begun_plan", "later_only", "later_only2", "idle")
# Rules for running work that may be other work than the task ("chưa làm, đang lo đại hội").
_ELSEWHERE = frozenset(("runs", "going_on", "going_on_end", "planned_work"))
# Rules for an obstacle that was there and is gone.
_CLEARED = ("cleared", "obstacle_cleared", "dealt_with", "obstacle_solved", "needed_there")
# Letters without which a question may be a private one ("mai nghỉ không").
_OF_WORK = frozenset("234s¿¡¤SFWoRkAqVZTtudGEl0%")
_EXPLAIN = re.compile(r"[A,x]?x?Ix{3}")  # "hướng dẫn cách tính chỉ số"
_RECEIVED = re.compile(r"[Kx,.]*Kx?R?x?(?:[,.]K+)?[,.]?")  # "đã nhận thông tin, cảm ơn"
# What is rather meant when no rule fits; always asked back.
_GUESSES = (
    (re.compile(r"^[K,]*[DJ]R$"), Status.ACK),  # "tuần sau tôi báo cáo"
    (re.compile(r"P[^,.?YNM]{2}"), Status.DONE),  # "đã sang thăm và về nước"
    (re.compile(r"^[K,]*[Wo](?:x?$|x{0,3}[eRZu3])"), Status.IN_PROGRESS),  # "sửa theo góp ý"
    (re.compile(r"\^|Hr|mH|b#|M[;Z]|^[K,x]{0,3}#x*r$"), Status.IN_PROGRESS),  # "còn vài việc", "gần rồi"
)


@dataclass(slots=True)
class Verdict:
    """What was decided, why, and how sure that is."""

    status: Status
    sure: bool
    evidence: tuple[Evidence, ...] = ()
    rest: str = ""
    reason: str = ""
    parts: bool = False  # several tasks or parts were named


def decide(shape: Shape) -> Verdict:
    """The verdict on one message (or one part of it)."""
    evidence, rest = read_evidence(shape.row)
    says = {one.says for one in evidence}
    verdict = Verdict(Status.UNCLEAR, False, evidence, rest)
    if not shape.row.strip(",.?"):
        verdict.sure, verdict.reason = True, "nothing but signs"
        return verdict

    def settle(status: str, reason: str) -> Verdict:
        verdict.status, verdict.reason = Status(status), reason
        verdict.sure = any(one.sure for one in evidence if one.says == status)
        return verdict

    asked = [one for one in evidence if one.says == "question"]
    if (
        ("X" in rest or any("X" in shape.row[one.start : one.end] for one in asked))
        and (
            not says & {"extension", "blocked", "done"}
            or (
                "X" in shape.row[: evidence[0].end] and not _OF_WORK & set(shape.row)
            )  # "đón con, anh kẹt đường"
        )
        and not _works(evidence, rest)
        and not _HAS_IT.search(rest)
    ):
        verdict.status, verdict.reason = Status.UNCLEAR, "noise"
        verdict.sure = not set(rest) & set("SRVZtLlFWo¤_") and not evidence and "K" not in rest
        return verdict
    waits = [one for one in evidence if one.says == "blocked"]
    if waits and {one.rule for one in waits} == {"left_work"} and "done" in says:
        waits, says = [], says - {"blocked"}  # "xong việc rồi, đang nghỉ phép"
    if waits and "X" in shape.row and all(one.rule.startswith(("wait", "left")) for one in waits):
        verdict.status, verdict.reason = Status.UNCLEAR, "noise"  # "đợi bố nhé"
        return verdict
    for status in ("extension", "blocked"):
        if status in says:
            settle(status, "first by order")
            # "đã trình uỷ ban, chưa có ý kiến": handed up and unanswered is both
            handed_up = status == "blocked" and any(one.rule == "submitted" for one in evidence)
            verdict.sure = verdict.sure and not handed_up
            return verdict
    states = [one for one in evidence if one.says in _STATES or one.says == "fine"]
    if any(one.says == "done" for one in states):  # "xong, đúng hạn": only how it was finished
        states = [one for one in states if not (one.rule == "runs" and shape.row[one.start] == "2")]
    kinds = {one.says for one in states if one.says != "fine" and one.rule != "forgot"}
    kinds = kinds or {one.says for one in states if one.says != "fine"}
    cleared = any(one.rule in _CLEARED for one in states)
    if kinds == {"done"} and cleared and not any(one.sure for one in states if one.says == "done"):
        verdict.status, verdict.reason = Status.IN_PROGRESS, "runs again"  # "hết vướng, đã thi công lại"
        return verdict
    if kinds == {"done"}:
        settle("done", "only finished things")
        return verdict
    only_busy = kinds and all(one.rule == "forgot" for one in states)
    if only_busy and "handover" in says:
        verdict.status, verdict.sure, verdict.reason = Status.HANDOVER, True, "somebody else does it"
        return verdict
    if only_busy and ("I" in rest or asked):
        verdict.status, verdict.reason = Status.QUESTION, "asks, being busy"
        return verdict
    if kinds == {"not_started"}:
        settle("not_started", "nothing begun")
        bare = {one.rule for one in states} <= {"not_yet", "not_yet_other"}
        verdict.sure = verdict.sure and not (bare and rest.count("x") > 1)
        return verdict
    if kinds == {"in_progress"}:
        settle("in_progress", "work runs")
        forgotten = any(one.rule == "forgot" for one in states)  # "chưa kịp, mốt nộp" may ask for more time
        verdict.sure = verdict.sure and "X" not in rest and not forgotten
        return verdict
    if kinds == {"not_started", "in_progress"}:
        running = {one.rule for one in states if one.says == "in_progress"}
        begun = not any(one.rule in _NOT_BEGUN for one in states)
        if running <= {"planned_work", "planned_meeting"} or (not begun and running <= _ELSEWHERE):
            settle("not_started", "nothing begun, other things run")
            verdict.sure = verdict.sure and running <= {"runs", "planned_work", "planned_meeting"}
            return verdict
    if kinds:
        verdict.parts = "done" in kinds and "not_started" in kinds
        settle("in_progress", "mixed states")
        if kinds == {"not_started", "in_progress"} and "%" not in shape.row:
            verdict.sure = False  # "chưa làm, đang …": the same work, or another?
        if any(one.says == "done" and one.sure for one in states) and not verdict.parts:
            verdict.sure = verdict.sure and not any(one.rule.startswith("planned") for one in states)
        last = max(states, key=lambda one: one.start)
        if last.says == "done":  # "coi như xong, đã nghiệm thu": rather done, but it was weakened before
            verdict.sure = False
        return verdict
    if states:
        verdict.status, verdict.sure, verdict.reason = Status.IN_PROGRESS, True, "no obstacle"
        return verdict
    return _no_state(verdict, says, shape)


def _works(evidence: tuple[Evidence, ...], rest: str) -> bool:
    """Whether a message with a private word still speaks of the work."""
    return any(one.says == "in_progress" and one.sure for one in evidence) and rest.count("X") == 1


def _no_state(verdict: Verdict, says: set[str], shape: Shape) -> Verdict:
    """Only when no state of the work was told: handover, question, receipt."""
    rest = verdict.rest.strip("K,._")
    if "V" in rest and ((rest == "V" and "K" not in verdict.rest) or re.search("[aeixvN]", rest)):
        verdict.status, verdict.reason = Status.HANDOVER, "somebody else has it"
        verdict.sure = bool(set("aei") & set(rest)) and not re.search("PV(?![^,.]*[ae])|V[xA]?R", rest)
        if "I" in rest or "?" in rest:
            verdict.status, verdict.sure, verdict.reason = Status.QUESTION, True, "asks who"
        return verdict
    if "handover" in says:
        verdict.status, verdict.sure, verdict.reason = Status.HANDOVER, True, "somebody else has it"
        return verdict
    if re.match(r"^[xJUT_>c¬]{0,5}[ae][xae]*U?[VWvR]", rest) and "I" not in rest and "?" not in rest:
        verdict.status, verdict.reason = Status.HANDOVER, "somebody else does it"
        verdict.sure = bool(re.fullmatch(r"[xJUT_>c¬]{0,5}[ae][xae]*U?[VWvR][xea]{0,3}B?(?:[,.].*)?", rest))
        return verdict
    if "question" in says or "I" in rest or "?" in rest:
        verdict.status, verdict.reason = Status.QUESTION, "asks"
        asked = any(one.sure for one in verdict.evidence if one.says == "question")
        verdict.sure = ("I" in rest or asked) and bool(set(shape.row) & _OF_WORK or _EXPLAIN.match(shape.row))
        return verdict
    if "A" in rest and ("R" in rest or "x" in rest):
        verdict.status, verdict.reason = Status.QUESTION, "asks for something"
        verdict.sure = bool(re.fullmatch(r"A[AxR#]{1,5}[?]?", rest))
        return verdict
    if rest.strip("r,.") == "b" or any(letter in verdict.rest for letter in "Kvy") or "ack" in says:
        verdict.status, verdict.reason = Status.ACK, "receipt or promise"
        received = bool(_RECEIVED.fullmatch(verdict.rest))
        promised = received or ("v" in rest and not set(verdict.rest) - set("K,.xUAvWDJryP_i"))
        told = set(verdict.rest) & set("WoSRVMZATtLl")
        if "U" in rest:  # "vâng, tôi sẽ kiểm tra"
            told -= set("WT")
        verdict.sure = verdict.rest.count("x") < 4 and (promised or not told)
        return verdict
    if rest == "r":
        verdict.status, verdict.sure, verdict.reason = Status.ACK, False, "only rồi"
        return verdict
    if re.search(r"U[^,.?]{0,3}[WTvo]", rest):
        verdict.status, verdict.sure, verdict.reason = Status.ACK, True, "promise to act"
        return verdict
    if re.fullmatch(r"[xJUNB,.¬]*[ea][xae]*[,.B]*", rest):
        verdict.status, verdict.sure, verdict.reason = Status.HANDOVER, False, "names only somebody else"
        return verdict
    for likely, guess in _GUESSES:
        if likely.search(rest) and not set(rest) & set("XI?") and "X" not in shape.row:
            verdict.status, verdict.sure, verdict.reason = guess, False, "guessed"
            return verdict
    verdict.reason = "nothing understood"
    verdict.sure = not rest.strip("_,.?X")
    return verdict
