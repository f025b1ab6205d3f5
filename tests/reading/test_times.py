"""Words of time resolved against a report's date, and the act that they belong to."""

import hashlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foederis.model import Claim, Dating, Interval, Report
from foederis.reading import Reader
from foederis.reading.times.expressions import Today, find
from foederis.reading.times.when import held, landmarks_in
from foederis.who import load

FRIDAY = date(2022, 12, 30)
TODAY = Today(FRIDAY, FRIDAY)


def read(reader: Reader, text: str, on: date = FRIDAY) -> tuple[Claim, ...]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = Report("a.txt", text, sha, sha, language="en", published=Dating(on, on))
    (reading,) = reader.read(iter([report]))
    return reading.claims


def claim(claims: tuple[Claim, ...], act: str, saying: str = "") -> Claim:
    return next(c for c in claims if c.act == act and saying in c.sentence)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on 5 March 2021", "2021-03-05", "2021-03-05"),
        ("on June 29 and 30, 2022", "2022-06-29", "2022-06-30"),
        ("on Wednesday", "2022-12-28", "2022-12-28"),
        ("in spring", "2022-03-01", "2022-05-31"),
        ("over the past year", "2021-12-30", "2022-12-30"),
        ("since October 2018", "2018-10-01", "2022-12-30"),
        ("at the end of last year", "2021-10-01", "2021-12-31"),
        ("on Thanksgiving Day", "2022-11-24", "2022-11-24"),
        ("in recent days", "2022-12-24", "2022-12-30"),
        ("yesterday", "2022-12-29", "2022-12-29"),
    ],
)
def test_words_of_time_that_look_back(words: str, first: str, last: str) -> None:
    (time,) = find(f"They met {words}.", TODAY)
    assert time.when == Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "words", ["since the fall of Kabul", "before the fall of the regime", "as prices fall", "after the Arab Spring"]
)
def test_what_falls_or_springs_is_no_season(words: str) -> None:
    assert find(f"They met {words}.", TODAY) == ()


def test_before_the_end_of_the_year_told_early_in_the_next() -> None:
    january = date(2023, 1, 9)
    (time,) = find("They met before the end of the year.", Today(january, january))
    assert time.when == Interval(date(2022, 10, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in February", "2023-02-01", "2023-02-28"),
        ("in spring", "2023-03-01", "2023-05-31"),
        ("on June 29 and 30", "2023-06-29", "2023-06-30"),
        ("in the summer of 2025", "2025-06-01", "2025-09-22"),
    ],
)
def test_words_of_time_that_look_ahead(words: str, first: str, last: str) -> None:
    (time,) = find(f"They will meet {words}.", TODAY, past=False)
    assert time.when == Interval(date.fromisoformat(first), date.fromisoformat(last))


def test_without_a_date_of_its_own_a_report_resolves_full_dates_only() -> None:
    unknown = Today(None, None)
    assert [t.when.earliest for t in find("On 5 March 2021 and on Monday, last week, in spring.", unknown)] == [
        date(2021, 3, 5)
    ]


@given(st.text(max_size=80), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_any_text_gives_times_in_order_inside_it(text: str, day: date) -> None:
    times = find(text, Today(day, day))
    assert all(0 <= t.start < t.end <= len(text) for t in times)
    assert [t.start for t in times] == sorted(t.start for t in times)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**15), st.sampled_from(["day", "week", "month", "year"]), st.integers(1000, 2999))
def test_what_no_calendar_has_stays_undated(reader: Reader, count: int, unit: str, year: int) -> None:
    span = f"{count} {unit}s"
    text = (
        f"Norway attacked Chile in March {year}. {span} later Norway attacked Peru. Mali attacked Chad {span} ago. "
        f"Over the past {span} Togo attacked Benin. On Monday, {span} after Iran attacked Iraq, Kenya attacked Egypt."
    )
    assert len([c for c in read(reader, text) if c.act == "attack"]) >= 4


