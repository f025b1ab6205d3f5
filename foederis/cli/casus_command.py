"""`foederis casus` and `foederis compare`: the law on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from foederis.cli.common import LOST_INPUT, print_json, show_problem, wrong_call
from foederis.model import Problem
from foederis.safe import plain


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("casus")(casus)
    app.command("compare")(compare)


def casus(
    on: Annotated[str | None, typer.Option(help="The day, such as 2015-11-24.")] = None,
    target: Annotated[str | None, typer.Option(help="The state attacked or hit, alpha-3.")] = None,
    by: Annotated[str | None, typer.Option(help="Alpha-3, or non-state:NAME.")] = None,
    place: Annotated[str | None, typer.Option(help="Where, in words.")] = None,
    at: Annotated[str | None, typer.Option(help="Where, as LATITUDE,LONGITUDE.", metavar="LAT,LON")] = None,
    country: Annotated[str | None, typer.Option(help="Whose the place is, alpha-3; none where no state's.")] = None,
    form: Annotated[str | None, typer.Option(help="armed_attack, terrorist_attack, incursion, shootdown ...")] = None,
    object: Annotated[
        str | None, typer.Option(help="territory, people, infrastructure, forces, vessel, aircraft")
    ] = None,
    attribution: Annotated[str | None, typer.Option(help="clear, disputed, none")] = None,
    origin: Annotated[str | None, typer.Option(help="abroad, mixed, home, unknown")] = None,
    accident: Annotated[bool | None, typer.Option("--accident/--no-accident", help="Unknown if not given.")] = None,
    force: Annotated[str | None, typer.Option(help="used, threatened, none")] = None,
    first_use: Annotated[str | None, typer.Option(help="clear, disputed")] = None,
    scale: Annotated[str | None, typer.Option(help="grave, minor")] = None,
    at_home_of: Annotated[str | None, typer.Option(help="Where the thing hit was, like country.")] = None,
    id: Annotated[str | None, typer.Option(help="A name for the case; with --case: only the case of that id.")] = None,
    case: Annotated[Path | None, typer.Option(help="A file of cases, one JSON object a line.")] = None,
    incident: Annotated[
        str | None, typer.Option(metavar="ID", help="An incident of the record; flags win over it.")
    ] = None,
    record: Annotated[str | None, typer.Option(metavar="FILE", help="With --incident: the record.")] = None,
    chain: Annotated[bool, typer.Option("--chain", help="Follow the duties on: allies of allies.")] = False,
    svg: Annotated[Path | None, typer.Option(help="With --chain: write the picture to this file.")] = None,
    alliances: Annotated[Path | None, typer.Option(help="With --chain: an ATOP table, not the treaties.")] = None,
    joining: Annotated[list[str] | None, typer.Option(help="With --chain: a state that helps by choice.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON with every clause's finding.")] = False,
) -> None:
    """Which mutual-defence clauses an incident brings into play, who is bound to what, and why.

    Facts that are not given are unknown: the answer is then "arguable", and says what would have to be so.
    No legal advice.
    """
    facts = {
        **{"on": on, "target": target, "by": by, "place": place, "country": country, "form": form, "object": object},
        **{"attribution": attribution, "origin": origin, "accident": accident, "force": force, "scale": scale},
        **{"first_use": first_use, "at_home_of": at_home_of, "at": _point(at), "id": id},
    }
    given = {key: value for key, value in facts.items() if value is not None}
    if incident is not None:
        given = _of_record(record, incident, on) | given
    if chain and case is None:
        _print_chain(given, alliances, tuple(joining or ()), svg, as_json)
    elif chain or svg or alliances or joining:
        wrong_call("--svg, --alliances and --joining go with --chain, and --chain with the facts as flags")
    elif case is None:
        _print_one(given, as_json)
    elif set(given) - {"id"}:
        wrong_call(f"--case already gives the facts; leave out {', '.join(sorted(set(given) - {'id'}))}")
    else:
        _print_file(case, id, as_json)


def _of_record(record: str | None, incident: str, on: str | None) -> dict[str, Any]:
    """The facts that the record's claims give of one of its incidents."""
    from datetime import date

    from foederis.duties import incident_of_record
    from foederis.law import CaseError, to_case
    from foederis.record import RecordError, open_record
    from foederis.who import load as load_who

    try:
        with open_record(record, make=False) as opened:
            found = incident_of_record(opened, load_who(), incident, date.fromisoformat(on) if on else date.today())
    except (CaseError, RecordError, ValueError) as error:
        wrong_call(str(error))
    return {key: value for key, value in to_case(found).items() if value is not None}


