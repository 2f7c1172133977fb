"""Says when a reading must be asked back although its rules are sure: contradictions and unread words."""

import re
from functools import cache

from committee.tasks import Status
from messages.reading.datafiles import rows
from messages.reading.evidence import Evidence
from messages.reading.patterns import pattern

# Letters (phrases/tags.tsv) that should not be left unread beside a status, because they may turn it round.
_UNREAD = {
    Status.DONE: "YNHUwMO=IE^kqBVtCTZ",
    Status.IN_PROGRESS: "MOQLlENzfXn",
    Status.BLOCKED: "YjX",
    Status.EXTENSION: "jX",
    Status.NOT_STARTED: "SFPtEA1X",
    Status.HANDOVER: "OMSFXw",
}
_MANY = {Status.DONE: 5, Status.NOT_STARTED: 3, Status.ACK: 3}
_RUNS = ("going_on", "going_on_F", "going_on_end", "runs")


def doubtful(status: Status, row: str, rest: str, evidence: tuple[Evidence, ...]) -> bool:
    """Whether something in the row of letters speaks against the status that was decided.

    `rest` is the row with the letters that no rule has read.
    """
    unread = _beside(rest) if status is Status.DONE else rest
    if set(unread) & set(_UNREAD.get(status, "")) and not ("%" in row and status is Status.IN_PROGRESS):
        return True
    told = 2 if status is Status.DONE and set(row) & set("Prp") else 0  # "đã", "rồi", "hôm qua"
    if status in _MANY and "d" not in row and _unread(str(status), row, evidence) >= _MANY[status] + told:
        return True
    if any(against.search(row) for against in _against().get(str(status), ())):
        return True
    says = {one.says for one in evidence}
    match status:
        case Status.DONE:  # a day after what is finished is a day for something else
            after = rest[min(one.start for one in evidence if one.says == "done") :]
            return ("D" in after and "P" not in row) or bool(_GOES_ON.search(after))
        case Status.BLOCKED:
            return "?" in row or _overtaken(row, evidence) or _asked_first(row, evidence, "blocked")
        case Status.EXTENSION:
            return "done" in says or _asked_first(row, evidence, "extension")
        case Status.ACK:
            weak = "ack" in says and not any(one.sure for one in evidence if one.says == "ack")
            unfit = bool(set(row) & set("MOYQwF"))  # "không có phòng máy để tập huấn" promises nothing
            return weak or unfit or "xr" in row or bool(pattern(r"(?:^|[,.])Px").search(row))
        case Status.NOT_STARTED:  # "ăn chưa" asks
            return row.endswith("xY")
        case Status.IN_PROGRESS if any(one.rule == "begun" and "x" in row[: one.start] for one in evidence):
            return "%" not in row  # "sau lễ mới triển khai"
        case Status.IN_PROGRESS if any(
            clause.count("x") > 2 and not set("_~") & set(clause)
            for clause in pattern("[,.]").split(rest)[:-1]
        ):
            return "%" not in row  # a clause before the last one that nobody understood
        case Status.IN_PROGRESS:  # "hoàn tất trước ngày 15" may be told of a day that has passed
            return (
                {one.rule for one in evidence} == {"planned_day2"}
                and "U" not in row
                and bool(pattern(r"F(?:>|x+)D").search(row))
            )
        case _:
            return False


# Clauses beside a finished thing that turn nothing round: questions, requests, "khỏi nhắc", "sếp duyệt rồi".
_HARMLESS = re.compile(r"[^_]*[I?][^_]*|[KxRA]*N[xvKBA]*|[KxR]*A[^_wYNOE]*|[aixR]*[kq][xr]*|[xp]*¬?[xp]*B?")


def _beside(rest: str) -> str:
    """What stands unread beside a finished thing, without what cannot speak against it."""
    last = rest.rfind("_")
    clauses = re.split("[,.]", re.sub("[Bkqi]", "", rest[:last]) + rest[last:])  # "ký rồi, đã gửi"
    clauses = [re.sub("rN[x]*$", "r", clause) for clause in clauses]  # "xong rồi khỏi nhắc nữa"
    return "".join(clause for clause in clauses if not _HARMLESS.fullmatch(clause))


_GOES_ON = re.compile("[,.][^,.?PFSrA#]*[oW](?![^,.?]*[rF_])")  # "xong kịch bản, quay tiếp"
_NAMED = re.compile(r"(?<=e)x+")


@cache
def _against() -> dict[str, tuple[re.Pattern[str], ...]]:
    """What speaks against each status in the row of letters (phrases/doubts.tsv)."""
    table: dict[str, tuple[re.Pattern[str], ...]] = {}
    for status, against, *_ in rows("doubts.tsv"):
        table[status] = (*table.get(status, ()), re.compile(against))
    return table


def _unread(says: str, row: str, evidence: tuple[Evidence, ...]) -> int:
    """How many plain words stand in the clauses that tell the status; those after what tells it count half.

    Names of agencies are not counted.
    """
    counts = []
    for one in evidence:
        if one.says == says:
            begin = max(row.rfind(",", 0, one.start), 0)
            end = row.find(",", one.end) if "," in row[one.end :] else len(row)
            before, after = (
                _NAMED.sub("", part).count("x") for part in (row[begin : one.end], row[one.end : end])
            )
            counts.append(before + after // 2)
    return max(counts, default=_NAMED.sub("", row).count("x"))


def _alone(between: str) -> bool:
    """Whether what runs is told in a clause of its own, or without a "nên" or "vì" before it."""
    return "," in between or not set(between) & set("nc")


def _asked_first(row: str, evidence: tuple[Evidence, ...], says: str) -> bool:
    """Whether the message begins as a question ("cho hỏi nộp trễ có bị trừ điểm không")."""
    first = min((one.start for one in evidence if one.says == says), default=0)
    return "I" in row[:first] and not set(row[: row.index("I")]) & set("YNMO")


def _overtaken(row: str, evidence: tuple[Evidence, ...]) -> bool:
    """Whether the work is told to be finished, or to run again after the obstacle."""
    last = max((one.start for one in evidence if one.says == "blocked"), default=0)
    if any(one.says == "done" and one.sure for one in evidence) and not set(row) & set("Bnc"):
        return True
    return any(one.rule in _RUNS and one.start > last and _alone(row[last : one.start]) for one in evidence)