def test_each_clause_looks_its_own_way(reader: Reader) -> None:
    claims = read(reader, "Poland hosted talks with Ukraine in February and will host a summit in March.", FRIDAY)
    days = sorted((c.earliest, c.status) for c in claims if c.earliest is not None)
    assert days[0] == (date(2022, 2, 1), "done")
    assert days[-1] == (date(2023, 3, 1), "planned")


@pytest.mark.parametrize(
    ("text", "act", "first", "last"),
    [
        ("Norway's foreign minister steps down on 2 February.", "depart", "2023-02-02", "2023-02-02"),
        ("Officials said that Norway would host talks with Sweden in March.", "consult", "2023-03-01", "2023-03-31"),
        ("The Security Council is due to meet later on Friday.", "consult", "2022-12-30", "2022-12-30"),
        ("Norway's foreign minister will urge Sweden next week to act.", "request", "2023-01-02", "2023-01-08"),
    ],
)
def test_what_is_to_come_is_dated_ahead(reader: Reader, text: str, act: str, first: str, last: str) -> None:
    coming = claim(read(reader, text), act)
    assert (coming.earliest, coming.latest) == (date.fromisoformat(first), date.fromisoformat(last))


def test_the_year_of_a_treaty_is_not_that_of_what_is_done_with_it(reader: Reader) -> None:
    invoked = claim(read(reader, "On 20 December Peru invoked the Rio Treaty of 1947."), "invoke")
    assert invoked.earliest == date(2022, 12, 20)
    attack = claim(read(reader, "Turkey attacked Kobane in the early hours of Sunday."), "attack")
    assert attack.earliest == date(2022, 12, 25)


@pytest.mark.parametrize(
    ("text", "act", "first", "last"),
    [
        ("On Tuesday, two days after Turkey bombed Kobane, Norway condemned it.", "attack", "12-25", "12-25"),
        ("When gunmen attacked Oslo on 20 December, Norway blamed Sudan.", "criticise", "12-20", "12-20"),
        ("On 20 December gunmen attacked Oslo; Norway blamed Sudan.", "criticise", "12-20", "12-20"),
        ("Norway left in May, two months after Turkey bombed Oslo.", "attack", "03-01", "03-31"),
        ("In a letter dated 5 May, Norway asked Sweden to help by June 2023.", "request", "05-05", "05-05"),
        ("At the summit, which was held in May, Peru and Chile promised to help Mali.", "pledge", "05-01", "05-31"),
        ("The resolution, passed on 5 May, demanded that Turkey leave.", "request", "05-05", "05-05"),
        ("The deal came on Tuesday, when Norway flew to Mali for talks with Peru.", "consult", "12-27", "12-27"),
        ("Since its launch in March, the EU mission has trained 2,000 Malian soldiers.", "provide", "03-01", "12-30"),
    ],
)
def test_clauses_lend_each_other_their_time(reader: Reader, text: str, act: str, first: str, last: str) -> None:
    done = claim(read(reader, text), act)
    assert (done.earliest, done.latest) == (date.fromisoformat(f"2022-{first}"), date.fromisoformat(f"2022-{last}"))


def test_since_is_not_of_what_was_done_once(reader: Reader) -> None:
    rejected = claim(read(reader, "Norway, out of the pact since 2002, rejected the plan."), "reject")
    assert rejected.earliest is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway sent troops to Mali on Tuesday after an attack on a school.", "attack"),
        ("Norway's request for missiles was rejected on Tuesday.", "request"),
    ],
)
def test_what_came_before_has_not_the_day_of_what_followed(reader: Reader, text: str, act: str) -> None:
    assert claim(read(reader, text), act).earliest is None


def test_weeks_after_tells_no_day(reader: Reader) -> None:
    attack = claim(read(reader, "Norway sent troops on Tuesday, weeks after gunmen attacked Oslo."), "attack")
    assert attack.earliest is None


