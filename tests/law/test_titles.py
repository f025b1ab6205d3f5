"""What people call a clause."""

from foederis.law.titles import clause_names


def test_a_clause_is_called_by_its_treaty_and_article() -> None:
    known = {id_: clause_names()[id_].name for id_ in ("nat:5", "teu:42.7", "anzus:4", "sau-pak")}
    assert known == {
        "nat:5": "North Atlantic Treaty, art. 5",
        "teu:42.7": "Treaty on European Union, art. 42(7)",
        "anzus:4": "ANZUS, art. IV",
        "sau-pak": "Strategic Mutual Defence Agreement (Saudi Arabia, Pakistan)",
    }
