"""The brief gathers claims into its sections, and every row rests on claims and sentences."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foederis.acts import ACTS, STATUSES
from foederis.brief.compose import compose
from foederis.brief.markdown import markdown
from foederis.brief.model import Basis, Brief
from foederis.brief.words import notes
from foederis.model import MIN_CONFIDENCE, Actor, Claim, Furniture, Interval, Problem, Votes
from foederis.who.registry import Who

from .conftest import AMERICA, BRITAIN, FRANCE, NATO, UKRAINE, MakeClaim, MakeReport

MISSILES = {"object": "anti-tank missiles", "unit": "anti-tank missiles"}


def bases(brief: Brief) -> Iterator[Basis]:
    rows = [*brief.happened, *brief.planned]
    for group in (*brief.standing, *brief.stances, *brief.clauses, *brief.speakers):
        rows.extend(group.rows)
    for line in brief.commitments:
        rows.extend((*line.promised, *line.delivered))
    yield from (row.basis for row in rows)
    yield from (answer.basis for disagreement in brief.disagreements for answer in disagreement.answers)


def test_one_act_in_two_reports_is_one_line_with_two_sources(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    told = {"actors": (NATO,), "object": "mission in Iraq"}
    claims = [claim("suspend", **told), claim("suspend", report="b.txt", **told)]
    brief = compose([report(), report("b.txt", "Another text altogether, of its own.")], claims, (), who)
    assert [(row.text, row.basis.sources, row.basis.sentences) for row in brief.happened] == [
        ("NATO suspended mission in Iraq", 2, (1, 2))
    ]


def test_several_reports_of_one_publisher_are_several_sources_but_it_is_said(
    claim: MakeClaim, report: MakeReport, who: Who
) -> None:
    told = {"actors": (NATO,), "object": "mission in Iraq"}
    claims = [claim("suspend", **told), claim("suspend", report="b.txt", **told)]
    reports = [report(publisher="B2"), report("b.txt", "Another text altogether, of its own.", publisher="B2")]
    (row,) = compose(reports, claims, (), who).happened
    assert (row.basis.sources, row.basis.publisher) == (2, "B2")
    assert notes(row) == ("2 sources, all of B2",)


def test_what_was_given_already_is_not_part_of_what_is_promised(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    to_kyiv = {"actors": (BRITAIN,), "targets": (UKRAINE,), **MISSILES}
    claims = [
        claim("pledge", status="planned", quantity=6000.0, **to_kyiv),
        claim("provide", quantity=4000.0, **to_kyiv),
    ]
    (line,) = compose([report()], claims, (), who).commitments
    assert (line.giver, line.receiver) == ("United Kingdom", "Ukraine")
    assert [row.text for row in line.promised] == ["6,000 anti-tank missiles"]
    assert [row.text for row in line.delivered] == ["4,000 anti-tank missiles"]


def test_a_gift_that_was_refused_or_is_only_considered_says_so(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    gift = {"actors": (AMERICA,), "targets": (UKRAINE,), "object": "tanks"}
    claims = [claim("provide", status="possible", **gift), claim("provide", status="not_done", **gift)]
    (line,) = compose([report()], claims, (), who).commitments
    assert [row.text for row in (*line.promised, *line.delivered)] == ["tanks (possible)", "tanks (not done)"]


def test_who_stands_where_is_listed_under_each_party(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    macron = Actor("he", "FRA", "emmanuel-macron")
    claims = [
        claim("reject", actors=(macron,), object="Tokyo office"),
        claim("support", actors=(AMERICA, FRANCE), targets=(NATO,)),
    ]
    parties = {party.name: [row.text for row in party.rows] for party in compose([report()], claims, (), who).stances}
    assert parties["United States"] == ["supported NATO"]
    assert sorted(parties["France"]) == ["Emmanuel Macron rejected Tokyo office", "supported NATO"]


def test_a_stance_whose_holder_is_not_named_is_not_lost(claim: MakeClaim, report: MakeReport) -> None:
    (party,) = compose([report()], [claim("reject", object="peacekeeping mission")]).stances
    assert (party.name, party.rows[0].text) == ("not said who", "Peacekeeping mission was rejected")


def test_plans_and_possibilities_are_not_told_as_done(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    claims = [claim("launch", object="office", status=status) for status in STATUSES]
    brief = compose([report()], claims, (), who)
    assert {row.text for row in brief.happened} == {"Office was launched", "Office was not launched"}
    assert {row.text for row in brief.planned} == {"Office will be launched", "Office may be launched"}


def test_clauses_are_grouped_whoever_invoked_them(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    clause = {"object": "Article 5", "object_id": "NAT-5"}
    claims = [
        claim("invoke", actors=(AMERICA,), **clause),
        claim("invoke", actors=(FRANCE,), status="not_done", object="the NATO clause", object_id="NAT-5"),
    ]
    (found,) = compose([report()], claims, (), who).clauses
    assert "NAT-5" in found.name
    assert {row.text for row in found.rows} == {
        "United States invoked Article 5",
        "France did not invoke the NATO clause",
    }


def test_a_claim_by_a_speaker_says_who_says_so(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    brief = compose([report()], [claim("deploy", object="troops", speaker=NATO)], (), who)
    assert brief.happened[0].basis.speakers == ("NATO",)
    assert [(speaker.name, speaker.rows[0].text) for speaker in brief.speakers] == [("NATO", "Troops were deployed")]


def test_what_one_report_says_in_its_own_voice_needs_no_speaker(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    told = {"actors": (NATO,), "object": "troops"}
    claims = [claim("deploy", speaker=FRANCE, **told), claim("deploy", report="b.txt", **told)]
    assert compose([report()], claims, (), who).happened[0].basis.speakers == ()


def test_numbers_that_differ_are_shown_with_their_sentences(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    sent = {"actors": (AMERICA,), "object": "soldiers", "unit": "soldiers"}
    claims = [claim("deploy", quantity=500.0, **sent), claim("deploy", report="b.txt", quantity=550.0, **sent)]
    (found,) = compose([report(), report("b.txt", "Quite another text, of its own.")], claims, (), who).disagreements
    assert [(answer.text, answer.basis.sentences) for answer in found.answers] == [
        ("500 soldiers", (1,)),
        ("550 soldiers", (2,)),
    ]


def test_an_event_gathers_votes_place_and_number_from_all_its_claims(
    claim: MakeClaim, report: MakeReport, who: Who
) -> None:
    adopted = {"actors": (NATO,), "object": "resolution"}
    claims = [claim("adopt", votes=Votes(4, 2), **adopted), claim("adopt", place="Brussels", **adopted)]
    (row,) = compose([report()], claims, (), who).happened
    assert row.text == "NATO adopted resolution (4 for, 2 against) in Brussels"


def test_unsure_claims_are_marked_and_very_unsure_ones_only_counted(claim: MakeClaim, report: MakeReport) -> None:
    claims = [claim("end", object="mission", confidence=0.55), claim("end", object="war", confidence=0.1)]
    brief = compose([report()], claims)
    assert [(row.text, row.basis.doubtful) for row in brief.happened] == [("Mission was ended", True)]
    assert brief.untaken.below_confidence == 1


def test_sentences_without_a_claim_furniture_and_unread_reports_are_counted(
    claim: MakeClaim, report: MakeReport
) -> None:
    read = report(furniture=(Furniture(20, 30, "byline"),))
    silent = report("b.txt", "Un texte.")
    problem = Problem("empty-file", "nothing in it", "c.txt")
    brief = compose([read, silent], [claim("end", object="war")], [problem], unread={"b.txt": "in French"})
    left = brief.untaken
    assert [(source.report, source.unread) for source in left.unread] == [("b.txt", "in French")]
    assert (left.sentences, left.sentences_without_claim, left.problems) == (2, 1, (problem,))
    assert [(part.what, part.number) for part in left.furniture] == [("byline", 1)]


def test_of_a_part_nothing_is_said_to_be_left_out(claim: MakeClaim, report: MakeReport) -> None:
    brief = compose([report()], [claim("end", object="war")], part=True)
    assert brief.untaken is None
    assert "no claim" not in markdown(brief)
    assert "Only a part" in markdown(brief)


def test_sources_say_when_they_were_published_and_which_are_copies(claim: MakeClaim, report: MakeReport) -> None:
    text = "The same words again. " * 20
    later = replace(report("b.txt", text).published, earliest=date(2022, 4, 1), latest=date(2022, 4, 1))
    brief = compose([report("b.txt", text, published=later), report("a.txt", text)], [claim("end", object="war")])
    assert brief.published == Interval(date(2022, 3, 24), date(2022, 4, 1))
    assert [(source.report, source.copy_of, source.claims) for source in brief.sources] == [
        ("a.txt", None, 1),
        ("b.txt", 1, 0),
    ]
    assert brief.independent == 1


def test_one_text_under_two_names_is_told_once(claim: MakeClaim, report: MakeReport) -> None:
    once = claim("end", object="war")
    brief = compose([report(), replace(report(), name="b.txt")], [replace(once, report="b.txt"), once])
    assert [(source.report, source.copy_of, source.claims) for source in brief.sources] == [
        ("a.txt", None, 1),
        ("b.txt", 1, 0),
    ]
    assert [row.basis.sentences for row in brief.happened] == [(1,)]
    assert brief.untaken.sentences_without_claim == 2


def test_a_claim_whose_report_is_not_at_hand_keeps_its_source(claim: MakeClaim) -> None:
    brief = compose([], [claim("end", object="war", report="gone.txt")])
    assert [source.report for source in brief.sources] == ["gone.txt"]
    assert brief.happened[0].basis.sentences == (1,)


def test_nothing_makes_an_empty_brief() -> None:
    brief = compose([], [])
    assert (brief.happened, brief.sentences, brief.published) == ((), (), Interval())


@st.composite
def some_claims(draw: st.DrawFn) -> list[Claim]:
    parties = st.lists(st.sampled_from([FRANCE, NATO, UKRAINE, Actor("rebels")]), max_size=2, unique=True).map(tuple)
    told = st.fixed_dictionaries(
        {
            "act": st.sampled_from(sorted(ACTS)),
            "status": st.sampled_from(STATUSES),
            "actors": parties,
            "targets": parties,
            "object": st.sampled_from([None, "mission", "tanks"]),
            "quantity": st.sampled_from([None, 5.0, 1e6]),
            "speaker": st.sampled_from([None, NATO]),
            "confidence": st.floats(0, 1),
            "start": st.integers(0, 20),
            "report": st.sampled_from(["a.txt", "b.txt"]),
        }
    )
    made = draw(st.lists(told, max_size=10))
    return [Claim(id=f"c{n}", end=25, sentence="It happened.", **fields) for n, fields in enumerate(made)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some_claims(), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_every_claim_shown_leads_to_its_sentence(
    report: MakeReport, who: Who, claims: list[Claim], random: object
) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    brief = compose([report()], claims, (), who)
    assert compose([report()], shuffled, (), who) == brief
    sentence_of = {id: sentence.number for sentence in brief.sentences for id in sentence.claims}
    assert all({sentence_of[id] for id in basis.claims} == set(basis.sentences) for basis in bases(brief))
    shown = {id for basis in bases(brief) for id in basis.claims}
    assert {claim.id for claim in claims if claim.confidence >= MIN_CONFIDENCE} == shown