def _point(at: str | None) -> list[float] | None:
    if at is None:
        return None
    try:
        latitude, longitude = (float(part) for part in at.split(","))
    except ValueError:
        wrong_call(f"--at is {at!r}; write latitude and longitude in degrees, such as --at 35.92,-5.31")
    return [latitude, longitude]


def _print_one(facts: dict[str, Any], as_json: bool) -> None:
    from foederis.law import CaseError, assess, from_case
    from foederis.law.facts import EARLIEST

    try:
        incident = from_case(facts)
    except CaseError as error:
        wrong_call(str(error))
    if incident.on < EARLIEST:
        wrong_call(
            f"no instrument in the data was in force on {incident.on}; the oldest, the UN Charter, is of {EARLIEST}."
            " For earlier alliances use --chain with --alliances"
        )
    assessment = assess(incident)
    if assessment.problems:
        wrong_call("; ".join(plain(problem.message) for problem in assessment.problems))
    _show(assessment, as_json)


def _show(assessment: Any, as_json: bool) -> None:
    from foederis.law import load_law
    from foederis.law.show import as_json as to_values
    from foederis.law.show import as_text

    if as_json:
        print_json(to_values(assessment))
    else:
        print("\n".join(plain(line) for line in as_text(assessment, load_law())))


def _print_file(path: Path, only: str | None, as_json: bool) -> None:
    from foederis.law import CaseError, assess, from_case

    lost = shown = False
    for number, data in _lines(path):
        if only is not None and data.get("id") != only:
            continue
        try:
            assessment = assess(from_case(data))
        except CaseError as error:
            show_problem(Problem("wrong-case", str(error), f"{path}:{number}"))
            lost = True
            continue
        for problem in assessment.problems:
            show_problem(Problem(problem.code, problem.message, f"{path}:{number}", lost=False))
        if shown and not as_json:
            print()
        _show(assessment, as_json)
        shown = True
    if not shown and not lost:
        wrong_call(f"{path} holds no case{f' with the id {only}' if only else ''}")
    if lost:
        raise typer.Exit(LOST_INPUT)


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of the file with their line numbers; or those of one JSON value, numbered from 1."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        wrong_call(f"{path} cannot be read: {error}")
    try:
        whole = json.loads(text)
        for number, value in enumerate(whole if isinstance(whole, list) else [whole], 1):
            yield number, _case(path, number, value)
    except json.JSONDecodeError:
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                yield number, _object(path, number, line)


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        wrong_call(f"{path}:{number} is no JSON: {error}")
    return _case(path, number, value)


def _case(path: Path, number: int, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        wrong_call(f"{path}:{number} is no JSON object; write one case a line, as in docs/law.md")
    return value


def _print_chain(
    facts: dict[str, Any], alliances: Path | None, joining: tuple[str, ...], svg: Path | None, as_json: bool
) -> None:
    from foederis.law import CaseError, from_case, load_law
    from foederis.law.alliances import TableError, as_of, coarse_law, read_pledges
    from foederis.law.chain import follow, tree
    from foederis.law.chain_picture import svg as picture

    try:
        incident = from_case(facts)
        if alliances is not None:
            incident = replace(incident, target=as_of(incident.target, incident.on))
            incident = replace(incident, by=as_of(incident.by, incident.on) if incident.by else None)
        pledges = tuple(read_pledges(alliances, incident.on.year)) if alliances else ()
        law = coarse_law(pledges) if alliances else load_law()
        found = follow(incident, law, pledges, joining)
    except (CaseError, TableError, ValueError, OSError) as error:
        wrong_call(str(error))
    if svg is not None:
        svg.write_text(picture(found), encoding="utf-8")
    if as_json:
        print_json({"case": facts, "sides": found.states(), "edges": found.edges})
    else:
        print("\n".join(plain(line) for line in tree(found)))


def compare(
    target: Annotated[str, typer.Option(help="The state in need, alpha-3.")],
    on: Annotated[str, typer.Option(help="The day, such as 2015-11-17.")],
    need: Annotated[list[str] | None, typer.Option(help="What it needs, such as police; may be given again.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The options as JSON.")] = False,
) -> None:
    """The clauses open to a state side by side, those that meet most of its needs first. No legal advice."""
    from foederis.law import load_law
    from foederis.law.compare import as_text
    from foederis.law.compare import compare as options_of
    from foederis.law.facts import day

    try:
        when = day(on)
        options = options_of(load_law(), target, when, tuple(need or ()))
    except ValueError as error:
        wrong_call(str(error))
    if not options:
        wrong_call(f"{target} was under no instrument in the data on {on}")
    if as_json:
        print_json({"target": target, "on": on, "needs": need or [], "options": options})
    else:
        print("\n".join(as_text(options, target, when)))
