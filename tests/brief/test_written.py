"""A brief as Markdown and as a Word document, with and without the reports' sentences."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx as word
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from foederis.cli import app

REPORT = (
    "BRUSSELS, 24 March 2022. Britain will send 6,000 missiles to Ukraine. Poland <b>asked</b> NATO for a *mission*.\n"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def brief(report: Path, *options: str) -> str:
    result = CliRunner().invoke(app, ["brief", str(report), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_markdown_cites_each_sentence_it_rests_on(report: Path) -> None:
    text = brief(report, "--markdown", "-")
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    told = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert cited == told != set()
    assert "6,000 missiles" in text


def test_without_sentences_only_their_places_are_given(report: Path, tmp_path: Path) -> None:
    text = brief(report, "--markdown", "-", "--no-sentences")
    assert "characters" in text
    assert "Britain will send 6,000 missiles to Ukraine" not in text
    brief(report, "--html", str(tmp_path / "brief.html"), "--no-sentences")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "Britain will send 6,000 missiles to Ukraine" not in page
    assert "characters" in page


def test_the_word_document_says_the_same(report: Path, tmp_path: Path) -> None:
    brief(report, "--docx", str(tmp_path / "brief.docx"))
    document = word.Document(str(tmp_path / "brief.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "What was not taken from the reports" in text
    assert "6,000" in cells
    assert "Britain will send 6,000 missiles to Ukraine." in text


@given(st.text(max_size=80))
def test_text_from_reports_is_no_markup(text: str) -> None:
    from foederis.brief.markdown import escaped

    shown = MarkdownIt("commonmark").render(f"- x{escaped(text)}")
    assert re.sub(r"</?(?:ul|li)>", "", shown).count("<") == 0


def test_a_brief_that_cannot_be_written_says_so(report: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["brief", str(report), "--docx", str(tmp_path / "no" / "brief.docx")])
    assert result.exit_code == 2
    assert "--docx" in result.stderr


def test_words_of_xml_are_text(tmp_path: Path) -> None:
    from foederis.brief.docx import _text

    document = word.Document()
    document.add_paragraph(_text("a\x00b\x1b\ufffe<w:p>"))
    document.save(io.BytesIO())
