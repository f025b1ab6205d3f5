"""Whom names, titles, descriptions and pronouns stand for."""

from dataclasses import dataclass
from datetime import date

import pytest

from foederis.model import Actor
from foederis.reading.grammar import parse
from foederis.reading.grammar.syntax import subjects
from foederis.reading.parties.cast import Cast, Parsed
from foederis.who import load


@dataclass
class Reading:
    """A short report read sentence by sentence, to ask what its words stand for."""

    cast: Cast
    sentences: list[Parsed]

    def of(self, word: str, sentence: int = -1, speaker: Actor | None = None) -> list[str | None]:
        parsed = self.sentences[sentence]
        token = next(t for t in parsed.doc if t.text == word)
        return [actor.for_ for actor in self.cast.parties(parsed, token, speaker)]

    def text(self, word: str) -> str:
        parsed = self.sentences[-1]
        (actor,) = self.cast.parties(parsed, next(t for t in parsed.doc if t.text == word))
        return actor.text


def read(*sentences: str, on: date = date(2016, 12, 1)) -> Reading:
    who, text, start = load(), "\n".join(sentences), 0
    mentions = who.find(text)
    views: list[Parsed] = []
    for doc, _ in parse.parse(((s, None) for s in sentences), parse.pipeline()):
        named = {}
        for m in mentions:
            span = doc.char_span(m.start - start, m.end - start, alignment_mode="expand") if m.start >= start else None
            named |= {token.i: m for token in span} if span is not None and m.end <= start + len(doc.text) else {}
        views.append(Parsed(doc, start, named))
        start += len(doc.text) + 1
    cast = Cast(who, mentions, on)
    for view in views[:-1]:
        cast.remember(view)
    return Reading(cast, views)


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("Turkish forces shelled the town.", "forces", ["TUR/TSK"]),
        ("Officials in Paris refused.", "Officials", ["FRA"]),
        ("Troops in Mali were attacked.", "Troops", [None]),
        ("Most of the Germans agreed.", "Most", ["DEU"]),
        ("The Polish and Lithuanian governments agreed.", "governments", ["POL", "LTU"]),
        ("The ministers of Iran and Egypt met.", "ministers", ["IRN", "EGY"]),
        ("Russia's allies voted against.", "allies", [None]),
        ("Militias like Hezbollah joined in.", "Militias", ["HEZBOLLAH"]),
        ("NATO agreed that Allied leaders should meet.", "leaders", ["NATO"]),
        ("NATO agreed that allied militias should leave.", "militias", [None]),
        ("Kurdish forces advanced in northern Iraq.", "forces", ["KRG"]),
        ("Kurdish forces advanced in northern Syria.", "forces", ["YPG"]),
        ("Kurdish forces advanced between Syria and Iraq.", "forces", [None]),
        ("Turkish and Yezidi fighters fled.", "fighters", ["TUR", None]),
        ("Swiss charities met.", "charities", [None]),
        ("The Syria convoy attack shocked many.", "attack", []),
        ("NATO met partners, notably Seoul and Wellington.", "partners", ["KOR", "NZL"]),
        ("France trained Ukrainian recruits.", "recruits", ["UKR"]),
        ("France, whose troops had left, refused.", "troops", ["FRA"]),
        ("India is wary of China's influence in the region and its arms.", "its", ["CHN"]),
        ("India is wary of China's activities in the region or its support for rebels.", "its", ["CHN"]),
        ("The Yazidi community were starving when they fled from Turkey.", "they", [None]),
        ("Spain met the US Secretary of State and foreign partners.", "Secretary", ["USA"]),
        ("Spain met the US Secretary of State and foreign partners.", "partners", [None]),
        ("On Monday nobody came.", "Monday", []),
        ("Leaders met in Warsaw.", "Warsaw", []),
    ],
)
def test_a_noun_phrase_acts_for_whoever_its_modifiers_name(
    sentence: str, word: str, expected: list[str | None]
) -> None:
    assert read(sentence).of(word) == expected


@pytest.mark.parametrize(
    ("sentence", "word", "text"),
    [
        ("The fate of 12 civilians in Douma is unknown.", "civilians", "civilians in Douma"),
        ("He wrote to the families and friends of the victims.", "families", "families and friends of the victims"),
        ("Nobody helped those who fled.", "those", "those who fled"),
        ("Hundreds of Syrians were wounded.", "Hundreds", "Hundreds of Syrians"),
        ("It brought food to civilians suffering at the hands of ISIS.", "civilians", "civilians"),
    ],
)
def test_people_act_for_nobody_and_keep_the_words_that_describe_them(sentence: str, word: str, text: str) -> None:
    reading = read(sentence)
    assert reading.of(word) == [None]
    assert reading.text(word) == text


def test_joined_people_are_one_party() -> None:
    assert read("He wrote to the families and friends of the victims.").of("friends") == []


