"""What an act is about and how many, in plain words."""

import hashlib
from datetime import date

import pytest

from foederis.model import Claim, Dating, Report
from foederis.reading import Reader

DAY = date(2022, 12, 30)


def read(reader: Reader, text: str) -> tuple[Claim, ...]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    (reading,) = reader.read(iter([Report("a.txt", text, sha, sha, language="en", published=Dating(DAY, DAY))]))
    return reading.claims


def only(claims: tuple[Claim, ...], act: str) -> Claim:
    return next(c for c in claims if c.act == act)


@pytest.mark.parametrize(
    ("text", "act", "object_"),
    [
        ("Norway welcomed the news that Iraq has freed Mosul.", "support", "freeing of Mosul"),
        ("Norway condemned reports of the shelling of a school.", "criticise", "shelling of school"),
        ("Russia threatened to annex the island.", "threaten", "annexation of island"),
        ("Sweden urged Norway to work together to end the blockade.", "request", "end blockade"),
        ("Norway welcomed the agreement reached yesterday between Serbia and Kosovo on energy.", "support", "energy"),
        ("A resolution was passed in the European Parliament to invoke the clause.", "adopt", "resolution to invoke"),
        ("The visit of the French president to Oslo focused on trade.", "consult", "trade"),
        ("Sweden has begun consultations with Norway to provide missiles.", "consult", "missiles"),
        ("Norway criticised Iran's activities in the region.", "criticise", "activities in region"),
        ("Our thoughts are with the families of the victims, Norway said.", "support", "condolences"),
        ("France and Norway discussed co-operation on trade.", "consult", "co-operation"),
        ("Norway and Sweden discussed a range of issues including fishing, trade and tourism.", "consult", "tourism"),
        ("Norway urged Sweden to look for ways to improve co-operation at sea.", "request", "improvement of co-op"),
        ("Norway urged Iran to hold those responsible to account.", "request", "accountability of those responsible"),
        ("The coalition supports the SDF with training, advise and assist operations.", "provide", "assist operations"),
        ("Captain Ann Hill died on Monday of wounds sustained in a car bomb explosion.", "attack", "explosion"),
        ("The first of the Danish requests was a pause in the fighting.", "request", "pause in fighting"),
        ("Norway and Sweden agreed our main priority must be the safety of pilots.", "agree", "safety of pilots"),
        ("Norway supports Ukraine in its struggle against Russia.", "support", "struggle against Russia"),
        ("The coalition is assisting the Iraqi army to retake the town.", "provide", "assistance to retake town"),
        ("Abu Omar al-Tunisi was killed by a coalition airstrike near Raqqa.", "attack", "airstrike"),
        ("Norway condemned Syrian cluster bomb use.", "attack", "bomb"),
        ("France invoked a clause of the pact: Article 4 of the treaty.", "invoke", "Article 4"),
        ("The ministers of Norway and Sweden met and discussed fishing.", "consult", "fishing"),
        ("Norway has urged a new ceasefire in Syria since the last one broke down in May.", "end", "ceasefire"),
        ("Norway urged Sweden to help in the war against the so-called Islamic State.", "request", "so-called Islamic"),
        ("The French frigate Loire joined Combined Task Force (CTF) 99 on Monday.", "join", "Task Force 99"),
    ],
)
def test_an_object_is_told_in_plain_words(reader: Reader, text: str, act: str, object_: str) -> None:
    assert object_ in (only(read(reader, text), act).object or "")


@pytest.mark.parametrize(
    ("text", "act", "quantity", "unit"),
    [
        ("The coalition's four airstrikes delivered 24 bombs.", "attack", 4, "airstrikes"),
        ("The coalition conducted 300 strikes delivering 850 munitions.", "attack", 300, "strikes"),
        ("Poland sent two dozen tanks to Kyiv.", "provide", 24, "tanks"),
        ("Poland will send between 50 and 60 tanks to Kyiv.", "pledge", 50, "tanks"),
        ("Sweden will give Ukraine 220 000 masks.", "pledge", 220_000, "masks"),
        ("About 6,000 soldiers will support the exercise.", "cooperate", 6000, "soldiers"),
        ("Spain will withdraw some 9,500 of its 12,000 troops from Mali.", "withdraw", 9500, "troops"),
        ("France provided 24,000 masks to Iraqi forces during training.", "provide", 24_000, "masks"),
    ],
)
def test_how_many(reader: Reader, text: str, act: str, quantity: float, unit: str) -> None:
    claim = only(read(reader, text), act)
    assert (claim.quantity, claim.unit) == (quantity, unit)


@pytest.mark.parametrize("text", ["The UK sent several hundred soldiers to Mali.", "Iraq repelled several attacks."])
def test_no_number_is_made_of_several(reader: Reader, text: str) -> None:
    assert all(claim.quantity is None for claim in read(reader, text))


@pytest.mark.parametrize(
    ("text", "act", "place", "country"),
    [
        ("The two ministers met in New York on Monday.", "consult", "New York", "USA"),
        ("Macron and Erdogan discussed the war in Sudan.", "consult", None, None),
        ("In Beijing, he praised China and called for a truce.", "request", "Beijing", "CHN"),
        ("The UN has been given access to eastern Aleppo.", "concede", "eastern Aleppo", "SYR"),
        ("Poland asked NATO for consultations after two men were killed in Przewodow.", "request", None, None),
        ("Near Raqqa, five strikes hit three bridges.", "attack", "Raqqa", "SYR"),
        ("Boris Johnson met the Iraqi minister in London.", "consult", "London", "GBR"),
    ],
)
def test_where(reader: Reader, text: str, act: str, place: str | None, country: str | None) -> None:
    claim = only(read(reader, text), act)
    assert (claim.place, claim.country) == (place, country)


def test_what_a_speaker_thinks_of_an_attack_is_no_part_of_it(reader: Reader) -> None:
    assert (
        only(read(reader, "Norway condemned the horrific attack on the harbour."), "criticise").object
        == "attack on harbour"
    )


def test_a_deal_is_on_what_stands_behind_both_its_sides(reader: Reader) -> None:
    text = "Norway welcomes the deal on 2 May between Serbia, led by Aleksandar Vucic, and Kosovo, on energy."
    assert (only(read(reader, text), "support").object or "").endswith("energy")
