"""The data on forces: what comes with the program loads, and mistakes are named with file and line."""

from pathlib import Path

import pytest

from foederis.checking.reference import load_reference, read_reference
from foederis.law.toml import DataError
from foederis.who import load

FORCE = """
[[force]]
id = "guard"
name = "the Guard"
words = ["guard"]
of = "NATO"
complete_until = "2025"
source = "t"
"""


def test_the_data_speaks_of_known_organisations_in_order_of_time() -> None:
    reference = load_reference()
    organisations = load().organisations
    assert {force.of for force in reference.forces} | {
        each.command for each in reference.strengths
    } <= organisations.keys()
    for force in reference.forces:
        assert force.stations
        states = [state for station in force.stations for state in station.states]
        assert len(states) == len(set(states))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[[ship]]\n", "a.toml: unknown table ship"),
        (FORCE.replace("words", "names"), "a.toml:2: unknown key names"),
        (FORCE.replace('"2025"', '"soon"'), "a.toml:2: complete_until"),
        (
            FORCE + '[[station]]\nforce = "gard"\nstates = ["EST"]\nfrom = "2017"\nsays = "s"\nsource = "t"\n',
            "a.toml:9: force 'gard'",
        ),
        (
            FORCE + '[[station]]\nforce = "guard"\nstates = ["ESX"]\nfrom = "2017"\nsays = "s"\nsource = "t"\n',
            "a.toml:9: states",
        ),
        (
            FORCE + '[[station]]\nforce = "guard"\nstates = ["EST"]\nsays = "s"\nsource = "t"\n',
            "a.toml:9: from is missing",
        ),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, written: str, message: str) -> None:
    (tmp_path / "a.toml").write_text(written, encoding="utf-8")
    with pytest.raises(DataError, match="^" + message.replace("[", r"\[")):
        read_reference(tmp_path)
