"""Each format is read from real files made here: what comes out, under which name, with which metadata."""

import gzip
import hashlib
import io
import json
import sys
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from foederis.model import Interval, Problem, Report
from foederis.reports import LoadOptions, load

ENGLISH = "The ministers of the alliance met in Brussels and agreed to send two ships to the Baltic Sea."
PAGE = f"""<!doctype html><html lang="en"><head><title>Ships for the Baltic | The Harbour Post</title>
<meta name="author" content="Ada Berg"><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2021-03-05T09:30:00Z"><meta charset="utf-8"></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Ships for the Baltic</h1><p>{ENGLISH}</p>
<p>The first of them leaves Kiel on Friday, and the second follows a week later with a crew of ninety.</p>
<script>document.title = "stolen"</script></article>
<aside><a href="/more">You may also like this</a></aside><footer>© The Harbour Post</footer></body></html>"""


def reports(*paths: object, **options: object) -> list[Report]:
    items = list(load([str(path) for path in paths], options=LoadOptions(**options)))  # type: ignore[arg-type]
    assert not [item for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Report)]


def only(*paths: object, **options: object) -> Report:
    (report,) = reports(*paths, **options)
    return report


def test_text_keeps_every_character_and_newline(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"Title\r\n\r\n{ENGLISH}\n".encode())
    report = only(path)
    assert report.text == f"Title\r\n\r\n{ENGLISH}\n"
    assert report.name == str(path)
    assert report.language == "en"
    assert report.sha256 == hashlib.sha256(report.text.encode()).hexdigest()
    assert report.source_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_json_lines_take_text_and_metadata_from_each_row(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = {
        "id": 7,
        "text": ENGLISH,
        "title": "Ships",
        "date": "2021-03-05",
        "source": "Post",
        "url": "http://p.example",
    }
    path.write_text(json.dumps(row) + "\n\n" + json.dumps({"body": ENGLISH}) + "\n")
    first, second = reports(path)
    assert (first.name, first.title, first.publisher, first.url) == ("7", "Ships", "Post", "http://p.example")
    assert (first.published.earliest, first.published.latest) == (date(2021, 3, 5), date(2021, 3, 5))
    assert second.name == f"{path}:3"


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")])
def test_tables_are_named_by_the_line_a_row_begins_on(tmp_path: Path, name: str, delimiter: str) -> None:
    path = tmp_path / name
    cells = [["Title", "content"], ["One", f'"{ENGLISH}\nThe end."'], ["Two", f'"{ENGLISH}"']]
    path.write_text("\n".join(delimiter.join(row) for row in cells))
    first, second = reports(path)
    assert (first.name, first.title, first.text) == (f"{path}:2", "One", f"{ENGLISH}\nThe end.")
    assert second.name == f"{path}:4"


def test_the_text_column_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"text,Story\nshort,{ENGLISH}\n")
    assert only(path, text_column="story").text == ENGLISH


def test_a_web_page_gives_its_article_and_metadata_only(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    report = only(path)
    assert (report.title, report.author, report.publisher) == ("Ships for the Baltic", "Ada Berg", "The Harbour Post")
    assert report.published.earliest == date(2021, 3, 5)
    assert ENGLISH in report.text
    for furniture in ("stolen", "Home", "also like", "©"):
        assert furniture not in report.text


def test_a_broken_page_in_a_declared_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(f'<meta charset="iso-8859-15"><p>{ENGLISH}<p><b>It costs 5 €</div></td>'.encode("iso-8859-15"))
    assert "It costs 5 €" in only(path).text


def test_a_page_does_not_fetch_or_open_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    path = tmp_path / "page.html"
    path.write_text(f'{entity}<html><body><p>{ENGLISH} &x;</p><img src="http://x.example/a.png"></body></html>')
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("a connection was opened"))
    assert "the secret" not in only(path).text


def test_archives_name_their_members(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("z/b.txt", ENGLISH)
        archive.writestr("a.html", PAGE)
        archive.writestr("__MACOSX/._a.html", "x")
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        add(tar, "one.md", ENGLISH.encode())
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ENGLISH.encode()))
    names = [report.name.removeprefix(f"{tmp_path}/") for report in reports(tmp_path)]
    assert names == ["a.tar.gz!one.md", "a.txt.gz", "a.zip!a.html", "a.zip!z/b.txt"]


