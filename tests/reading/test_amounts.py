"""Numbers with what they count, and what a list leaves unsaid."""

import hashlib
from datetime import date

import pytest

from foederis.model import Claim, Dating, Report, Votes
from foederis.reading import Reader
from foederis.reading.grammar.numerals import votes


def read(reader: Reader, text: str) -> list[Claim]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = Report("a.txt", text, sha, sha, language="en", published=Dating(date(2022, 3, 24), date(2022, 3, 24)))
    (reading,) = reader.read(iter([report]))
    return list(reading.claims)


@pytest.mark.parametrize(
    ("text", "act", "quantity", "unit"),
    [
        ("Turkey destroyed more than 300 tanks near Afrin.", "attack", 300, "tanks"),
        ("Norway will give Ukraine £1.1bn.", "pledge", 1.1e9, "pounds"),
        ("The EU pledged 9 billion euros to Ukraine.", "pledge", 9e9, "euros"),
        ("Estonia pledged to devote 3% of its GDP to defence.", "pledge", 3, "percent of GDP"),
        ("Turkey has cleared 15 to 20 percent of the town.", "attack", 15, "percent of town"),
        ("Ninety-four soldiers were deployed to Latvia.", "deploy", 94, "soldiers"),
        ("Turkey has used such bombs at least once.", "attack", 1, "occasions"),
        ("Iraqi forces have advanced to within 7.5 kilometers of the dam.", "attack", 7.5, "kilometers"),
        ("The coalition supported Iraqi forces with air strikes – nine on Monday.", "attack", 9, "air strikes"),
        ("Four armoured battle groups will be deployed to Latvia.", "deploy", 4, "armoured battle groups"),
        ("Norway gave Ukraine 19 F-16 jets.", "provide", 19, "F-16 jets"),
        ("Norway agreed after Canada promised to sell Kenya 40 F-16 jets.", "pledge", 40, "F-16 jets"),
        ("Norway sent a battalion of 600 soldiers to Latvia.", "deploy", 600, "soldiers"),
        ("Canada announced a 500-million-dollar package for Ukraine.", "pledge", 5e8, "dollars"),
        ("Canada announced a package worth $500 million for Ukraine.", "pledge", 5e8, "dollars"),
        ("Kenya has offered to lead the mission and to send 900 soldiers.", "pledge", 900, "soldiers"),
        ("French jets carried out strikes against 18 rebel targets.", "attack", 18, "rebel targets"),
        ("Two air strikes near Gao suppressed a mortar team.", "attack", 2, "air strikes near Gao"),
        ("The strikes since Dec. 5 bring the number of bombs to 922.", "attack", 922, "strikes"),
        ("Norway is the biggest donor with over 9 billion euros committed to Mali.", "pledge", 9e9, "euros"),
        ("The rebels have attacked the town more than 45 times.", "attack", 45, "times"),
        ("Ukraine asked Germany for at least seven batteries.", "request", 7, "batteries"),
        ("Russia has vetoed three drafts on Mali.", "reject", 3, "drafts on Mali"),
        ("The Dutch signed a contract for 40 tanks.", "agree", 40, "tanks"),
    ],
)
def test_what_is_counted(reader: Reader, text: str, act: str, quantity: float, unit: str) -> None:
    claim = next(c for c in read(reader, text) if c.act == act)
    assert (claim.quantity, claim.unit) == (quantity, unit)


@pytest.mark.parametrize(
    "text",
    [
        "France condemned the 13 November attacks in Paris.",
        "Turkey bombed one of the camps.",
        "Hundreds of people were killed in the attack by Syria.",
        "The UN Security Council adopted Resolution 1441.",
        "The ministers of France and Italy met on 4 April.",
        "NATO suspended the mission (1) in Iraq.",
        "Germany thanked Poland for two years of partnership.",
        "The frigate joined Task Force 50.",
        "Turkey will bomb the camp once its forces have left.",
        "NATO agreed on a plan for three years.",
        "Denmark and two other states signed a treaty.",
        "The two U.S. allies will hold joint exercises.",
    ],
)
def test_what_is_no_amount(reader: Reader, text: str) -> None:
    claims = read(reader, text)
    assert claims
    assert [c.quantity for c in claims if c.quantity is not None] == []


def test_votes() -> None:
    assert votes("It was adopted by 406 votes to 212, with 5 abstentions.") == Votes(406, 212, 5)
    assert votes("It passed by 122 votes to six, with no abstentions.") == Votes(122, 6, 0)
    assert votes("With 276 deputies in favour, 55 against and four abstaining, it passed.") == Votes(276, 55, 4)
    assert votes("It was adopted with 13 votes in favour, none against and two abstentions.") == Votes(13, 0, 2)
    assert votes(
        "It failed by 2 in favour (Gabon, Kenya) to 4 against (Norway and others), with 9 abstentions."
    ) == Votes(2, 4, 9)
    assert votes("The Senate voted 95-1 to ratify it.") == Votes(95, 1)
    assert votes("The vote will extend the mandate by six months, and two members were against.") is None
    assert votes("It was adopted by 11 December.") is None


def test_a_list_carries_goods_and_receiver_on(reader: Reader) -> None:
    text = (
        "Poland promised deliveries of howitzers to Kyiv. Spain promises 600 in addition to the 400 already delivered. "
        "Italy will donate 200. Norway, which borders Russia, 50."
    )
    told = [
        (c.act, c.actors[0].for_, c.quantity, [t.for_ for t in c.targets], c.object)
        for c in read(reader, text)
        if c.quantity is not None
    ]
    assert told == [
        ("pledge", "ESP", 600, ["UKR"], "howitzers"),
        ("provide", "ESP", 400, ["UKR"], "howitzers"),
        ("pledge", "ITA", 200, ["UKR"], "howitzers"),
        ("pledge", "NOR", 50, ["UKR"], "howitzers"),
    ]


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        (
            "Norway will send two frigates and a tanker, Spain three corvettes and Italy four.",
            [("NOR", 2, "frigates and tanker"), ("ESP", 3, "corvettes"), ("ITA", 4, "corvettes")],
        ),
        ("Ghana is to send 300 soldiers and Togo 120.", [("GHA", 300, "soldiers"), ("TGO", 120, "soldiers")]),
        ("Poland donated 20 tanks, and Latvia 30 years ago did so too.", [("POL", 20, "tanks")]),
    ],
)
def test_givers_share_a_verb(reader: Reader, text: str, shares: list[tuple[str, float, str]]) -> None:
    assert [(c.actors[0].for_, c.quantity, c.object) for c in read(reader, text)] == shares


def test_an_answer_is_to_what_was_asked(reader: Reader) -> None:
    claims = read(reader, "Poland had asked for a peacekeeping mission. This was rejected by Russia.")
    rejected = next(c for c in claims if c.act == "reject")
    assert rejected.object == "peacekeeping mission"
    assert [t.for_ for t in rejected.targets] == ["POL"]
