"""Which clause the words of reports name."""

import pytest

from foederis.law import load_law
from foederis.who.clauses import clause_ids, clause_invoked, clause_of, org_of_clause


@pytest.mark.parametrize(
    ("text", "spoken", "clause"),
    [
        ("Article 5", ["NATO"], "nat:5"),
        ("Article V", ["NATO"], "nat:5"),
        ("article five", ["NATO"], "nat:5"),
        ("Article 5", [], None),
        ("Article 5", ["NATO", "WEU"], None),
        ("Article 5 of the Washington treaty", ["EU"], "nat:5"),
        ("Article 5 of the Lisbon treaty", ["NATO"], None),
        ("NATO's collective defence clause", [], "nat:5"),
        ("NATO treaty or collective defense provisions", ["EU"], "nat:5"),
        ("NATO's mutual defense clause", ["EU"], "nat:5"),
        ("mutual defense clause", ["NATO"], "nat:5"),
        ("mutual defense clause", [], "teu:42.7"),
        ("mutual defense clause", ["EU", "NATO"], "teu:42.7"),
        ("Article 4 of the Washington treaty", [], "nat:4"),
        ("Article 42.7", [], "teu:42.7"),
        ("Article 42 (7)", ["NATO"], "teu:42.7"),
        ("Article 42, paragraph 7", [], "teu:42.7"),
        ("flexibility of 42-7", [], "teu:42.7"),
        ("solidarity clause", ["EU"], "tfeu:222"),
        ("right to self-defence of the United Nations Charter", [], "un:51"),
        ("Article 51", ["NATO"], "un:51"),
        ("Article 4 of the Collective Security Treaty", ["NATO"], "csto:4"),
        ("Rio Treaty's Article 3", [], "rio:3"),
        ("defence plans", ["NATO"], None),
        ("NATO treaty", [], None),
    ],
)
def test_clauses_by_their_words(text: str, spoken: list[str], clause: str | None) -> None:
    assert clause_of(text, spoken) == clause


def test_the_nearest_organisation_is_meant() -> None:
    assert clause_of("Article 4", ["NATO"], ["NATO", "CSTO"]) == "nat:4"
    assert clause_of("Article 4", [], ["NATO", "CSTO"]) is None


def test_the_number_may_stand_beside() -> None:
    sentence = "It invoked a defence provision: Article 42-7 of the Lisbon treaty."
    assert clause_of("defence provision", beside=sentence) == "teu:42.7"
    assert clause_of("help", beside=sentence) is None


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("NATO treaty", "nat:5"),
        ("NATO", "nat:5"),
        ("EU treaty", "teu:42.7"),
        ("the Rio pact", "rio:3"),
        ("Article 7 of the NATO treaty", None),
        ("NATO defence plans", None),
        ("treaty", None),
    ],
)
def test_who_invokes_a_treaty_means_its_clause(text: str, clause: str | None) -> None:
    assert clause_invoked(text) == clause


def test_the_organisation_of_a_clause() -> None:
    assert org_of_clause("tfeu:222") == "EU"
    assert org_of_clause("us-jpn:5") is None
    assert org_of_clause("no such clause") is None


def test_every_clause_of_the_law_has_its_words() -> None:
    assert clause_ids() == {clause.id for instrument in load_law().instruments for clause in instrument.clauses}