@pytest.mark.parametrize(
    ("text", "act", "first", "last"),
    [
        ("In 1982 Peru left the pact. Ten years later Chile bombed Lima.", "attack", "1992-01-01", "1992-12-31"),
        ("On 5 March 2014 rebels took Gao. Mali bombed it in June.", "attack", "2014-06-01", "2014-06-30"),
        ("On 5 March 2014 rebels took Gao. Two days later Norway condemned them.", "criticise", *2 * ["2014-03-07"]),
        ("Peru had signed it in March 2014. Turkey bombed Kobane on 2 May.", "attack", *2 * ["2022-05-02"]),
        ("The general, who was appointed a day earlier, resigned.", "appoint", *2 * ["2022-12-29"]),
    ],
)
def test_a_story_goes_on_from_the_time_told_last(reader: Reader, text: str, act: str, first: str, last: str) -> None:
    done = claim(tuple(reversed(read(reader, text))), act)
    assert (done.earliest, done.latest) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_paragraph_ends_a_story_of_another_year(reader: Reader) -> None:
    text = "On 5 March 2014 rebels took Gao.\n\nTurkey bombed Kobane on 2 May."
    assert claim(read(reader, text), "attack", "bombed").earliest == date(2022, 5, 2)


def test_since_a_beginning(reader: Reader) -> None:
    done = claim(read(reader, "Turkey has bombed the town since the siege began on 1 December."), "attack")
    assert (done.earliest, done.latest) == (date(2022, 12, 1), FRIDAY)


def test_a_time_that_completes_the_copula_is_the_subjects(reader: Reader) -> None:
    attack = claim(read(reader, "The attack by Russia was an act of terror on Tuesday."), "attack")
    assert attack.earliest == attack.latest == date(2022, 12, 27)


def test_the_following_day_counts_from_the_day_told_of_last(reader: Reader) -> None:
    text = "Turkey shelled Kobane on 12 December. Turkey bombed a bridge the following day."
    assert claim(read(reader, text), "attack", "bridge").earliest == date(2022, 12, 13)


def test_an_act_told_again_shares_its_date(reader: Reader) -> None:
    text = "Turkey bombed Kobane on 12 December. The mayor of Kobane said that Turkey bombed Kobane without a warning."
    assert claim(read(reader, text), "attack", "warning").earliest == date(2022, 12, 12)


def test_what_is_said_at_a_meeting_has_its_date(reader: Reader) -> None:
    text = "Germany met Poland in Berlin on 12 December. Germany urged Poland to sign the treaty."
    urged = claim(read(reader, text), "request")
    assert (urged.earliest, urged.latest) == (date(2022, 12, 12), date(2022, 12, 12))


def test_undated_acts_follow_the_codebook() -> None:
    assert held("attack", "done", None, TODAY, occasion=False) == Interval(None, FRIDAY)
    assert held("deploy", "planned", None, TODAY, occasion=False) == Interval(FRIDAY, None)
    assert held("criticise", "done", None, TODAY, occasion=True) == Interval(FRIDAY, FRIDAY)
    assert held("pledge", "planned", None, TODAY, occasion=False) == Interval(None, FRIDAY)
    assert held("request", "possible", None, TODAY, occasion=False) == Interval(FRIDAY, None)


def test_landmarks_are_times_if_they_are_over(reader: Reader) -> None:
    from foederis.reading.grammar import parse
    from foederis.reading.parties.cast import Parsed

    who, text = load(), "The Paris attacks shook Europe."
    ((doc, _),) = parse.parse([(text, None)], parse.pipeline())
    mentions = {0: next(m for m in who.find(text) if m.entries[0].kind == "landmark")}
    view = Parsed(doc, 0, {t.i: mentions[0] for t in doc[1:3]})
    assert list(landmarks_in(view, who, Today(date(2015, 1, 1), date(2015, 1, 1)))) == []
    named = tuple(landmarks_in(view, who, TODAY))
    assert [time.when.earliest for time, _ in named] == [date(2015, 11, 13)]