def test_both_of_neither_and_nor_are_subjects_whatever_stands_between() -> None:
    parsed = read("Neither France, which was hit by the attacks, nor Turkey, which lost a jet, invoked the treaty.")
    verb = next(t for t in parsed.sentences[0].doc if t.text == "invoked")
    assert [t.text for t in subjects(verb)] == ["France", "Turkey"]


@pytest.mark.parametrize(
    ("sentence", "verb", "doers"),
    [
        ("The decision by France not to invoke the treaty was noted.", "invoke", ["France"]),
        ("Norway is about to drop its plan.", "drop", ["Norway"]),
        ("Spain is committed to sending doctors.", "sending", ["Spain"]),
        ("He confirmed reports that rebels have killed two guards.", "killed", ["rebels"]),
        ("Thousands were killed at the hands of the militia.", "killed", ["militia"]),
        ("France, along with Italy and Spain, signed.", "signed", ["France", "Italy", "Spain"]),
        ("U.S. forces, together with Norway, struck the port.", "struck", ["forces", "Norway"]),
        ("Sweden, alongside Norway, refused.", "refused", ["Sweden", "Norway"]),
        ("Ukraine: Council prolongs the training mission by two years", "prolongs", ["Council"]),
        ("The text was drafted by France together with Ecuador.", "drafted", ["France", "Ecuador"]),
    ],
)
def test_the_doer_is_found_outside_its_own_clause(sentence: str, verb: str, doers: list[str]) -> None:
    token = next(t for t in read(sentence).sentences[0].doc if t.text == verb)
    assert [t.text for t in subjects(token)] == doers


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Col. Paul Roe, the CJTF-OIR spokesperson, spoke.", ["COALITION/CJTF-OIR"]),
        ("Paul Roe, spokesman for Chancellor Angela Merkel, spoke.", ["DEU"]),
        ("Turkish Gen. Paul Roe spoke.", ["TUR"]),
        ("Staff Sgt. Paul Roe spoke.", ["USA"]),
        ("Paul Roe, a baker, spoke.", [None]),
    ],
)
def test_an_unknown_person_acts_for_whom_title_rank_or_apposition_tells(name: str, expected: list[str | None]) -> None:
    assert read(name).of("Roe") == expected


def test_a_family_name_is_the_person_told_before_not_another_of_that_name() -> None:
    reading = read("Commodore Peter Kerry of the Royal Navy took over.", "Kerry left.")
    (actor,) = reading.cast.parties(reading.sentences[-1], reading.sentences[-1].doc[0])
    assert actor.id == "peter-kerry"


def test_a_place_name_is_no_person_without_full_name_or_title() -> None:
    assert read("Ships from Houston arrived.").of("Houston") == []


@pytest.mark.parametrize(
    ("before", "sentence", "word", "expected"),
    [
        ("The French government met.", "It refused.", "It", ["FRA"]),
        ("President Hollande met reporters.", "He refused.", "He", ["FRA"]),
        ("Iraqi forces met ISIL fighters.", "They withdrew.", "They", ["IRQ/ISF"]),
        ("France and Germany signed.", "Both countries paid.", "countries", ["FRA", "DEU"]),
        ("The Foreign Secretary of Britain spoke.", "The US Secretary of State left.", "Secretary", ["USA"]),
        ("ISIL attacked the camp.", "The enemy withdrew.", "enemy", ["ISIS"]),
        ("According to a Pentagon release, it rained.", "The release was short.", "release", ["USA/DoD"]),
        ("The UN Security Council adopted a resolution.", "The resolution demands access.", "resolution", ["UN/UNSC"]),
        ("The European Parliament met.", "The Parliament voted.", "Parliament", ["EU/EP"]),
        ("The EU will send ships to Libya.", "The Council launched a mission.", "Council", ["EU"]),
        ("ECOWAS met in Abuja.", "The regional bloc refused.", "bloc", ["ECOWAS"]),
        ("NATO met in Oslo.", "The mission trained pilots.", "mission", ["NATO"]),
        ("The CSTO met.", "The Collective Security Council refused.", "Council", ["CSTO"]),
        ("Turkey voted.", "Turkey's National Security Council refused.", "Council", ["TUR"]),
        ("Chad, Mali and Niger signed.", "The three countries paid.", "countries", ["TCD", "MLI", "NER"]),
        ("Chad, Mali and Niger signed.", "The four countries paid.", "countries", [None]),
        ("The French government met.", "It is right that people asked.", "It", []),
        ("NATO met and NATO agreed.", "The EU treaty avoids limits imposed by Brussels.", "Brussels", ["EU"]),
        ("NATO met and NATO agreed.", "Tokyo avoids limits imposed by Brussels.", "Brussels", ["NATO"]),
    ],
)
def test_what_was_named_before_is_taken_up(before: str, sentence: str, word: str, expected: list[str | None]) -> None:
    assert read(before, sentence).of(word) == expected


