"""Who does an act and to whom, in the constructions that tell it."""

from __future__ import annotations

from datetime import date

import pytest

from foederis.model import Actor, Claim, Dating, Report
from foederis.reading import Reader

DAY = date(2016, 12, 20)


def claims(reader: Reader, text: str) -> list[Claim]:
    report = Report("case.txt", text, "0" * 64, "0" * 64, published=Dating(DAY, DAY))
    (reading,) = reader.read([report])
    return list(reading.claims)


def side(parties: tuple[Actor, ...]) -> set[str]:
    return {a.for_ or a.text for a in parties}


def sides(reader: Reader, text: str, act: str) -> list[tuple[set[str], set[str]]]:
    return [(side(c.actors), side(c.targets)) for c in claims(reader, text) if c.act == act]


@pytest.mark.parametrize(
    ("text", "act", "actors", "targets"),
    [
        ("Spain welcomes news that Egyptian forces have left the town.", "support", {"ESP"}, {"EGY"}),
        ("Spain welcomed the accord reached between Egypt and Libya.", "support", {"ESP"}, {"EGY", "LBY"}),
        ("Spain welcomed the steps that were taken by Egypt.", "support", {"ESP"}, {"EGY"}),
        ("Spain praised the plan that Egypt has adopted.", "support", {"ESP"}, {"EGY"}),
        ("Spain welcomed the Cairo-Tripoli accord.", "support", {"ESP"}, {"EGY", "LBY"}),
        ("Spain stands shoulder to shoulder with the government and people of Iraq.", "support", {"ESP"}, {"IRQ"}),
        ("Spain will consult with allies and partners.", "consult", {"ESP"}, {"allies and partners"}),
        ("Kerry, Iraqi Prime Minister Discuss Next Moves in Raqqa Fight", "consult", {"USA", "IRQ"}, set()),
        (
            "The president, Barack Obama, visited Turkey on 4 April and Uzbekistan from 5-6 April 2016.",
            "consult",
            {"USA"},
            {"TUR", "UZB"},
        ),
        (
            "Obama met the ministers of Iran, Saudi Arabia, Egypt and Jordan.",
            "consult",
            {"USA"},
            {"IRN", "SAU", "EGY", "JOR"},
        ),
        ("Spain will bring together world leaders in London.", "consult", {"ESP"}, {"world leaders"}),
        ("The visit by Obama focused on trade.", "consult", {"USA"}, set()),
        (
            "Spain welcomes the agreement on 3 March between the Government of Egypt, led by Abdel Fattah el-Sisi, "
            "and the Libyan Government, represented by its premier, on trade.",
            "agree",
            {"EGY", "LBY"},
            set(),
        ),
        ("Denmark has flown 870 missions, conducted 265 raids on ISIS targets.", "attack", {"DNK"}, {"ISIS"}),
        (
            "Denmark condemns the attack on a market for which ISIS has claimed responsibility.",
            "attack",
            {"ISIS"},
            set(),
        ),
        ("Denmark conducted strikes delivering ten bombs against the PKK.", "attack", {"DNK"}, {"PKK"}),
        ("Denmark condemns strikes which have killed many civilians.", "attack", set(), {"many civilians"}),
        ("Denmark has been among those calling for a truce in Libya.", "request", {"DNK"}, set()),
        ("Obama commends the fighters for their efforts to retake the town.", "attack", {"fighters"}, set()),
        ("Five battle groups are deployed to Latvia.", "deploy", set(), set()),
        ("Denmark asked for Sweden's help.", "request", {"DNK"}, {"SWE"}),
        ("Denmark condemned Egypt's treatment of residents.", "criticise", {"DNK"}, {"EGY"}),
        ("Danish jets conducted a strike on the depot to target ISIS fighters.", "attack", {"DNK"}, {"ISIS"}),
        ("Iraq began an operation to retake ISIS-held towns.", "launch", {"IRQ"}, {"ISIS"}),
        ("The SDF began an operation to isolate Raqqah, Syria.", "launch", {"SDF"}, set()),
        ("The attack was an act of terror against innocent people.", "attack", set(), {"innocent people"}),
        ("The coalition against Daesh suspended its operations.", "suspend", {"COALITION"}, set()),
        ("Obama expressed thanks to U.S. troops.", "support", {"USA"}, {"USA"}),
        ("The UN has not been given access to the town.", "concede", set(), {"UN"}),
        ("The murder of hundreds of people by ISIS began.", "attack", {"ISIS"}, {"hundreds of people"}),
        ("Denmark welcomed new EU Iran sanctions.", "support", {"DNK"}, {"EU"}),
        ("Denmark welcomed new EU Iran sanctions.", "sanction", {"EU"}, {"IRN"}),
        ("With the support of the United States, Iraq has retaken the town.", "provide", {"USA"}, {"IRQ"}),
        ("Denmark is committed to destroying the scourge of ISIS.", "threaten", {"DNK"}, {"ISIS"}),
        ("The council of Denmark's parliament met. Norway asked Sweden to help it.", "request", {"NOR"}, {"SWE"}),
        ("Norway demanded that the US leave.", "request", {"NOR"}, {"USA"}),
        ("Norway demanded an immediate apology by Sweden.", "request", {"NOR"}, {"SWE"}),
        ("Norway rejected a Swedish offer to host talks with Finland.", "reject", {"NOR"}, {"SWE"}),
        ("Norway threatened to leave if Sweden attends.", "threaten", {"NOR"}, {"SWE"}),
        ("Norway suspended a training programme for Mali.", "suspend", {"NOR"}, {"MLI"}),
        ("Malian rebels attacked French troops.", "attack", {"Malian rebels"}, {"FRA"}),
        ("Bosnian Serbs attacked Danish troops.", "attack", {"Bosnian Serbs"}, {"DNK"}),
        ("President Oumar Konte attacked the Malian opposition with tanks.", "attack", {"MLI"}, {"Malian opposition"}),
        ("Norway welcomes the accord reached yesterday between Egypt and Libya.", "agree", {"EGY", "LBY"}, set()),
        ("Airstrikes Destroy Bridge In Mali", "attack", set(), set()),
        ("Norway supports Iraqi troops with air strikes.", "attack", {"NOR"}, set()),
    ],
)
def test_construction(text: str, act: str, actors: set[str], targets: set[str], reader: Reader) -> None:
    assert (actors, targets) in sides(reader, text, act)


