"""The brief as terminal text and as a page: complete, linked, and safe whatever the reports hold."""

import io
import re
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from foederis.brief.compose import compose
from foederis.brief.html import render
from foederis.brief.markdown import markdown
from foederis.brief.model import Brief, Provision
from foederis.brief.terminal import show
from foederis.model import Actor, Claim, Furniture, Problem, Report
from foederis.who.registry import Who

from .conftest import AMERICA, BRITAIN, NATO, UKRAINE, MakeClaim, MakeReport

TEXT = "NATO suspended the mission. Britain pledged 6,000 missiles. Menu Home. Others may follow."
HOSTILE = "<script>alert(1)</script> [red]x[/red] \x1b[31m \u202eevil\u202c &amp; \" ' </mark> {{ 7*7 }} {% raw %}"


@pytest.fixture
def reports(report: MakeReport) -> list[Report]:
    return [report(text=TEXT, title="A title", url="https://example.org/a", furniture=(Furniture(60, 70, "menu"),))]


@pytest.fixture
def claims(claim: MakeClaim) -> list[Claim]:
    return [
        claim("suspend", start=0, end=27, sentence=TEXT[:27], actors=(NATO,), object="the mission"),
        claim(
            "pledge", start=28, end=59, sentence=TEXT[28:59], actors=(BRITAIN,), targets=(UKRAINE,), object="missiles"
        ),
        claim(
            "join", start=71, end=89, sentence=TEXT[71:], actors=(Actor("Others"),), targets=(NATO,), status="possible"
        ),
        claim("support", start=71, end=89, sentence=TEXT[71:], actors=(AMERICA,), targets=(NATO,)),
    ]


def as_text(brief: Brief) -> str:
    out = io.StringIO()
    show(brief, out)
    return out.getvalue()


def test_the_text_has_all_sections_with_references_and_their_sentences(
    reports: list[Report], claims: list[Claim], who: Who
) -> None:
    text = as_text(compose(reports, claims, (), who))
    for heading in ("SOURCES", "WHAT HAPPENED", "WHO STANDS WHERE", "COMMITMENTS", "WHAT IS PLANNED NEXT", "SENTENCES"):
        assert heading in text
    assert "NATO suspended the mission [1]" in text
    assert re.search(r"^\[1\]\s+NATO suspended the mission\. a\.txt:0–27", text, re.MULTILINE)


def test_in_a_pipe_there_are_no_escape_codes(reports: list[Report], claims: list[Claim], who: Who) -> None:
    assert "\x1b" not in as_text(compose(reports, claims, (), who))


def test_every_reference_on_the_page_leads_to_a_marked_sentence_and_back(
    reports: list[Report], claims: list[Claim], who: Who
) -> None:
    page = lxml_html.document_fromstring(render(compose(reports, claims, (), who), reports))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [link.removeprefix("#") for link in page.xpath("//a/@href") if link.startswith("#")]
    assert set(links) <= set(ids)
    first = page.get_element_by_id("s1")
    assert first.xpath("following-sibling::mark[1]")[0].text == "NATO suspended the mission."
    back = first.xpath("following-sibling::sup[1]/a/@href")[0]
    assert page.get_element_by_id(back[1:]).xpath(".//div")[0].text.strip().startswith("NATO suspended the mission")


def test_the_page_holds_the_whole_report_with_its_furniture_set_apart(
    reports: list[Report], claims: list[Claim], who: Who
) -> None:
    page = lxml_html.document_fromstring(render(compose(reports, claims, (), who), reports))
    (text,) = page.find_class("text")
    for number in text.xpath(".//sup"):
        number.drop_tree()
    assert text.text_content() == TEXT
    assert [part.text for part in page.find_class("furniture")] == [TEXT[60:70]]


def test_overlapping_sentences_are_all_marked(report: MakeReport, claim: MakeClaim) -> None:
    text = "One two three four."
    claims = [claim("end", start=0, end=13, sentence=text[:13]), claim("end", start=4, end=19, sentence=text[4:])]
    page = lxml_html.document_fromstring(render(compose([report(text=text)], claims), [report(text=text)]))
    assert [mark.text for mark in page.xpath("//mark")] == ["One ", "two three", " four."]
    assert {"s1", "s2"} <= set(page.xpath("//@id"))


def test_the_page_needs_nothing_else(reports: list[Report], claims: list[Claim], who: Who) -> None:
    page = lxml_html.document_fromstring(render(compose(reports, claims, (), who), reports))
    assert not page.xpath("//script | //link | //img | //iframe | //@src | //@style")
    assert [link for link in page.xpath("//@href") if not link.startswith("#")] == ["https://example.org/a"]
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


@pytest.fixture
def hostile(report: MakeReport, claim: MakeClaim) -> tuple[Brief, list[Report]]:
    actor = Actor(HOSTILE)
    length = len(HOSTILE)
    poisoned = report(text=HOSTILE, name=HOSTILE, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    fields = {"report": HOSTILE, "end": length, "sentence": HOSTILE, "actors": (actor,), "targets": (actor,)}
    claims = [
        claim(
            act, object=HOSTILE, unit=HOSTILE, place=HOSTILE, quantity=2.0, speaker=actor, condition=HOSTILE, **fields
        )
        for act in ("suspend", "pledge", "support", "invoke", "adopt")
    ]
    problems = [Problem("x", HOSTILE, HOSTILE)]
    return compose([poisoned], claims, problems, unread={HOSTILE: HOSTILE}), [poisoned]


def test_hostile_text_stays_text_on_the_page(hostile: tuple[Brief, list[Report]]) -> None:
    markup = render(*hostile)
    page = lxml_html.document_fromstring(markup)
    assert not page.xpath("//script | //red")
    assert not [link for link in page.xpath("//@href") if not link.startswith("#")]
    assert not set(markup) & {"\x1b", "\u202e", "\u202c"}
    assert "{{ 7*7 }}" in markup


def test_hostile_text_stays_text_on_the_terminal(hostile: tuple[Brief, list[Report]]) -> None:
    text = as_text(hostile[0])
    assert not set(text) & {"\x1b", "\u202e", "\u202c"}
    assert "[red]x[/red]" in " ".join(text.split())


def test_a_report_that_is_not_at_hand_shows_its_sentences(claim: MakeClaim) -> None:
    brief = compose([], [claim("end", object="war", report="gone.txt")])
    page = lxml_html.document_fromstring(render(brief, []))
    assert "not reproduced here" in page.get_element_by_id("report-1").text_content()
    assert page.xpath("//mark")[0].text.strip() == "It happened."


def test_offsets_beyond_the_text_do_no_harm(claim: MakeClaim, report: MakeReport) -> None:
    short = replace(report(), text="Short.")
    page = render(compose([short], [claim("end", object="war", start=3, end=99)]), [short])
    assert 'id="s1"' in page


def test_an_empty_brief_is_shown() -> None:
    brief = compose([], [])
    assert "0 reports" in as_text(brief)
    assert "0 reports" in render(brief, [])


def test_what_the_treaties_say_stands_alone_where_no_report_is_drawn_on(who: Who) -> None:
    law = (Provision("Article 5: arguable", ("Duty: assist", "Only if it was meant")),)
    brief = compose([], [], (), who, law=law)
    page = lxml_html.document_fromstring(render(brief, []))
    for text in (as_text(brief), markdown(brief), page.text_content()):
        assert "Article 5: arguable" in text
        assert "Only if it was meant" in text
    assert not page.xpath("//section[@id='sources' or @id='reports' or @id='untaken']")
