"""What a report's own words allow: each clue in a text of its own, then together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis.model import Dating, Furniture, Interval, Report
from foederis.reports.dating import date_report
from foederis.who import Who
from foederis.who.entries import Landmark, Membership, Organisation, Person, Post, State, Term


def on(day: str) -> Interval:
    return Interval(date.fromisoformat(day), date.fromisoformat(day))


def landmark(id: str, name: str, kind: str, first: str, last: str, *words: tuple[str, ...]) -> Landmark:
    return Landmark(id, name, kind, "test", from_=on(first), to=on(last), words=words)


WHO = Who.of(
    [
        State("AAA", "Alphaland", "test"),
        State("BBB", "Betaland", "test"),
        Organisation("NATO", "North Atlantic Treaty Organization", "alliance", "test", aliases=("NATO",)),
        Organisation("JTF", "Joint Task Force North", "command", "test", aliases=("JTFN",), from_=on("2014-10-17")),
        Membership("NATO", "AAA", "test", on("1990-01-01")),
        Membership("NATO", "BBB", "test", on("2017-06-05")),
        *(
            Membership("NATO", f"S{number:02}", "test", on("1990-01-01"), on("2020-03-27") if number == 0 else None)
            for number in range(27)
        ),
        Post(
            "usa-president", "President of the United States", "AAA", "head-of-state", "test", aliases=("US President",)
        ),
        Post(
            "sg", "Secretary General of NATO", "NATO", "secretary-general", "test", aliases=("NATO Secretary General",)
        ),
        Person("joe-biden", "Joe Biden"),
        Person("barack-obama", "Barack Obama"),
        Person("jens-stoltenberg", "Jens Stoltenberg"),
        Term("usa-president", "barack-obama", "test", on("2009-01-20"), on("2017-01-20")),
        Term("usa-president", "joe-biden", "test", on("2021-01-20"), on("2025-01-20")),
        Term("sg", "jens-stoltenberg", "test", on("2014-10-01"), on("2024-10-01")),
        landmark(
            "vilnius", "NATO summit in Vilnius", "summit", "2023-07-11", "2023-07-12", ("NATO", "summit", "Vilnius")
        ),
        landmark("paris-1", "Paris attacks", "attack", "2015-01-07", "2015-01-09", ("Paris", "attack")),
        landmark("paris-2", "Paris attacks", "attack", "2015-11-13", "2015-11-13", ("Paris", "attack")),
        landmark("downing", "Turkey downs a jet", "shootdown", "2015-11-24", "2015-11-24", ("Turk", "down", "Russian")),
        landmark("vote", "the vote in Baghdad", "vote", "2020-01-05", "2020-01-05", ("Iraq", "parliament", "troops")),
        landmark("war", "the invasion", "war", "2022-02-24", "2022-02-24", ("invasion of Ukraine",)),
        landmark("treaty", "Treaty of Delta", "treaty", "2009-12-01", "2009-12-01", ("Treaty of Delta",)),
    ]
)


def published(text: str, furniture: tuple[Furniture, ...] = ()) -> Dating:
    return date_report(Report("a.txt", text, "0", "0", furniture=furniture), WHO).published


def interval(text: str) -> tuple[str | None, str | None]:
    dating = published(text)
    earliest, latest = (None if side is None else side.isoformat() for side in (dating.earliest, dating.latest))
    return earliest, latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Leaders quarrelled at last week’s NATO summit in Vilnius.", "2023-07-17", "2023-07-23"),
        ("Leaders quarrelled at this week's NATO summit in Vilnius.", "2023-07-11", "2023-07-16"),
        ("Leaders quarrelled at last month's NATO summit in Vilnius.", "2023-08-01", "2023-08-31"),
        ("The NATO summit in Vilnius two weeks ago changed little.", "2023-07-19", "2023-08-01"),
        ("He spoke at the NATO summit in Vilnius earlier today.", "2023-07-11", "2023-07-12"),
        ("He spoke after yesterday’s deadly attack in Paris.", "2015-01-08", "2015-11-14"),
        ("Last week Turkey downed a Russian jet.", "2015-11-30", "2015-12-06"),
        ("Leaders left the NATO summit in Vilnius yesterday.", "2023-07-12", "2023-07-13"),
        ("On Wednesday, the NATO summit in Vilnius came to its end.", "2023-07-12", "2023-07-18"),
        ("The NATO summit in Vilnius changed little.", "2023-07-11", None),
        ("Leaders meet on Wednesday at the NATO summit in Vilnius.", "2023-07-06", "2023-07-18"),
        ("At the NATO summit in Vilnius in July, other questions will arise.", "2022-08-15", "2024-06-06"),
        ("Leaders gathered ahead of the NATO summit in Vilnius.", None, "2023-07-12"),
        ("Allies will speak of this at next week's NATO summit in Vilnius.", "2023-07-03", "2023-07-09"),
        ("Neither France nor Turkey, which downed a Russian jet this week, spoke.", "2015-11-24", "2015-11-29"),
        ("A year ago the deadly attacks in Paris on 13 November shook France.", "2016-05-06", "2017-05-21"),
        ("The Nov. 13 attacks in Paris shook France.", "2015-11-13", None),
        ("This first anniversary of the Paris attacks of 13 November is quiet.", "2016-10-28", "2016-11-27"),
        ("On 5 January, Iraq's parliament asked foreign troops to leave.", "2020-01-05", "2020-11-30"),
    ],
)
def test_landmarks_and_the_words_beside_them(text: str, earliest: str | None, latest: str | None) -> None:
    assert interval(text) == (earliest, latest)


def test_a_landmark_that_may_lie_ahead_tells_nothing() -> None:
    assert interval("If allies agree, the NATO summit in Vilnius would change much.") == (None, None)


def test_the_day_of_a_statement_is_not_the_day_of_its_event() -> None:
    text = "Much depends on next month's NATO summit in Vilnius, said the minister on 14 June."
    assert interval(text) == ("2023-06-14", "2023-06-30")


def test_the_same_words_may_name_several_landmarks() -> None:
    assert interval("The Paris attacks shook France.") == ("2015-01-07", None)


def test_another_date_close_to_a_landmark_tells_of_another_event() -> None:
    assert interval("On 16 January 2020 Iraq's parliament spoke of troops.") == ("2020-01-16", None)


@pytest.mark.parametrize(
    "text",
    [
        "This week the minister said that the attacks in Paris had changed much.",
        "The invasion of Ukraine this week entered another phase.",
        "This week marks the anniversary of the Paris attacks.",
        "Last week a court convicted six men over the Paris attacks.",
        "Today, the Paris attacks of 2015 still haunt France.",
        "The NATO summit in Vilnius was argued over. Today, after much talk, the NATO summit in Vilnius seems far.",
        "The minister spoke this week; the Treaty of Delta, he argued, binds all.",
    ],
)
def test_words_of_time_that_belong_to_something_else_are_not_taken(text: str) -> None:
    assert published(text).earliest is not None
    assert published(text).latest is None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("US President Joe Biden spoke.", "2021-01-20", "2025-01-20"),
        ("President Joe Biden spoke.", "2021-01-20", "2025-01-20"),
        ("The Secretary General of the Alliance, the Norwegian Jens Stoltenberg, spoke.", "2014-10-01", "2024-10-01"),
        ("Jens Stoltenberg, Secretary General of NATO, spoke.", "2014-10-01", "2024-10-01"),
        ("Former US President Joe Biden spoke.", None, None),
        ("Jens Stoltenberg, Secretary General of NATO until the autumn, spoke.", None, None),
        ("Joe Biden spoke.", None, None),
        ("US President Barack Obama spoke then. US President Joe Biden speaks now.", "2021-01-20", "2025-01-20"),
        ("Soldiers of the Joint Task Force North spoke.", "2014-10-17", None),
    ],
)
def test_offices(text: str, earliest: str | None, latest: str | None) -> None:
    assert interval(text) == (earliest, latest)


def test_numbers_of_members() -> None:
    assert interval("The ambassadors of the 29 member countries of NATO met.") == ("2017-06-05", "2020-03-26")
    assert interval("The 29 member countries met.") == (None, None)
    assert interval("NATO will have 29 members, and once the 29 members agree it acts.") == (None, None)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("US President Joe Biden met allies this Thursday, March 24.", "2022-03-24", "2022-03-25"),
        (
            "Last Thursday (14th January) a resolution passed, after the Nov. 13 Paris attacks two months ago.",
            "2016-01-15",
            "2016-01-21",
        ),
        ("It was updated today (23 December), said US President Joe Biden.", "2021-12-23", "2024-12-23"),
        ("It was updated yesterday (23 December), said US President Joe Biden.", "2021-12-24", "2024-12-24"),
        ("In April 2019 they trained. They have trained since October 2018.", "2019-04-01", None),
        ("The meeting is scheduled for 3 May 2016.", None, "2016-05-03"),
        ("Allies must reach the goal by 2024.", None, None),
        ("The mandate runs until September 30, 2023.", None, None),
        (
            "It was convened this Monday afternoon, after Iraq's parliament on Sunday asked troops to go.",
            "2020-01-06",
            "2020-01-07",
        ),
    ],
)
def test_dates(text: str, earliest: str | None, latest: str | None) -> None:
    assert interval(text) == (earliest, latest)


def test_a_date_line_without_its_year_takes_it_from_the_other_clues() -> None:
    text = (
        "WASHINGTON, April 4 (Wire) - In April 2022 US President Joe Biden spoke. Former members met on 3 March 2024."
    )
    assert interval(text) == ("2024-04-04", "2024-04-04")


def test_a_contradicting_clue_is_left_out_and_said() -> None:
    text = (
        "US President Joe Biden spoke. The invasion of Ukraine shook Europe. Leaders met at last week's NATO summit in "
        "Vilnius. Allies had met in April 2031."
    )
    dating = published(text.replace(" Allies had met in April 2031.", ""))
    assert (dating.earliest, dating.latest) == (date(2023, 7, 17), date(2023, 7, 23))
    left_out = [reason for reason in published(text).because if reason.startswith("left out")]
    assert len(left_out) == 1
    assert "April 2031" in left_out[0]


def test_a_day_of_no_known_year_is_a_reason_without_an_interval() -> None:
    dating = published("Allies met on 5 May.")
    assert (dating.earliest, dating.latest) == (None, None)
    (reason,) = dating.because
    assert '"5 May"' in reason
    assert reason.endswith("the year is not told")


def test_each_reason_names_the_words() -> None:
    (reason,) = published("US President Joe Biden met allies this Thursday, March 24, 2022.").because
    assert '"this Thursday, March 24, 2022"' in reason


def test_furniture_is_not_read() -> None:
    text = "Allies met.\nComments: it was better in April 2019."
    assert published(text, (Furniture(12, len(text), "comment-form"),)).earliest is None
    assert published(text).earliest == date(2019, 4, 1)


CLUES = (
    "US President Joe Biden spoke.",
    "The invasion of Ukraine shook Europe.",
    "Leaders met at last week's NATO summit in Vilnius.",
    "Allies trained in April 2019.",
    "It was convened this Wednesday afternoon.",
    "NATO Secretary General Jens Stoltenberg spoke.",
)


@pytest.mark.parametrize("count", range(1, len(CLUES)))
def test_another_clue_that_agrees_never_widens_the_interval(count: int) -> None:
    fewer, more = published(" ".join(CLUES[:count])), published(" ".join(CLUES[: count + 1]))
    assert (more.earliest or date.min) >= (fewer.earliest or date.min)
    assert (more.latest or date.max) <= (fewer.latest or date.max)


@pytest.mark.parametrize(
    "piece", ["On Monday, 5 May 2014 ", "US President Joe Biden, ", "Paris attacks this week ", "NATO ", "(", "5 May "]
)
def test_a_line_without_end_is_dated_all_the_same(piece: str) -> None:
    dating = published(piece * (300_000 // len(piece)))
    assert dating.because


@given(st.text(alphabet="On 5 May2014,thisweek-JanThursdNATOsummiVl.()|:\n\u0130é"))
def test_any_text_is_dated_with_sides_in_order(text: str) -> None:
    dating = published(text)
    assert dating.earliest is None or dating.latest is None or dating.earliest <= dating.latest
    assert dating.because