def test_the_meeting_is_that_of_those_who_met(reader: Reader) -> None:
    text = "Obama and Erdogan met in Ankara. The meeting focused on trade."
    assert sides(reader, text, "consult") == [({"USA", "TUR"}, set())] * 2


def test_what_is_also_raised_is_raised_with_those_met(reader: Reader) -> None:
    text = "Obama met Putin in Lima. Obama also raised the situation in Libya."
    assert sides(reader, text, "consult") == [({"USA"}, {"RUS"})] * 2


def test_the_two_nations_are_those_the_report_tells_of(reader: Reader) -> None:
    text = "Norwegian soldiers trained near Narvik. Sweden sent tanks. The exercise was held by the two nations."
    assert ({"NOR", "SWE"}, set()) in sides(reader, text, "cooperate")


def test_strikes_of_the_coalition_against_daesh_hit_it(reader: Reader) -> None:
    text = "The coalition against Daesh conducted ten airstrikes. Coalition aircraft destroyed a bridge."
    assert next(target for _, target in sides(reader, text, "attack")) == {"ISIS"}


def test_a_plan_is_that_of_whoever_proposed_it(reader: Reader) -> None:
    text = "Norway proposed a new mission in Mali. The plan was blocked by France."
    assert sides(reader, text, "reject") == [({"FRA"}, {"NOR"})]


def test_a_body_told_in_full_before(reader: Reader) -> None:
    text = "Norway read the UN Board of Inquiry's summary. Norway welcomed the Board of Inquiry's report."
    assert sides(reader, text, "support") == [({"NOR"}, {"UN"})]


def test_a_person_whose_side_is_told_later(reader: Reader) -> None:
    text = "Death of Omar Ghazali\n\nOmar Ghazali, an ISIS commander, was killed by a Jordanian air strike."
    assert [target for _, target in sides(reader, text, "attack")] == [{"ISIS"}] * 2


def test_it_is_another_than_the_one_who_asks(reader: Reader) -> None:
    text = "The UN will monitor the truce. The Council of Europe demanded access and requested it to send monitors."
    assert ({"COE"}, {"UN"}) in sides(reader, text, "request")


def test_a_person_and_his_government(reader: Reader) -> None:
    text = "Nechirvan Barzani visited Rome. Spain praised the steps taken by Barack Obama and his government."
    assert ({"ESP"}, {"USA"}) in sides(reader, text, "support")


def test_the_strikes_take_up_who_struck_whom(reader: Reader) -> None:
    text = "Turkish aircraft carried out strikes against the PKK on Monday. The strikes destroyed nine tunnels."
    assert sides(reader, text, "attack") == [({"TUR"}, {"PKK"})] * 2


def test_a_passive_without_a_doer_has_none_although_the_strike_has(reader: Reader) -> None:
    text = "Turkish aircraft carried out a strike against the PKK on Monday. Nine tunnels were destroyed in the strike."
    assert sides(reader, text, "attack") == [({"TUR"}, {"PKK"}), (set(), {"PKK"})]


def test_a_statement_speaks_for_its_issuer(reader: Reader) -> None:
    text = "Statement by Federica Mogherini\n\nWe follow the events. The news of a truce in Yemen is welcome."
    assert sides(reader, text, "support") == [({"EU"}, set())]


def test_the_regime_is_that_of_the_one_head_of_state_named(reader: Reader) -> None:
    text = "Bashar al-Assad spoke on Monday. Denmark condemned the regime."
    assert sides(reader, text, "criticise") == [({"DNK"}, {"SYR"})]


def test_operations_against_a_group_are_not_its_own(reader: Reader) -> None:
    assert all("ISIS" not in actors for actors, _ in sides(reader, "Jordan led counter-ISIL operations.", "attack"))


def test_quotation_marks_stay_as_the_report_has_them(reader: Reader) -> None:
    (claim,) = claims(reader, "France sent condolences to Ali’s family and friends.")
    assert [a.text for a in claim.targets] == ["Ali’s family and friends"]
