"""The state's word lists and what they tell apart."""

import pytest

from foederis.state.words import activity_of, clause_of, has, headed, is_total, meant, money


@pytest.mark.parametrize(
    ("text", "orgs", "clause"),
    [
        ("Article 5", ["NATO"], "nat:5"),
        ("Article 5", [], None),
        ("NATO's collective defence clause", [], "nat:5"),
        ("Article 4 of the Washington treaty", [], "nat:4"),
        ("mutual defense clause", [], "teu:42.7"),
        ("Article 42.7", [], "teu:42.7"),
        ("solidarity clause", ["EU"], "tfeu:222"),
        ("right to self-defence of the United Nations Charter", [], "un:51"),
        ("Article 51", ["NATO"], "un:51"),
        ("defence plans", ["NATO"], None),
    ],
)
def test_clauses_by_their_words(text: str, orgs: list[str], clause: str | None) -> None:
    assert clause_of(text, frozenset(orgs)) == clause


@pytest.mark.parametrize(
    ("unit", "answer"),
    [
        ("million dollars", (1e6, "USD")),
        ("Canadian dollars", (1.0, "CAD")),
        ("billion euros", (1e9, "EUR")),
        ("GBP", (1.0, "GBP")),
        ("million rounds", (1.0, None)),
        (None, (1.0, None)),
    ],
)
def test_money(unit: str | None, answer: tuple[float, str | None]) -> None:
    assert money(unit) == answer


def test_lists() -> None:
    assert activity_of("training activities") == activity_of("the training and activities")
    assert has("dead", "130 people dead")
    assert not has("dead", "130 people")
    assert headed("missions", "training mission in Iraq")
    assert not headed("missions", "mission plan")
    assert meant("the plan for a liaison office") == meant("liaison office")
    assert is_total("They have so far sent 10,000.")
    assert not is_total("They sent 10,000.")