def test_archives_within_archives_are_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.txt", ENGLISH)
    with tarfile.open(tmp_path / "a.tgz", "w:gz") as tar:
        add(tar, "inner.zip", inner.getvalue())
    assert only(tmp_path / "a.tgz").name == f"{tmp_path}/a.tgz!inner.zip!b.txt"


def test_a_web_archive_gives_its_pages_by_address(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(web_archive({"http://post.example/ships": ("200 OK", "text/html", PAGE.encode())}))
    report = only(path)
    assert report.name == f"{path}!http://post.example/ships"
    assert report.url == "http://post.example/ships"
    assert report.title == "Ships for the Baltic"


def test_pages_that_were_not_found_are_no_reports(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    pages = {
        "http://a.example/": ("404 Not Found", "text/html", b"<p>Sorry"),
        "http://b.example/": ("200 OK", "text/plain", b"Hello"),
    }
    path.write_bytes(web_archive(pages))
    assert only(path).text == "Hello"


def test_pdf_lines_broken_by_the_page_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(["The ministers of the alliance met in Brussels and agr-", "eed to send two ships.", "A new line."])
    )
    report = only(path)
    assert report.text == "The ministers of the alliance met in Brussels and agreed to send two ships.\nA new line."
    assert report.title == "Ships"


def test_a_word_file_gives_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.core_properties.title = "Ships"
    document.add_paragraph(ENGLISH)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Poland", "two ships"
    document.add_paragraph("The end.")
    document.save(str(tmp_path / "a.docx"))
    report = only(tmp_path / "a.docx")
    assert report.text == f"{ENGLISH}\nPoland\ttwo ships\nThe end."
    assert report.title == "Ships"


def test_folders_are_read_recursively_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "c.md", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ENGLISH)
    assert [report.name.removeprefix(f"{tmp_path}/") for report in reports(tmp_path)] == ["a/z.txt", "b.txt", "c.md"]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (ENGLISH, ["-"]),
        (PAGE, ["-"]),
        ('{"id": "x", "text": "One."}\n{"text": "Two."}\n', ["x", "-:2"]),
        ('{"text": "not all lines are objects"}\nreally', ["-"]),
    ],
)
def test_standard_input_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch, data: str, names: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    found = reports("-")
    assert [report.name for report in found] == names
    assert not found[0].text.startswith("<")


@pytest.mark.parametrize(
    ("written", "interval"),
    [
        ("2015-11-24T23:59:00+01:00", Interval(date(2015, 11, 24), date(2015, 11, 24))),
        ("24 November 2015", Interval(date(2015, 11, 24), date(2015, 11, 24))),
        ("Nov. 24, 2015", Interval(date(2015, 11, 24), date(2015, 11, 24))),
        ("Tue, 24 Nov 2015 10:00:00 +0000", Interval(date(2015, 11, 24), date(2015, 11, 24))),
        ("2016-02", Interval(date(2016, 2, 1), date(2016, 2, 29))),
        ("2016", Interval(date(2016, 1, 1), date(2016, 12, 31))),
    ],
)
def test_dates_in_a_table_are_read_as_written(tmp_path: Path, written: str, interval: Interval) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": ENGLISH, "date": written}))
    published = only(tmp_path / "a.jsonl").published
    assert Interval(published.earliest, published.latest) == interval


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Die Außenminister der Allianz haben sich am Montag in Brüssel auf eine neue Mission geeinigt.", "de"),
        ("Les ministres de l'Alliance se sont réunis lundi à Bruxelles pour décider d'une nouvelle mission.", "fr"),
        ("42", None),
    ],
)
def test_the_language_is_named(tmp_path: Path, text: str, language: str | None) -> None:
    (tmp_path / "a.txt").write_text(text)
    assert only(tmp_path / "a.txt").language == language


def add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def web_archive(pages: dict[str, tuple[str, str, bytes]]) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=True)
    for url, (status, kind, body) in pages.items():
        headers = StatusAndHeaders(status, [("Content-Type", f"{kind}; charset=utf-8")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return packed.getvalue()


def pdf(lines: list[str]) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, StreamObject

    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    content = StreamObject()
    content.set_data(
        b"BT /F1 10 Tf 14 TL 50 700 Td " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
    )
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({"/Title": "Ships"})
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()
