"""The state's word lists and what they tell apart."""

import pytest

from foederis.state.words import activity_of, has, headed, is_total, meant, money


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
