"""One report that the reader fails on costs neither the batch nor a word about it."""

import pytest

from foederis.model import Dating, Report
from foederis.reading import Reader
from foederis.who import load


def report(name: str, text: str) -> Report:
    return Report(name=name, text=text, sha256=name, source_sha256=name, language="en", published=Dating())


def test_a_fault_in_one_report_is_told_and_the_rest_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(load())
    whole = Reader.claims

    def failing(self: Reader, one: Report, candidates: list) -> list:  # type: ignore[type-arg]
        if one.name == "bad":
            raise RecursionError("too deep")
        return whole(self, one, candidates)

    monkeypatch.setattr(Reader, "claims", failing)
    reports = [report(name, "Poland invoked Article 4 of the North Atlantic Treaty.") for name in ("a", "bad", "c")]
    first, bad, last = reader.read(reports)
    assert first.claims
    assert last.claims
    assert not bad.claims
    assert bad.unread == "the reader failed on it: RecursionError: too deep"
