"""One process leads on a database; the next one does when it is gone."""

from pathlib import Path

from bot.leading import Lead


def test_one_leads_until_it_is_gone(tmp_path: Path) -> None:
    first, second = Lead(tmp_path / "a.db"), Lead(tmp_path / "a.db")
    assert first.take()
    assert first.take()
    assert not second.take()
    first.give_up()
    assert second.take()
    second.give_up()
