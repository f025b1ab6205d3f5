"""Furniture is marked, and what only looks like it is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis.reports import load, mark
from foederis.reports.furniture_rules import rules

BODY = "The ministers of the alliance met in Brussels on Monday and agreed to send two ships to the Baltic Sea."


def marked(text: str) -> list[tuple[str, str]]:
    return [(part.kind, text[part.start : part.end]) for part in mark(text)]


HEAD = [
    ("By Ada Berg", "byline"),
    ("By Ada Berg and Ole van der Meer, Reuters", "byline"),
    ("By ADA BERG", "byline"),
    ("by harbour news", "byline"),
    ("By Our Foreign Staff", "byline"),
    ("Posted by: Admin | Filed under: News", "byline"),
    ("4 min read", "reading-time"),
    ("Reading time: 12 minutes", "reading-time"),
    ("Home > World > Defence", "menu"),
    ("News WorldEurope", "menu"),
    ("Skip to main content", "menu"),
    ("Published on 5 March 2021", "stamp"),
    ("Friday, March 5, 2021", "stamp"),
    ("Share this on Facebook", "share"),
    ("Facebook Twitter WhatsApp", "share"),
    ("Photo: Harbour Press", "credit"),
    ("AFP via Getty Images", "credit"),
    ("Tags: NATO, Baltic", "tags"),
    ("Advertisement", "advert"),
    ("https://post.example/ships", "source"),
]


@pytest.mark.parametrize(("line", "kind"), HEAD)
def test_lines_at_the_head(line: str, kind: str) -> None:
    text = f"Ships for the Baltic\n\n{line}\n\n{BODY}\n\n{BODY}\n"
    assert marked(text) == [(kind, line)]


FOOT = [
    ("(Ada Berg, with Ole Dahl)", "byline"),
    ("Reporting by Ada Berg; editing by Ole Dahl", "byline"),
    ("Ada Berg is a journalist. She covers the sea.", "bio"),
    ("Ada Berg is a former correspondent of ours turned baker. She lives in Kiel.", "bio"),
    ("About the author", "bio"),
    ("→ EXPLAINED. Why the Baltic matters", "related"),
    ("Read more: Why the Baltic matters", "related"),
    ("© Harbour Post is a paper for sailors. It appears daily.", "copyright"),
    ("The views expressed in this article are those of the author.", "copyright"),
    ("This article was originally published by the Harbour Post.", "copyright"),
    ("All rights reserved.", "copyright"),
    ("Source: Harbour Post", "source"),
    ("Subscribe to our weekly newsletter", "donation"),
    ("Support our journalism with a small gift.", "donation"),
    ("Your email address will not be published. Required fields are marked *", "comment-form"),
    ("We use cookies to make this site better.", "cookies"),
    ("Notes to editors", "contact"),
    ("Follow the Foreign Secretary on Twitter @example", "contact"),
    ("For more information, please contact the press office.", "contact"),
    ("Email: press@post.example", "contact"),
    ("Follow Minister Ada Berg @adaberg and facebook.example/ada", "contact"),
    ("Find out more about the Baltic fleet", "contact"),
    ("-ENDS-", "end-mark"),
]


@pytest.mark.parametrize(("line", "kind"), FOOT)
def test_lines_at_the_foot(line: str, kind: str) -> None:
    text = f"Ships for the Baltic\n\n{BODY}\n\n{line}"
    assert marked(text) == [(kind, line)]


SPANS = [
    ("A frigate leaves Kiel in May (credit: NATO)", "credit", "(credit: NATO)"),
    ("A frigate leaves Kiel (Navy press photo).", "credit", "(Navy press photo)"),
    ("The plan dates from 2018 (read: Ministers plan a fleet).", "related", "(read: Ministers plan a fleet)"),
    (f"KIEL, Germany (AP) — {BODY}", "dateline", "KIEL, Germany (AP) — "),
    (f"BRUSSELS—{BODY}", "dateline", "BRUSSELS—"),
    (f"Kiel, Germany – {BODY}", "dateline", "Kiel, Germany – "),
    (f"(HP) {BODY}", "dateline", "(HP) "),
    (f"{BODY} © 2021 Harbour Post. No copies.", "copyright", "© 2021 Harbour Post. No copies."),
    (f"{BODY}Ada Berg is a reporter at the Post. She sails.", "bio", "Ada Berg is a reporter at the Post. She sails."),
    (f"{BODY} All rights reserved. {BODY}", "copyright", "All rights reserved."),
]


@pytest.mark.parametrize(("paragraph", "kind", "part"), SPANS)
def test_parts_of_a_paragraph(paragraph: str, kind: str, part: str) -> None:
    assert marked(f"Ships for the Baltic\n\n{paragraph}\n") == [(kind, part)]


NOT_FURNITURE = [
    "By Friday, the troops had left their posts.",
    "By then most of the staff had left.",
    "By the time the press arrived, Russian forces had crossed the river.",
    "Share of output spent on defence",
    "A journalist was killed. Ada Berg is a British journalist held by the rebels.",
    "Ada Berg is an analyst at the institute in Kiel.",
    "Ada Berg is the spokeswoman of the ministry, and said two ships would leave.",
    "NATO — which has 30 members — agreed to send two ships.",
    "CENTCOM — the command — struck three tanks.",
    "U.S. – Jordanian forces met at sea.",
    "Two tanks were destroyed (sources said three).",
    "Photos show that the bridge was destroyed (pictures of it went round the world).",
    "Copyright law was changed by the parliament.",
    "Follow-up talks on Facebook's role are planned.",
    "This report was published by the United Nations on Monday.",
    "The source: a minister who asked not to be named.",
    "More than 300 soldiers left. More from Poland will follow.",
    "Comment: In fact, the missions are grounded.",
    "Donated weapons reached Kyiv on Monday.",
    "Related attacks killed four soldiers.",
    "Most read the statement as a threat.",
    "Print the treaty, the minister said.",
    "To learn more about the attack, the minister will visit Kiel.",
    "Leave a reply to Moscow for later, he advised.",
    "According to article 5 (1), the parties agree (2).",
    "(Two ships and a crew of ninety)",
    "Further information about the attack came from Poland.",
    "Published reports say two ships left.",
]


@pytest.mark.parametrize("line", NOT_FURNITURE)
@pytest.mark.parametrize(
    "frame", ["{line}", "Ships for the Baltic\n\n{line}\n\n{body}", "Ships for the Baltic\n\n{body}\n\n{line}"]
)
def test_what_only_looks_like_furniture_is_left(line: str, frame: str) -> None:
    assert marked(frame.format(line=line, body=BODY)) == []


def test_a_list_of_links_ends_where_the_report_goes_on() -> None:
    links = "You may also like\nShips for the North Sea\nWho pays for the fleet"
    assert marked(f"{BODY}\n\n{links}\n\n{BODY}") == [("related", links)]


def test_a_comment_form_takes_everything_after_it() -> None:
    form = "Leave a Reply\n\n" + "Ole: I do not believe it.\n\n" * 20 + "Latest from the blog"
    report = f"{BODY}\n\n" * 10
    assert marked(f"{report}{form}") == [("comment-form", form)]


def test_a_count_of_comments_above_the_report_does_not_take_the_report() -> None:
    assert marked(f"Ships for the Baltic\n\n3 Comments\n\n{BODY}\n\n{BODY}") == [("comment-form", "3 Comments")]


def test_a_caption_is_read_and_only_its_credit_set_aside() -> None:
    text = f"A trainer speaks with his colleague in April 2019 (Photo: NATO)\n\n{BODY}"
    assert marked(text) == [("credit", "(Photo: NATO)")]


def test_note_numbers_are_marked_only_where_there_are_notes() -> None:
    text = f"Five hundred soldiers take part (1).\n\n{BODY}\n\n  1. Since October 2018 they train."
    assert marked(text) == [("footnote-mark", " (1)"), ("footnote-mark", "1. ")]
    assert marked("Five hundred soldiers take part (1).") == []


def test_the_name_of_a_known_author_on_a_line_of_its_own() -> None:
    assert marked(f"{BODY}\n\nAda Berg\n\nAda Berg is a journalist.")[0] == ("byline", "Ada Berg")
    assert marked(f"{BODY}\n\nAda Berg") == []


@given(st.text(alphabet=st.sampled_from(list('ABab .,:()©\n→"1-—|#*[]')), max_size=200))
def test_marks_are_in_order_within_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for part in mark(text, marked_down=True):
        assert end <= part.start < part.end <= len(text)
        end = part.end


METADATA = [
    ("News WorldEurope\n\nShips for the Baltic\n\nBy Ada Berg\n\n", "Ships for the Baltic", "Ada Berg", None),
    ("Ships for the Baltic\nby harbour news\n", "Ships for the Baltic", None, "harbour news"),
    ("Will they sail?\n(HP) ", "Will they sail?", None, "HP"),
    ("", None, None, None),
    (f"{BODY} It was Monday.\n", None, None, None),
]


@pytest.mark.parametrize(("head", "title", "author", "publisher"), METADATA)
def test_metadata_of_plain_text(tmp_path: Path, head: str, title: str, author: str, publisher: str) -> None:
    (tmp_path / "a.txt").write_text(f"{head}{BODY}\n")
    (report,) = load([str(tmp_path / "a.txt")])
    assert (report.title, report.author, report.publisher) == (title, author, publisher)  # type: ignore[union-attr]


def test_front_matter_of_markdown(tmp_path: Path) -> None:
    head = '---\ntitle: "Ships for the Baltic"\nauthor: Ada Berg\nsource: Harbour Post\ndate: 2021-03-05\nx: y\n---\n'
    (tmp_path / "a.md").write_text(f"{head}\n{BODY}\n\nSee [the plan](http://post.example/plan) for **more**.")
    (report,) = load([str(tmp_path / "a.md")])
    assert (report.title, report.author, report.publisher) == ("Ships for the Baltic", "Ada Berg", "Harbour Post")  # type: ignore[union-attr]
    assert str(report.published.earliest) == "2021-03-05"  # type: ignore[union-attr]
    kept = report.text  # type: ignore[union-attr]
    for part in reversed(report.furniture):  # type: ignore[union-attr]
        kept = kept[: part.start] + kept[part.end :]
    assert kept.strip() == f"{BODY}\n\nSee the plan for more."


def test_the_top_heading_of_markdown_is_its_title(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"Harbour Post\n\n# Ships for the Baltic #\n\n## When\n\n{BODY}")
    (report,) = load([str(tmp_path / "a.md")])
    assert report.title == "Ships for the Baltic"  # type: ignore[union-attr]
    assert [part.kind for part in report.furniture] == ["markup", "markup"]  # type: ignore[union-attr]


WRONG_RULES = [
    ('kind = "x"\nfind = "["\nreach = "line"', "no regular expression"),
    ('kind = "x"\nfind = "a"\nreach = "page"', "reach = 'page'"),
    ('kind = "x"\nfind = "a"\nreach = "line"\ncolour = "red"', "colour"),
    ('kind = "x"\nreach = "line"', "lacks find"),
    ('kind = "x"\nfind = "(?P<mood>a)"\nreach = "line"', "unknown group mood"),
]


@pytest.mark.parametrize(("rule", "message"), WRONG_RULES)
def test_a_wrong_rule_is_named_with_its_line(tmp_path: Path, rule: str, message: str) -> None:
    path = tmp_path / "furniture.toml"
    path.write_text(f'[[rule]]\nkind = "a"\nfind = "a"\nreach = "line"\n\n[[rule]]\n{rule}\n')
    with pytest.raises(ValueError, match=message) as error:
        rules(path)
    assert f"{path}:6" in str(error.value)
