"""Who is quoted, who reports, and who speaks a whole statement."""

import hashlib
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis.model import Dating, Report
from foederis.reading import Reader
from foederis.reading.speech.quotations import quotations

DAY = date(2016, 12, 1)


def speakers(reader: Reader, text: str, act: str) -> set[str | None]:
    report = Report("r.txt", text, *[hashlib.sha256(text.encode()).hexdigest()] * 2, published=Dating(DAY, DAY))
    (reading,) = reader.read([report])
    return {claim.speaker.for_ if claim.speaker else None for claim in reading.claims if claim.act == act}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Turkey said that Russia attacked the convoy.", "TUR"),
        ("Russia attacked the convoy, said Angela Merkel.", "DEU"),
        ("On Friday, the Pentagon said, Russia attacked the convoy.", "USA/DoD"),
        ("According to NATO, Russia attacked the convoy.", "NATO"),
        ("By data of the Turkish Defence Ministry, Russia attacked the convoy.", "TUR/MOD"),
        ("In the words of Angela Merkel, Russia attacked the convoy.", "DEU"),
        ("Turkey let it be known that Russia attacked the convoy.", "TUR"),
        ("Turkey accused Russia of attacking the convoy.", "TUR"),
        ('"Russia attacked the convoy," alerted the Ukrainian government in a message.', "UKR"),
        ("Russia attacked the convoy.", None),
        ("Chile said it would leave, Russia has attacked the convoy, and Peru has left.", None),
        ("Turkey continues to say little, and Russia attacked the convoy.", None),
    ],
)
def test_an_attack_is_told_by_whoever_reports_it(reader: Reader, sentence: str, expected: str | None) -> None:
    assert speakers(reader, sentence, "attack") == {expected}


def test_reports_are_nobody_in_particular(reader: Reader) -> None:
    text = "Germany is shocked by reports that ISIL attacked the village."
    report = Report("r.txt", text, *[hashlib.sha256(text.encode()).hexdigest()] * 2, published=Dating(DAY, DAY))
    (reading,) = reader.read([report])
    (speaker,) = {claim.speaker for claim in reading.claims if claim.act == "attack"}
    assert speaker is not None
    assert (speaker.for_, speaker.text) == (None, "reports")


@pytest.mark.parametrize(
    "opening",
    [
        "Angela Merkel said:",
        "Chancellor Angela Merkel released the following statement today:",
    ],
)
def test_what_follows_a_colon_is_the_speakers(reader: Reader, opening: str) -> None:
    text = f'Attack on a convoy\n\n{opening}\n\n"The raid is a crime. Russia attacked the convoy last week."'
    assert speakers(reader, text, "attack") >= {"DEU"}


def test_a_statement_ends_where_its_speaker_is_spoken_of(reader: Reader) -> None:
    text = (
        "Angela Merkel said:\n\nThis is a crime. We shall see.\n\n"
        "Merkel will return to Berlin.\n\nRussia attacked the convoy."
    )
    assert speakers(reader, text, "attack") == {None}


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("Background", None),
        ("Events since Monday included:", None),
        ("We know this:", "DEU"),
        ("The war goes on.", "DEU"),
    ],
)
def test_a_statement_ends_at_a_heading_or_a_list_that_is_not_its_own(
    reader: Reader, between: str, expected: str | None
) -> None:
    text = f"Angela Merkel said:\n\nThis is a crime. We shall see.\n\n{between}\n\nRussia attacked the convoy."
    assert speakers(reader, text, "attack") == {expected}


@pytest.mark.parametrize("verb", ["posted on X", "wrote", "tweeted"])
def test_what_is_posted_is_said(reader: Reader, verb: str) -> None:
    assert speakers(reader, f'"Russia attacked the convoy," Angela Merkel {verb}.', "attack") == {"DEU"}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ('They were killed again," he said.', ["They were killed again,"]),
        ('It ends. " We are ready to go. There is more. " We are here recalls Roe.', ["We are ready to go.", "We are"]),
        ('"One paragraph runs on.\n"The next ends."', ["One paragraph runs on.", "The next ends."]),
    ],
)
def test_quotations_are_paired_however_the_marks_are_set(text: str, quoted: list[str]) -> None:
    found = [text[max(q.start, 0) : q.end].strip('" \n') for q in quotations(text)]
    assert all(each.startswith(words) for each, words in zip(found, quoted, strict=True))


@given(st.text(alphabet='ab "\n.,A', max_size=60))
def test_quotations_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = quotations(text)
    assert all(-1 <= q.start <= q.end <= len(text) for q in found)
    assert all(one.end <= next_.start for one, next_ in pairwise(found))


def test_what_stands_before_a_semicolon_is_told_by_the_report(reader: Reader) -> None:
    text = "Denmark pulled out its special forces in January; Sweden says it will leave the UN mission a year early."
    assert speakers(reader, text, "withdraw") == {None}


def test_who_denies_an_accusation_is_not_told_by_who_accuses(reader: Reader) -> None:
    text = "Bamako accused Paris of spying on its army, which the French embassy has denied."
    assert speakers(reader, text, "deny") | speakers(reader, text, "reject") == {None}
