"""Refusals: a reason that names a template, and the facts of its sentence."""

from committee.refusals import Refusal, RefusalReason


def test_a_refusal_carries_its_reason_and_facts() -> None:
    refusal = Refusal(RefusalReason.FILE_TOO_BIG, limit=20)
    assert refusal.reason is RefusalReason.FILE_TOO_BIG
    assert refusal.facts == {"limit": 20}
    assert str(refusal) == "file_too_big"


def test_reasons_can_be_names_of_files() -> None:
    assert all(reason.value == reason.name.lower() for reason in RefusalReason)
    assert all(reason.value.replace("_", "").isalpha() for reason in RefusalReason)