def test_we_are_whoever_speaks_and_nobody_without_a_speaker() -> None:
    reading = read("We refuse.")
    assert reading.of("We", speaker=Actor("Paris", "FRA")) == ["FRA"]
    assert reading.of("We") == []


def test_an_office_with_a_capital_is_that_of_the_reports_home() -> None:
    told = "The British Foreign Secretary spoke for the Ministry of Defence."
    assert read(told, "The Minister for Asia visited Laos.").of("Minister") == ["GBR"]
    assert read(told, "He met several Ministers.").of("Ministers") != ["GBR"]


def test_more_than_two_leaders_are_not_the_two_told_before() -> None:
    met = "Emmanuel Macron and Xi Jinping met."
    assert set(read(met, "The two leaders spoke.").of("leaders")) == {"FRA", "CHN"}
    assert read(met, "Three other leaders spoke.").of("leaders") == [None]


def test_two_persons_who_met_are_the_leaders_whatever_two_states_are_told_of_since() -> None:
    told = ("Emmanuel Macron and Xi Jinping met.", "They welcomed a plan under which Norway and Chile are to trade.")
    assert set(read(*told, "The leaders spoke.").of("leaders")) == {"FRA", "CHN"}
    assert set(read(*told, "The two spoke.").of("two")) == {"FRA", "CHN"}
    assert read(*told, "Two spoke.").of("Two") == []


def test_allies_of_a_state_are_the_two_who_met_where_they_are_the_two() -> None:
    met = "Emmanuel Macron and Xi Jinping met."
    assert set(read(met, "The two U.S. allies signed.").of("allies")) == {"FRA", "CHN"}


def test_leaders_who_are_told_of_for_the_first_time_are_not_those_before() -> None:
    met = "Emmanuel Macron and Xi Jinping met."
    assert read(met, "Leaders meeting in Oslo will sign.").of("Leaders") == [None]


@pytest.mark.parametrize(
    ("before", "sentence", "word", "expected"),
    [
        ("The representative of Chile spoke.", "He refused.", "He", ["CHL"]),
        ("Peru's delegate met Emmanuel Macron.", "She refused.", "She", ["PER"]),
        ("Emmanuel Macron spoke.", "A Peruvian general said he refused.", "he", ["PER"]),
        ("Emmanuel Macron spoke.", "Norway's new minister, Kari Roe, said she refused.", "she", ["NOR"]),
        ("The President, Emmanuel Macron, phoned Xi Jinping.", "He refused.", "He", ["FRA"]),
        ("Emmanuel Macron spoke.", "Officials of Chile refused before he left.", "he", ["FRA"]),
        ("Xi Jinping spoke.", "Chile voted for Emmanuel Macron; Peru, which he visited, did not.", "he", ["FRA"]),
    ],
)
def test_he_is_the_single_person_whom_the_report_is_about(
    before: str, sentence: str, word: str, expected: list[str]
) -> None:
    assert read(before, sentence).of(word) == expected


def test_he_in_a_quotation_is_not_the_one_who_is_quoted() -> None:
    reading = read('A Danish spokesman said: "President Macron left.', 'He will return."')
    assert reading.of("He", speaker=Actor("A Danish spokesman", "DNK")) == ["FRA"]


def test_the_one_who_is_quoted_may_have_been_told_by_title_alone() -> None:
    reading = read("Xi Jinping wrote.", "The French minister agreed.", '"His words count," Macron said.')
    assert reading.of("His", speaker=Actor("Macron", "FRA", "emmanuel-macron")) == ["CHN"]


def test_leaders_may_be_told_one_by_name_and_one_by_office() -> None:
    met = "Angela Merkel and her Chinese counterpart met."
    between = "They welcomed a plan under which Norway and Chile are to trade."
    assert set(read(met, between, "The leaders spoke.").of("leaders")) == {"DEU", "CHN"}


def test_a_people_in_arms_is_not_its_state_nor_later_in_the_report() -> None:
    reading = read("Armed Serbs attacked the town.", "The Serbs left.")
    assert [reading.of("Serbs", sentence) for sentence in (0, 1)] == [[None], [None]]
    assert read("The Serbs left.").of("Serbs") == ["SRB"]


def test_a_task_force_is_the_one_named_before() -> None:
    told = "A spokesman for Combined Joint Task Force - Operation Inherent Resolve spoke."
    assert read(told, "The task force refused.").of("force") == ["COALITION/CJTF-OIR"]
    assert read("NATO met.", "The task force refused.").of("force") == [None]


def test_those_who_fight_along_with_the_coalition_are_not_its_enemy() -> None:
    told = ("The Global Coalition helps the Syrian Democratic Forces.", "The SDF drove ISIS from the town.")
    assert read(*told, "The enemy left.").of("enemy") == ["ISIS"]


