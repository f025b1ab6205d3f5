"""Each kind of slip that a reference shows, and beside it the near miss that is none."""

from collections.abc import Callable

import pytest
from checking_samples import reading
from hypothesis import given
from hypothesis import strategies as st

from foederis.checking import Checker, Slip

Check = Callable[..., list[Slip]]

SLIPS = [
    # calendar
    ("weekday", "2016-01-20", "The ministers met on Friday 14 January.", "Friday 14 January", "Thursday"),
    (
        "weekday",
        "2022-03-24",
        "The summit opened on Wednesday, March 24, 2022.",
        "Wednesday, March 24, 2022",
        "Thursday",
    ),
    ("weekday", "2015-07-02", "The mandate ends on 31 June 2015.", "31 June 2015", "there is no 31 Jun 2015"),
    # events on record
    ("date", "2023-04-20", "Finland joined NATO on 4 April 2022.", "Finland joined NATO on 4 April 2022", "2023-04-04"),
    ("date", "2023-05-20", "Finland joined NATO on 14 April 2023.", "Finland joined NATO on 14 April", "2023-04-04"),
    ("date", "2020-02-10", "Croatia joined the EU in 2012.", "Croatia joined the EU in 2012", "2013-07-01"),
    (
        "date",
        "2016-02-10",
        "On 28 January the European Parliament adopted a resolution on the mutual defence clause.",
        "28 January",
        "2016-01-21",
    ),
    # posts
    ("post", "2020-01-06", "NATO Secretary General Federica Mogherini spoke.", "Mogherini", "Jens Stoltenberg"),
    ("post", "2020-01-06", "Boris Johnson, the French President, said so.", "Boris Johnson", "Emmanuel Macron"),
    ("post", "2020-01-06", "NATO Secretary General Anders Fogh Rasmussen said on Monday.", "Rasmussen", "Stoltenberg"),
    ("post", "2020-01-06", "The Polish President, Anna Kowalczyk, has agreed.", "Kowalczyk", "Andrzej Duda"),
    ("post", "2020-01-06", "Former NATO Secretary General Angela Merkel spoke.", "Angela Merkel", "never was"),
    ("post", "2020-01-06", "Javier Solana, Secretary General of NATO between 1999 and 2004.", "1999 and 2004", "1995"),
    (
        "post",
        "2023-05-05",
        "Rose Gottemoeller, Secretary General of NATO between 2016 and 2019, spoke.",
        "between 2016 and 2019",
        "Jens Stoltenberg",
    ),
    # names
    ("name", "2020-01-06", "NATO Secretary General Jens Stoltenburg spoke.", "Jens Stoltenburg", "Jens Stoltenberg"),
    (
        "name",
        "2020-01-06",
        "The supreme commander of the forces of NATO, General Walters, spoke.",
        "Walters",
        "Wolters",
    ),
    (
        "name",
        "2017-05-25",
        "Federica Mogerini, the EU's foreign policy chief, said so.",
        "Mogerini",
        "Federica Mogherini",
    ),
    # members
    ("members", "2020-01-06", "All 31 NATO allies agreed.", "All 31 NATO allies", "29"),
    ("members", "2024-06-01", "The 30-member alliance is ready, NATO said.", "30-member", "32"),
    ("members", "2022-01-10", "NATO member Sweden sent troops.", "NATO member Sweden", "no member"),
    ("members", "2022-01-10", "The non-NATO member Norway sent troops.", "non-NATO member Norway", "1949"),
    # forces
    (
        "place",
        "2019-03-01",
        "NATO has battlegroups deployed in Estonia and Hungary.",
        "deployed in Estonia and Hungary",
        "not in Hungary",
    ),
    (
        "place",
        "2019-03-01",
        "NATO has four battle groups. They are stationed in Latvia, Bulgaria and Poland.",
        "stationed in",
        "not in Bulgaria",
    ),
    (
        "number",
        "2022-04-01",
        "Some 90,000 American troops are in Europe, including 40,000 under NATO command.",
        "90,000 American troops",
        "several allies",
    ),
]


@pytest.mark.parametrize(("kind", "published", "text", "says", "but"), SLIPS)
def test_a_slip_is_found(check: Check, kind: str, published: str, text: str, says: str, but: str) -> None:
    [slip] = check(text, published)
    assert slip.kind == kind
    assert says in slip.says
    assert but in slip.but
    assert slip.source
    assert text[slip.start : slip.end] == slip.says


