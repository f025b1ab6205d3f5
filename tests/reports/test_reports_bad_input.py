"""Bad input: one problem that names the file and the cause, and everything else is read."""

import gzip
import io
import os
import re
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import foederis.reports
from foederis.model import Problem, Report
from foederis.reports import LoadOptions, load
from foederis.reports.decode import clean, decode
from foederis.reports.kinds import KINDS
from foederis.reports.refusal import RefusalError

GOOD = "The ministers of the alliance met in Brussels and agreed to send two ships to the Baltic Sea."


def loaded(*paths: object, **options: object) -> tuple[list[Report], list[Problem]]:
    items = list(load([str(path) for path in paths], options=LoadOptions(**options)))  # type: ignore[arg-type]
    reports = [item for item in items if isinstance(item, Report)]
    return reports, [item for item in items if isinstance(item, Problem)]


def zipped(path: Path, members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def nested_zip(depth: int) -> bytes:
    data, name = GOOD.encode(), "a.txt"
    for _ in range(depth):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(name, data)
        data, name = packed.getvalue(), "in.zip"
    return data


REFUSED = {
    "empty.txt": (b"", "empty-file"),
    "blank.txt": (b"\xef\xbb\xbf \r\n\t", "empty-file"),
    "noise.txt": (bytes(range(256)) * 8, "binary-file"),
    "nothing.txt": (b"\x00" * 500, "binary-file"),
    "picture.md": (b"\x89PNG\r\n\x1a\n" + b"text" * 100, "binary-file"),
    "picture.html": (b"\xff\xd8\xff\xe0 JFIF", "binary-file"),
    "empty.html": (b"<html><body></body></html>", "empty-file"),
    "letter.zip": (b"Dear reader, this is no archive.", "broken-archive"),
    "cut.txt.gz": (gzip.compress(os.urandom(5000))[:3000], "broken-archive"),
    "letter.tar.gz": (b"Dear reader, this is no archive.", "broken-archive"),
    "letter.warc.gz": (b"Dear reader, this is no archive.", "archive-without-reports"),
    "letter.pdf": (b"Dear reader, this is no PDF.", "broken-document"),
    "letter.docx": (b"Dear reader, this is no Word file.", "broken-document"),
    "deep.zip": (nested_zip(5), "too-deep"),
    "picture.gz": (gzip.compress(b"text"), "archive-without-reports"),
    "empty.jsonl": (b"", "empty-file"),
    "empty.csv": (b"", "empty-file"),
    "columns.csv": (b"name,place\nAda,Kiel\n", "table-without-reports"),
    "columns.tsv": (b"text\tplace\n", "table-without-reports"),
    "scalars.jsonl": (b'1\n"two"\n[3]\n', "table-without-reports"),
    "notes.xyz": (b"some text", "unsupported-type"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_one_problem_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    data, code = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(GOOD)
    reports, problems = loaded(tmp_path / name, tmp_path / "good.txt")
    assert [report.text for report in reports] == [GOOD]
    assert [(problem.code, problem.lost) for problem in problems] == [(code, True)]
    assert problems[0].where.startswith(str(tmp_path / name))


def test_a_missing_file(tmp_path: Path) -> None:
    assert [problem.code for problem in loaded(tmp_path / "gone.txt")[1]] == ["not-found"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "shut.txt").write_text(GOOD)
    (tmp_path / "shut.txt").chmod(0)
    assert [problem.code for problem in loaded(tmp_path / "shut.txt")[1]] == ["unreadable"]


def test_a_file_that_vanishes_after_the_folder_was_listed(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(GOOD)
    items = load([str(tmp_path)])
    next(items)
    (tmp_path / "b.txt").unlink()
    rest = list(items)
    assert [type(item) for item in rest] == [Problem, Report]


def test_a_link_loop_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    reports, problems = loaded(tmp_path)
    assert len(reports) == 1
    assert [problem.code for problem in problems] == ["link-loop", "link-loop"]


@pytest.mark.parametrize("filled", [False, True])
def test_a_folder_without_reports(tmp_path: Path, filled: bool) -> None:
    if filled:
        (tmp_path / "a.png").write_bytes(b"x")
    assert [problem.code for problem in loaded(tmp_path)[1]] == ["folder-without-reports"]


def test_other_types_in_a_folder_or_archive_are_passed_over_with_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.png").write_bytes(b"x")
    zipped(tmp_path / "c.zip", {"d.txt": GOOD.encode(), "e.xlsx": b"x"})
    reports, problems = loaded(tmp_path)
    assert len(reports) == 2
    assert [(problem.code, problem.lost) for problem in problems] == [("skipped-types", False)] * 2
    assert "e.xlsx" in problems[0].message
    assert "b.png" in problems[1].message


def test_a_text_over_the_limit_is_refused_whatever_it_lies_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 1001)
    (tmp_path / "b.txt").write_text("y" * 5000)
    zipped(tmp_path / "c.zip", {"d.txt": b"z" * 1001, "e.txt": GOOD.encode()})
    (tmp_path / "f.jsonl").write_text('{"text": "' + "x" * 5000 + '"}\n')
    reports, problems = loaded(tmp_path, max_chars=1000)
    assert [report.text for report in reports] == [GOOD]
    assert [problem.code for problem in problems] == ["too-large"] * 4


def test_a_table_may_be_larger_than_a_report_may(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{GOOD}"}}\n' * 100)
    assert len(loaded(tmp_path / "a.jsonl", max_chars=200)[0]) == 100


@pytest.fixture
def small_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foederis.reports.allowance.FREE_UNPACKING", 100_000)


@pytest.mark.usefixtures("small_allowance")
@pytest.mark.parametrize("kind", ["declared.zip", "nested.zip", "bomb.txt.gz", "bomb.tar.gz", "bomb.jsonl.gz"])
def test_a_bomb_is_refused_once_and_the_rest_is_read(tmp_path: Path, kind: str) -> None:
    blank, path = b" " * 5_000_000, tmp_path / kind
    if kind == "declared.zip":
        zipped(path, {"a.txt": GOOD.encode(), "b.txt": blank, "c.txt": blank})
    elif kind == "nested.zip":
        inner = zipped(tmp_path / "inner", {"b.txt": blank}).read_bytes()
        zipped(path, {f"{number}.zip": inner for number in range(3)})
    elif kind == "bomb.tar.gz":
        with tarfile.open(path, "w:gz") as tar:
            info = tarfile.TarInfo("a.txt")
            info.size = len(blank)
            tar.addfile(info, io.BytesIO(blank))
    else:
        path.write_bytes(gzip.compress(blank))
    (tmp_path / "good.txt").write_text(GOOD)
    reports, problems = loaded(path, tmp_path / "good.txt")
    assert [report.text for report in reports] == [GOOD]
    assert [problem.code for problem in problems] == ["archive-bomb"]


@pytest.mark.parametrize("name", ["../a.txt", "b/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_member_that_leads_outside_is_refused_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    zipped(tmp_path / "a.zip", {name: b"outside", "good.txt": GOOD.encode()})
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as tar:
        for member, data in ((name, b"outside"), ("good.txt", GOOD.encode())):
            info = tarfile.TarInfo(member)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    reports, problems = loaded(tmp_path)
    assert [report.text for report in reports] == [GOOD, GOOD]
    assert [problem.code for problem in problems] == ["unsafe-member"] * 2


def test_links_in_a_tar_are_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    assert [problem.code for problem in loaded(tmp_path)[1]] == ["unsafe-member"]


def test_a_damaged_member_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.txt": b"A" * 200, "b.txt": GOOD.encode()}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"A" * 200, b"B" * 200))
    reports, problems = loaded(path)
    assert [report.text for report in reports] == [GOOD]
    assert [(problem.code, problem.where) for problem in problems] == [("broken-archive", f"{path}!a.txt")]


def test_bad_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": ""}}\nnonsense\n{{"text": "{GOOD}"}}\n{{"text": 7}}\n{"[" * 100_000}\n')
    reports, problems = loaded(path)
    assert [report.name for report in reports] == [f"{path}:3"]
    assert [(problem.code, problem.where) for problem in problems] == [
        ("row-without-text", f"{path}:1"),
        ("row-unreadable", f"{path}:2"),
        ("row-without-text", f"{path}:4"),
        ("row-unreadable", f"{path}:5"),
    ]


def test_an_unreadable_date_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text,date\n"{GOOD}",03/04/2015\n')
    reports, problems = loaded(tmp_path / "a.csv")
    assert reports[0].published.earliest is None
    assert [(problem.code, problem.lost) for problem in problems] == [("date-unreadable", False)]


def test_a_missing_library_is_named_with_the_way_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for name in ("a.pdf", "b.docx", "c.warc"):
        (tmp_path / name).write_bytes(b"x")
    messages = [(problem.code, problem.message) for problem in loaded(tmp_path)[1]]
    assert [code for code, _ in messages] == ["missing-extra"] * 3
    assert ["pip install 'foederis[documents]'" in messages[0][1], "foederis[warc]" in messages[2][1]] == [True, True]


QUOTED = "The minister said “we will send two ships” – at a café in Kiel – and the others agreed."


@pytest.mark.parametrize(
    ("encoding", "codes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-16-le", ["encoding-guessed"]),
        ("cp1252", ["encoding-guessed"]),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, codes: list[str]) -> None:
    (tmp_path / "a.txt").write_bytes(QUOTED.encode(encoding))
    reports, problems = loaded(tmp_path / "a.txt")
    assert reports[0].text == QUOTED
    assert [problem.code for problem in problems] == codes
    assert not any(problem.lost for problem in problems)


def test_mixed_encodings_are_read_byte_by_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(QUOTED.encode() + b"\r\n" + "“Yes”".encode("cp1252") + b" \x9d\r\n")
    reports, problems = loaded(tmp_path / "a.txt")
    assert reports[0].text == f"{QUOTED}\r\n“Yes” \ufffd\r\n"
    assert [problem.code for problem in problems] == ["encoding-guessed", "bytes-replaced"]


def test_a_table_in_another_encoding_is_read_with_one_warning(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(f"id,text\n1,plain\n2,{QUOTED}\n3,“{QUOTED}”\n".encode("cp1252"))
    reports, problems = loaded(tmp_path / "a.csv")
    assert [report.text for report in reports] == ["plain", QUOTED, f"“{QUOTED}”"]
    assert [problem.code for problem in problems] == ["encoding-guessed"]


def test_hidden_characters_become_spaces_of_the_same_length(tmp_path: Path) -> None:
    text = "NATO\x00 sent \u202eships\u202c to\x1b[31m Kiel\u2066, it said.\ttab\fform\x85."
    (tmp_path / "a.txt").write_text(text)
    reports, problems = loaded(tmp_path / "a.txt")
    assert len(reports[0].text) == len(text)
    assert reports[0].text == "NATO  sent  ships  to [31m Kiel , it said.\ttab form ."
    assert [(problem.code, problem.lost) for problem in problems] == [("hidden-characters", False)]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert [problem.code for problem in loaded(tmp_path / "a.txt")[1]] == ["unreadable"]


def test_names_and_metadata_can_always_be_printed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(GOOD)
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{GOOD}", "id": "\\ud83d", "title": "A\\ud83d\\n\\u202eb"}}')
    reports, _ = loaded(tmp_path)
    assert [report.name.encode() and report.title for report in reports] == ["A\ufffd b", None]


def test_half_a_surrogate_pair_from_json_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "NATO \\ud83d met"}')
    assert loaded(tmp_path / "a.jsonl")[0][0].text == "NATO \ufffd met"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.jsonl"])
def test_a_line_of_megabytes_is_read(tmp_path: Path, name: str) -> None:
    long = f"{GOOD} " * 40_000
    wrapped = {"a.txt": long, "a.html": f"<p>{long}", "a.csv": f'text\n"{long}"', "a.jsonl": f'{{"text": "{long}"}}'}
    (tmp_path / name).write_text(wrapped[name])
    reports, problems = loaded(tmp_path / name)
    assert reports[0].text.count(GOOD) == 40_000
    assert problems == []


def test_every_problem_is_documented() -> None:
    folder = Path(foederis.reports.__file__).parent
    source = "\n".join(path.read_text() for path in folder.glob("*.py"))
    codes = set(re.findall(r"""(?:Problem|RefusalError)\(\s*"([a-z-]+)\"""", source))
    codes |= set(re.findall(r"""return "([a-z]+-[a-z-]+)",""", source)) | {"encrypted"}
    documented = set(re.findall(r"^\| `([a-z-]+)`", (folder.parents[1] / "docs/problems.md").read_text(), re.MULTILINE))
    assert len(codes) > 15
    assert codes <= documented


@pytest.mark.parametrize("suffix", sorted(KINDS))
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_bytes_there_is_an_answer_and_no_exception(tmp_path: Path, suffix: str, data: bytes) -> None:
    (tmp_path / f"a{suffix}").write_bytes(data)
    reports, problems = loaded(tmp_path / f"a{suffix}")
    assert reports or any(problem.lost for problem in problems)


@given(st.text(max_size=300))
def test_utf8_text_is_decoded_and_cleaned_without_a_change_of_length(text: str) -> None:
    raw = text.encode("utf-8", "replace")
    try:
        decoded = decode(raw)
    except RefusalError:
        return
    if decoded.guessed is None and not raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        assert decoded.text.encode() == raw
    assert len(clean(decoded.text)[0]) == len(decoded.text)
