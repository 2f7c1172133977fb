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
_ELSEWHERE = frozenset(("begun_work", "runs", "going_on", "going_on_end", "planned_work"))
_PLAINLY = frozenset("CY^w%M0gzH")
_PLANNED = frozenset(("planned_work", "planned_meeting"))
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
    """The verdict on one message (or one part of it): the first of § 1 that applies."""
    evidence, rest = read_evidence(shape.row)
    says = {one.says for one in evidence}
    verdict = Verdict(Status.UNCLEAR, False, evidence, rest)
    if not shape.row.strip(",.?"):
        verdict.sure, verdict.reason = True, "nothing but signs"
        return verdict
    if _private(shape, evidence, rest, says):
        verdict.reason = "noise"
        verdict.sure = not set(rest) & set("SRVZtLlFWo¤_") and not evidence and "K" not in rest
        return verdict
    stops = [one for one in evidence if one.says == "blocked"]
    if stops and {one.rule for one in stops} == {"left_work"} and "done" in says:
        stops, says = [], says - {"blocked"}  # "xong việc rồi, đang nghỉ phép"
    if stops and "X" in shape.row and all(one.rule.startswith(("wait", "left")) for one in stops):
        verdict.reason = "noise"  # "đợi bố nhé"
        return verdict
    for status in ("extension", "blocked"):
        if status in says:
            _settle(verdict, status, "first by order")
            # "đã trình uỷ ban, chưa có ý kiến": handed up and unanswered is both
            handed_up = status == "blocked" and any(one.rule == "submitted" for one in evidence)
            verdict.sure = verdict.sure and not handed_up
            return verdict
    states = [one for one in evidence if one.says in _STATES or one.says == "fine"]
    return _state(verdict, states, says, shape) if states else _no_state(verdict, says, shape)


def _private(shape: Shape, evidence: tuple[Evidence, ...], rest: str, says: set[str]) -> bool:
    """Whether it belongs to another chat: laughter, family, food."""
    asked = [one for one in evidence if one.says == "question"]
    if "X" not in rest and not any("X" in shape.row[one.start : one.end] for one in asked):
        return False
    told = bool(says & {"extension", "blocked", "done"})  # "đón con, anh kẹt đường" is private all the same
    if told and ("X" not in shape.row[: evidence[0].end] or _OF_WORK & set(shape.row)):
        return False
    return not _works(evidence, rest) and not _HAS_IT.search(rest)


def _settle(verdict: Verdict, status: str, reason: str) -> Verdict:
    """Give the verdict a status; it is as sure as the surest rule that says so."""
    verdict.status, verdict.reason = Status(status), reason
    verdict.sure = any(one.sure for one in verdict.evidence if one.says == status)
    return verdict


def _state(verdict: Verdict, states: list[Evidence], says: set[str], shape: Shape) -> Verdict:
    """Finished, running or not begun (§ 2), from all that was told of it."""
    rest = verdict.rest
    if any(one.says == "done" for one in states):  # "xong, đúng hạn": only how it was finished
        states = [one for one in states if not (one.rule == "runs" and shape.row[one.start] == "2")]
    kinds = {one.says for one in states if one.says != "fine" and one.rule != "forgot"}
    kinds = kinds or {one.says for one in states if one.says != "fine"}
    if not kinds:
        verdict.status, verdict.reason = Status.IN_PROGRESS, "no obstacle"
        verdict.sure = not set(rest) & set("PSFrR")  # "không vướng nữa, đường đã thông xe"
        return verdict
    if kinds == {"done"}:
        cleared = any(one.rule in _CLEARED for one in states)
        if cleared and not any(one.sure for one in states if one.says == "done"):
            verdict.status, verdict.reason = Status.IN_PROGRESS, "runs again"  # "hết vướng, đã thi công lại"
            return verdict
        return _settle(verdict, "done", "only finished things")
    if all(one.rule == "forgot" for one in states):
        if "handover" in says:
            verdict.status, verdict.sure, verdict.reason = Status.HANDOVER, True, "somebody else does it"
            return verdict
        if "I" in rest or "question" in says:
            verdict.status, verdict.reason = Status.QUESTION, "asks, being busy"
            return verdict
    if kinds == {"not_started"}:
        _settle(verdict, "not_started", "nothing begun")
        bare = {one.rule for one in states} <= {"not_yet", "not_yet_other"}
        verdict.sure = verdict.sure and not (bare and rest.count("x") > 1)
        return verdict
    if kinds == {"in_progress"}:
        _settle(verdict, "in_progress", "work runs")
        forgotten = any(one.rule == "forgot" for one in states)  # "chưa kịp, mốt nộp" may ask for more time
        verdict.sure = verdict.sure and "X" not in rest and not forgotten
        return verdict
    return _mixed(verdict, states, kinds, shape)


def _mixed(verdict: Verdict, states: list[Evidence], kinds: set[str], shape: Shape) -> Verdict:
    """Several states: of several parts, or of one work that goes on."""
    if kinds == {"not_started", "in_progress"}:
        running = {one.rule for one in states if one.says == "in_progress"}
        begun = not any(one.rule in _NOT_BEGUN for one in states)
        if running <= _PLANNED or (not begun and running <= _ELSEWHERE):
            _settle(verdict, "not_started", "nothing begun, other things run")
            verdict.sure = verdict.sure and running <= {"runs", *_PLANNED}
            return verdict
    verdict.parts = "done" in kinds and "not_started" in kinds
    _settle(verdict, "in_progress", "mixed states")
    if kinds == {"not_started", "in_progress"} and "%" not in shape.row:
        verdict.sure = False  # "chưa làm, đang …": the same work, or another?
    if any(one.says == "done" and one.sure for one in states) and not verdict.parts:
        verdict.sure = verdict.sure and not any(one.rule.startswith("planned") for one in states)
    # "coi như xong, đã nghiệm thu": rather done, but it was weakened before; only what is plainly told to
    # run, to be missing or to be waited for stands surely beside a finished thing
    last = max(states, key=lambda one: one.start)
    plain = set(shape.row[last.start : last.end]) & _PLAINLY and "¬" not in shape.row
    verdict.sure = verdict.sure and last.says != "done" and bool(plain)
    return verdict


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
        if "I" in shape.row and "?" in shape.row and "," not in shape.row:
            verdict.status, verdict.sure, verdict.reason = Status.QUESTION, True, "asks who"
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
    if "A" in rest and set("RxZ") & set(rest):
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
