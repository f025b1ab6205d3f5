"""What changed from one date to another."""

from foederis.state.changes import change_json, changes

from .conftest import FoldOn, MakeClaim


def test_new_and_changed_rows_name_the_claims_that_made_them_so(claim: MakeClaim, state: FoldOn) -> None:
    begun = claim("launch", "FRA", on="2022-01-01", object="border mission")
    halted = claim("suspend", "FRA", on="2022-02-01", object="border mission")
    scolds = claim("criticise", "USA", "RUS", on="2022-02-01")
    before, after = (state(begun, halted, scolds, on=on) for on in ("2022-01-31", "2022-02-01"))
    first, second = changes(before, after)
    assert (first.kind, first.change, first.fields, first.because) == (
        "missions",
        "changed",
        ("status", "since"),
        (halted.id,),
    )
    assert (second.kind, second.change, second.because) == ("stances", "new", (scolds.id,))
    assert change_json(first)["fields"] == {"status": ["active", "suspended"], "since": ["2022-01-01", "2022-02-01"]}


def test_a_post_changes_hands_by_whos_who_alone(state: FoldOn) -> None:
    new, gone = changes(state(on="2024-09-30"), state(on="2024-10-01"))
    assert (new.change, new.because, new.after and new.after.reference) == (
        "new",
        (),
        ("nato-secretary-general: mark-rutte",),
    )
    assert (gone.change, gone.because, gone.before and gone.before.reference) == (
        "gone",
        (),
        ("nato-secretary-general: jens-stoltenberg",),
    )


def test_a_further_claim_of_the_same_is_no_change(claim: MakeClaim, state: FoldOn) -> None:
    first = claim("deploy", "USA", object="soldiers", country="IRQ", on=(None, "2022-01-01"))
    again = claim("deploy", "USA", object="soldiers", country="IRQ", on=(None, "2022-02-01"))
    assert not list(changes(state(first, again, on="2022-01-01"), state(first, again, on="2022-02-01")))


def test_a_conflict_with_a_further_claim_is_one_that_changed(claim: MakeClaim, state: FoldOn) -> None:
    said = [
        claim("appoint", "", person, object="head of the harbour office", on=on, report=f"{on} {person}.txt")
        for person, on in (("Ann", "2022-03-01"), ("Ben", "2022-03-02"), ("Ann", "2022-03-04"))
    ]
    before, after = (state(*said, on=on) for on in ("2022-03-03", "2022-03-05"))
    assert before.conflicts[0].id != after.conflicts[0].id
    (change,) = (each for each in changes(before, after) if each.kind == "conflicts")
    assert (change.change, change.fields, change.because) == ("changed", ("values",), (said[2].id,))