def test_a_coalition_of_parties_is_not_the_one_at_war() -> None:
    assert read("ISIS lost a town.", "The coalition talks failed.").of("talks") == []


def test_a_bare_coalition_is_the_one_against_isis_only_where_the_report_tells_of_it() -> None:
    assert read("Iraqi forces left.", "Coalition jets left.").of("jets") == ["COALITION"]
    assert read("Afghan forces left.", "Coalition jets left.").of("jets") != ["COALITION"]


def test_lawmakers_are_those_of_the_house_told_just_before() -> None:
    assert read("The Bundestag voted on Monday.", "Members had approved it.").of("Members") == ["DEU/BUNDESTAG"]
    assert read("Peru voted on Monday.", "Members had approved it.").of("Members") == [None]


def test_a_ministry_is_that_of_the_capital_the_report_is_from() -> None:
    reading = read("Peruvian forces left.", "The Interior Ministry refused.")
    assert reading.of("Ministry") != ["PER"]
    reading.cast.names.dateline = "PER"
    reading.cast.remember(reading.sentences[0])
    assert reading.of("Ministry") == ["PER"]


def test_whose_is_the_name_before_it() -> None:
    reading = read("Norway is to send 200 and Chile 150, whose parliament agreed.")
    assert reading.of("parliament") == ["CHL"]


def test_its_government_is_a_states_not_that_of_its_soldiers() -> None:
    reading = read("Some 600 French soldiers are based in Mali at the invitation of its government.")
    assert reading.of("government") == ["MLI"]


def test_they_are_those_whom_and_joins_before() -> None:
    reading = read("Emmanuel Macron and Xi Jinping flew to Oslo, where they signed.")
    assert reading.of("they") == ["FRA", "CHN"]


def test_they_are_all_whom_one_noun_names() -> None:
    assert read("Kari Roe met her Danish and Polish counterparts, and urged them to pay.").of("them") == ["DNK", "POL"]


@pytest.mark.parametrize("doers", ["Unknown attackers", "Three gunmen", "Some 200 bandits"])
def test_those_who_did_it_are_a_party_without_an_id(doers: str) -> None:
    reading = read(f"{doers} killed a guard.")
    assert reading.of(doers.split()[-1]) == [None]


def test_it_is_who_is_thanked_for_what_is_its() -> None:
    assert read("Peru thanked Chile for its support.").of("its") == ["CHL"]


def test_a_short_name_is_the_partys_that_the_report_defines_it_for() -> None:
    told = "A convoy of the European Union Border Mission (EUBM) left."
    assert read(told, "Since May EUBM has trained guards.").of("EUBM") == ["EU"]
    assert read(told, "EUBM instructors left.").of("instructors") == ["EU"]
    assert read("The European Union paid (EUBM).", "EUBM instructors left.").of("instructors") == [None]


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("Ministers of the Inter-American Council met.", "Ministers", [None]),
        ("Latin American ministers met.", "ministers", [None]),
        ("American ministers met.", "ministers", ["USA"]),
        ("Since 9 September Merkel has sent troops.", "Merkel", ["DEU"]),
    ],
)
def test_names_are_read_without_what_only_stands_before_them(
    sentence: str, word: str, expected: list[str | None]
) -> None:
    assert read(sentence).of(word) == expected


def test_an_office_torn_from_its_holders_name_is_no_other_party() -> None:
    reading = read("Commander of the Norwegian Navy Force Colonel General Andrey Kovalenko was appointed to lead it.")
    assert reading.of("Commander") == []
    assert reading.of("Kovalenko") == ["NOR"]


def test_the_prime_minister_is_the_one_named_with_the_title_not_of_the_forces_told_of() -> None:
    named = "The Prime Minister, Mark Rutte, met Emmanuel Macron."
    reading = read(named, "The Prime Minister condemned the strike by Russian forces.", on=date(2023, 1, 1))
    assert reading.of("Minister") == ["NLD"]


def test_they_are_the_described_whom_the_sentence_is_about() -> None:
    assert read("Malian rebels said they left.").text("they") == "Malian rebels"


@pytest.mark.parametrize("pair", ["Neither France nor Turkey", "Both France and Turkey", "Either France or Turkey"])
def test_a_party_is_named_without_the_word_that_pairs_it(pair: str) -> None:
    assert read(f"{pair} invoked the treaty.").text("France") == "France"


def test_whose_a_post_is_does_not_hold_it() -> None:
    reading = read("Jens Stoltenberg, Secretary General of NATO, spoke.", "NATO helps Ukraine.")
    nato = next(t for t in reading.sentences[-1].doc if t.text == "NATO")
    assert [(a.for_, a.id) for a in reading.cast.parties(reading.sentences[-1], nato)] == [("NATO", None)]