NEAR_MISSES = [
    # calendar
    ("2016-01-20", "The ministers met on Thursday 14 January."),
    ("2022-03-19", "They meet on Thursday and Friday, 17 and 18 March."),
    (None, "The ministers met on Friday 14 January."),
    ("2016-03-01", "The force left on 29 February 2016."),
    # events on record
    ("2023-04-20", "Finland joined NATO on 4 April 2023."),
    ("2023-04-20", "Finland, whose president spoke on 2 April 2023, joined NATO."),
    (
        "2016-02-10",
        "On 28 January the minister spoke of the European Parliament resolution on the mutual defence clause.",
    ),
    ("2016-02-10", "The European Parliament adopted a resolution on the mutual defence clause on 21 January."),
    # posts
    ("2020-01-06", "NATO Secretary General Jens Stoltenberg spoke."),
    ("2014-10-01", "NATO Secretary General Anders Fogh Rasmussen said on Wednesday."),
    ("2020-01-06", "NATO Secretary General Anders Fogh Rasmussen said in 2011 that the mission was over."),
    ("2020-01-06", "Then NATO Secretary General Anders Fogh Rasmussen said no."),
    ("2020-01-06", "Former NATO Secretary General Anders Fogh Rasmussen said on Monday."),
    ("2020-01-06", "Deputy NATO Secretary General Mircea Geoana spoke."),
    ("2020-01-06", "He met Boris Johnson, the French President and the German Chancellor."),
    ("2016-10-21", "Carter, Iraqi Prime Minister Discuss Next Moves in Mosul"),
    ("2020-01-06", "The Philippine Defense Secretary Delfin Lorenzana spoke on Monday."),
    ("2016-11-20", "U.S. President-elect Donald Trump spoke on Monday."),
    ("2020-01-06", "Javier Solana, Secretary General of NATO between 1995 and 1999."),
    ("2020-01-06", "In a call with Angela Merkel, the French President said that talks had begun."),
    ("2020-01-06", "According to the French President, Angela Merkel has agreed."),
    ("2020-01-06", "They met the French President, Angela Merkel, Boris Johnson and others."),
    ("2020-01-06", "Javier Solana, Secretary General of NATO between 2031 and 2034 in the novel, wrote."),
    ("2020-01-06", "Ukrainian President Volodymyr Zelenskiy spoke on Monday."),
    ("2020-01-06", "Russian Deputy Foreign Minister Sergei Ryabkov spoke on Monday."),
    # names
    ("2020-01-06", "Russian President Vladimir Poutine spoke."),
    ("2020-01-06", "NATO Secretary General Stoltenberg's adviser John Stoltz spoke."),
    # members
    ("2020-01-06", "All 29 NATO allies agreed."),
    ("2020-01-06", "Some 22 member states of NATO agreed; 12 NATO allies did not."),
    ("2022-07-20", "With Sweden and Finland invited, the 32 allies of NATO met."),
    ("2018-03-01", "The 27 member states of the EU met without Britain."),
    ("2020-01-06", "In 2003 the 19 allies of NATO disagreed."),
    ("2022-01-10", "Would-be NATO member Sweden sent troops, NATO member Norway too."),
    ("2022-01-10", "The non-NATO member Sweden sent troops."),
    # forces
    ("2019-03-01", "NATO has battlegroups deployed in Estonia, Latvia, Lithuania and Poland."),
    ("2022-03-24", "NATO's four new battle groups will be deployed in Romania, Bulgaria, Slovakia and Hungary."),
    ("2022-09-01", "NATO has battlegroups deployed in Romania and Hungary."),
    ("2019-03-01", "NATO ships joined the carrier battle groups deployed in Italy."),
    (
        "2022-04-01",
        "Some 90,000 American troops are in Europe, including 20,000 in Germany; 40,000 are under NATO command.",
    ),
]


@pytest.mark.parametrize(("published", "text"), NEAR_MISSES)
def test_a_near_miss_is_none(check: Check, published: str | None, text: str) -> None:
    assert check(text, published) == []


def test_a_name_spelt_in_two_ways_is_a_slip_whatever_its_letters(check: Check) -> None:
    text = "Russian President Vladimir Puten spoke. Mr. Putin left."
    assert [slip.kind for slip in check(text, "2020-01-06")] == ["name"]


def test_a_report_of_which_only_the_years_are_known_is_held_against_all_of_them(check: Check) -> None:
    text = "NATO Secretary General Anders Fogh Rasmussen said on Monday."
    assert check(text, "2013-01-01", "2016-01-01") == []
    assert len(check(text, "2015-01-01", "2016-01-01")) == 1


@given(st.text(alphabet="NATO Secretary General,.'0123456789 Jan\n\t\u202e\"", max_size=200))
def test_any_text_is_checked_and_quoted_verbatim(checker: Checker, text: str) -> None:
    for slip in checker.check(reading(text, "2020-01-06")):
        assert text[slip.start : slip.end] == slip.says


@pytest.mark.parametrize(
    "text",
    [
        "Polish President Welcomes Troops on Monday",
        "The French President Mosul Offensive has begun.",
        "Iraqi Prime Minister Discusses Next Moves Monday",
    ],
)
def test_the_words_of_a_headline_are_no_holder(check: Check, text: str) -> None:
    assert check(text, "2020-01-06") == []
