"""What is only named as the content, aim, condition or theme of another act makes no claim of its own."""

from __future__ import annotations

from datetime import date

import pytest

from foederis.model import Dating, Report
from foederis.reading import Reader

DAY = date(2022, 3, 24)

CASES = [
    # what is asked for, offered, refused
    ("Iraqi forces requested support from the coalition.", ["request"]),
    ("Egypt offered to hold talks in Cairo.", ["propose"]),
    ("The rebels rejected an invitation to attend a meeting in Geneva.", ["reject"]),
    ("Lebanon rejected a United Nations appeal for restraint.", ["reject"]),
    ("The Red Cross suspended aid deliveries in Baghdad.", ["suspend"]),
    ("The ministers agreed that their countries should share intelligence.", ["agree", "cooperate"]),
    ("Ukraine asked for NATO's support.", ["request"]),
    ("Paris called for Russia's withdrawal from Georgia.", ["request"]),
    ("Poland asked for an Article 4 meeting of the North Atlantic Council.", ["invoke"]),
    # aims
    ("The army began its advance to isolate the town.", ["launch"]),
    ("Norway and Iceland work together to defeat piracy.", ["cooperate"]),
    ("Hungary supports a resolution that aims to tighten sanctions on Serbia.", ["support"]),
    ("Uzbekistan opened the bridge to allow the delivery of food to Kabul.", ["concede"]),
    ("Iran and Iraq held a meeting aimed at establishing close relations.", ["consult"]),
    ("France criticised the rebels fighting to topple the government of Chad.", ["criticise", "attack"]),
    ("Macron and Erdogan spoke bilaterally on Thursday to coordinate their exchanges.", ["consult"]),
    # conditions and themes
    ("Ukraine threatened to quit the talks unless Russia closed its base in Crimea.", ["threaten"]),
    ("Ethnic rebels have sworn to fight until they gain control of the villages.", ["threaten"]),
    # one act in several words
    ("The coalition carried out ten strikes, delivering 40 munitions.", ["attack"]),
    ("Police opened fire, killing two villagers.", ["attack"]),
    ("Putin hosted Modi for a meeting in Sochi.", ["consult"]),
    ("Merkel met Hollande and discussed the budget.", ["consult"]),
    ("Cameron met Hollande for the summit in Amiens.", ["consult"]),
    ("A missile fired by the rebels struck the port.", ["attack"]),
    ("NATO condemned these attacks.", ["criticise"]),
    ("The frigate fired nine shells destroying two trucks.", ["attack"]),
    # what is told all the same
    ("The coalition bombed fighters firing on Iraqi troops.", ["attack", "attack"]),
    ("The ministers deplored this attack on the embassy.", ["criticise", "attack"]),
    ("Al-Qaida remains committed to carrying out attacks on the United States.", ["attack"]),
    ("Macron acted to block the plan.", ["reject"]),
    ("Japan promised 90 million euros, enough to supply 3,000 villages.", ["pledge"]),
    ("Asked by Tallinn for help, Finland sent a ship.", ["request", "deploy"]),
    ("Should Serbia invade Kosovo, Albania will leave the talks.", ["attack"]),
    ("Syria mounted its long-threatened invasion of Lebanon.", ["attack"]),
    ("This is an opportunity to create a defence union.", ["launch"]),
    ("Paris urged Baku to de-escalate and return to talks.", ["request"]),
    ("Iran denied that it had wanted to hide and expelled two diplomats.", ["deny", "coerce"]),
    ("The minister suggested that the alarm had been a mistake.", []),
    ("Malaysia suggested that ASEAN send observers.", ["propose", "deploy"]),
    ("Rome promised that Italy would provide tents.", ["pledge"]),
    ("Gunmen raided a convoy in Chad; the Council condemned the raid in the strongest terms.", ["attack", "criticise"]),
    ("Rebels raided a convoy; Chad condemned the Libyan raid.", ["attack", "criticise", "attack"]),
    ("Balkan leaders meeting in Skopje promised Sudan hundreds more tents.", ["consult", "pledge"]),
    ("Norway promised Mali tents, but failed to agree with Chad on a truce.", ["pledge", "agree"]),
    ("The camp was raided by men armed with knives.", ["attack"]),
    ("The militia was armed by Iran.", ["provide"]),
    # neither said nor done
    ("Asked about the frigate, the minister said that it was at sea.", []),
    ("The journalists asked whether the port was open.", []),
    ("Should Kosovo fail, it would have no friends.", []),
    ("Washington insisted that the unrest reflected old tensions.", []),
    ("Foreign troops more welcome in Iraq?", []),
    ("A freely-elected government took the matter up.", []),
    ("It is recommended to dial in early.", []),
    ("The movement advocates the destruction of Israel.", []),
    ("The UN will help with the battle against the water crisis.", []),
    ("The minister said which weapons Poland could send to Ukraine.", []),
    ("The general is wanted by Serbia on treason charges.", []),
]


@pytest.mark.parametrize(("text", "acts"), CASES)
def test_only_the_act_itself_is_told(reader: Reader, text: str, acts: list[str]) -> None:
    report = Report("case.txt", text, "0" * 64, "0" * 64, published=Dating(DAY, DAY))
    assert [c.claim.act for _, found in reader.candidates([report]) for c in found] == acts
