"""An incident put to the treaties: findings side by side, who is drawn in, and a clause's reach on the map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Query
from markupsafe import Markup

from foederis.brief.law import of_assessment, of_chain, of_options
from foederis.brief.names import Names
from foederis.law import Assessment, CaseError, Finding, assess, from_case, load_law, to_case
from foederis.law.assess import clauses
from foederis.law.chain import Chain, follow
from foederis.law.chain_picture import svg
from foederis.law.compare import Option
from foederis.law.compare import compare as options_of
from foederis.law.facts import EARLIEST, VALUES
from foederis.law.reach import Land, reach
from foederis.law.show import concerned
from foederis.web.briefs import Subject, briefed, of_claims
from foederis.web.files.law import duties_table, findings_table, options_table, reach_table
from foederis.web.pages import Ask, Asked, names_of
from foederis.web.shown.cases import incident_on
from foederis.web.shown.stands import row_on
from foederis.web.shown.telling import title
from foederis.web.tables import Table, table_page

router = APIRouter()

ORDER: Final = ("applies", "arguable", "does_not_apply")

Text = Annotated[str | None, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Found:
    """One clause's finding, with the instrument it stands in."""

    instrument: str
    title: str
    concerned: bool  #: somebody involved was a party
    finding: Finding


@dataclass(frozen=True, slots=True)
class Casus:
    """The facts as the form gives them, what may be chosen, and, for an incident, every clause's finding."""

    given: dict[str, Any]
    choices: dict[str, tuple[str, ...]]
    states: tuple[tuple[str, str], ...]
    case: dict[str, Any] | None
    assessment: Assessment | None
    findings: tuple[Found, ...]
    wrong: str | None
    shown: str | None = None  #: the clause whose reach is drawn
    lands: tuple[Land, ...] = ()


def _files(_: Ask, shown: Casus) -> tuple[Table, ...]:
    findings = findings_table((found.instrument, found.finding) for found in shown.findings)
    return findings, reach_table(shown.shown or "", shown.lands)


def _subject(ask: Ask, shown: Casus) -> Subject:
    """The findings, and what reports say of the incident where it is one of the record."""
    _check(shown.wrong)
    row = row_on(ask, "incidents", shown.case["id"]) if shown.case and shown.case.get("id") else None
    law = of_assessment(shown.assessment, names_of(ask.desk)) if shown.assessment else ()
    return of_claims(title(names_of(ask.desk), row) if row else "an incident", row.claims if row else (), law)


@briefed(router, "/casus", _subject)
@table_page(router, "/casus", "casus.html", _files)
def casus(
    ask: Asked,
    day: Text = None,
    target: Text = None,
    by: Text = None,
    place: Text = None,
    at: Text = None,
    country: Text = None,
    at_home_of: Text = None,
    form: Text = None,
    object: Text = None,
    attribution: Text = None,
    origin: Text = None,
    accident: Text = None,
    force: Text = None,
    first_use: Text = None,
    scale: Text = None,
    incident: Annotated[str | None, Query(description="An incident of the record; other facts win over it.")] = None,
    clause: Annotated[str | None, Query(description="The clause whose reach is drawn; else the first found.")] = None,
) -> Casus:
    """Which clauses an incident brings into play, who is bound to what, and why; no legal advice."""
    told = {
        **{"on": day, "target": target, "by": by, "place": place, "at": at, "country": country, "form": form},
        **{"object": object, "attribution": attribution, "origin": origin, "accident": accident, "force": force},
        **{"first_use": first_use, "scale": scale, "at_home_of": at_home_of},
    }
    given = {name: text.strip() for name, text in told.items() if text and text.strip()}
    try:
        case = (_of_record(ask, incident) if incident else {}) | _facts(given)
        assessment = _assessed(case) if case.keys() & {"target", "by"} else None
    except (CaseError, ValueError) as error:
        return Casus(given, VALUES, _states(ask), None, None, (), str(error))
    if assessment is None:
        return Casus(given, VALUES, _states(ask), None, None, (), None)
    findings = _found(assessment)
    shown = clause or next((each.finding.clause for each in findings if each.finding.finding != "does_not_apply"), None)
    lands = _lands(shown, assessment.case.on) if shown else ()
    case = to_case(assessment.case)
    return Casus(case, VALUES, _states(ask), case, assessment, findings, None, shown, lands)


def _check(wrong: str | None) -> None:
    """No brief is made of facts that cannot be."""
    if wrong:
        raise HTTPException(422, wrong)


def _facts(given: dict[str, str]) -> dict[str, Any]:
    """The form's texts as the facts of a case: coordinates are two numbers, an accident yes or no."""
    facts: dict[str, Any] = {name: text for name, text in given.items() if name not in ("at", "accident")}
    if "at" in given:
        try:
            latitude, longitude = given["at"].split(",")
            facts["at"] = [float(latitude), float(longitude)]
        except ValueError:
            raise CaseError(f"at is {given['at']!r}; write latitude and longitude, such as 35.92,-5.31") from None
    if "accident" in given:
        facts["accident"] = given["accident"] == "yes"
    return facts


def _of_record(ask: Ask, incident: str) -> dict[str, Any]:
    return {name: value for name, value in to_case(incident_on(ask, incident)).items() if value is not None}


def _assessed(case: dict[str, Any]) -> Assessment:
    incident = from_case(case)
    if incident.on < EARLIEST:
        raise CaseError(f"no instrument in the data was in force on {incident.on}; the oldest is of {EARLIEST}")
    return assess(incident)


def _found(assessment: Assessment) -> tuple[Found, ...]:
    """All findings: those that apply first, and in each kind those with a party among those involved."""
    involved = {finding.clause for _, finding in concerned(assessment, load_law())}
    found = (
        Found(instrument.title, clause.title, finding.clause in involved, finding)
        for (instrument, clause), finding in zip(clauses(load_law()), assessment.findings, strict=True)
    )
    return tuple(sorted(found, key=lambda each: (ORDER.index(each.finding.finding), not each.concerned)))


def _lands(clause: str, on: date) -> tuple[Land, ...]:
    try:
        return reach(load_law(), clause, on)
    except KeyError:
        raise HTTPException(404, f"no clause in the data is called {clause}") from None


def _states(ask: Ask) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((id_, state.name) for id_, state in ask.desk.who.states.items()), key=lambda pair: pair[1]))


@dataclass(frozen=True, slots=True)
class Drawn:
    """The chain of duties from an incident between two states, and its picture."""

    given: dict[str, str]
    states: tuple[tuple[str, str], ...]
    chain: Chain | None
    sides: dict[str, str]
    wrong: str | None

    def tables(self) -> tuple[Table, ...]:
        """Each duty of the chain."""
        return (duties_table(self.chain.edges if self.chain else ()),)

    def picture(self, names: Names) -> Markup | None:
        """Made of states' names, clause ids and words of the treaties' data alone, all escaped."""
        return Markup(svg(self.chain, styled=False, named=names.code)) if self.chain else None


def _subject_of_chain(ask: Ask, shown: Drawn) -> Subject:
    _check(shown.wrong)
    return of_claims("who is drawn in", (), of_chain(shown.chain, names_of(ask.desk)) if shown.chain else ())


@briefed(router, "/casus/chain", _subject_of_chain)
@table_page(router, "/casus/chain", "chain.html")
def chain(
    ask: Asked,
    day: Text = None,
    target: Text = None,
    by: Text = None,
    joining: Annotated[str | None, Query(description="States that help by choice, with spaces between.")] = None,
) -> Drawn:
    """Who is drawn in when one state attacks another: duties followed through allies of allies."""
    told = {"day": day, "target": target, "by": by, "joining": joining}
    given = {name: value for name, value in told.items() if value}
    if not (day and target and by):
        return Drawn(given, _states(ask), None, {}, None)
    facts = {"on": day, "target": target, "by": by, "country": target, "form": "armed_attack", "object": "territory"}
    known = {"attribution": "clear", "accident": False, "scale": "grave", "first_use": "clear"}
    try:
        found = follow(from_case(facts | known), load_law(), (), tuple((joining or "").upper().split()))
    except (CaseError, ValueError) as error:
        return Drawn(given, _states(ask), None, {}, str(error))
    return Drawn(given, _states(ask), found, dict(found.states()), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """The clauses open to a state side by side."""

    target: str | None
    on: date | None
    needs: tuple[str, ...]
    known_needs: tuple[str, ...]
    states: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    wrong: str | None

    def tables(self) -> tuple[Table, ...]:
        """A line for each clause."""
        return (options_table(self.options, self.needs),)


def _subject_of_options(ask: Ask, shown: Compared) -> Subject:
    _check(shown.wrong)
    names = names_of(ask.desk)
    law = of_options(shown.target, shown.on, shown.options, names) if shown.target and shown.on else ()
    return of_claims("clauses side by side", (), law)


@briefed(router, "/compare", _subject_of_options)
@table_page(router, "/compare", "compare.html")
def compare(
    ask: Asked, target: Text = None, day: Text = None, need: Annotated[list[str] | None, Query(max_length=20)] = None
) -> Compared:
    """What each clause open to a state would give it on a day, and how that meets what it needs."""
    law, needs = load_law(), tuple(need or ())
    known = tuple(sorted({name for _, c in clauses(law) if c.terms for name, _, _ in c.terms.needs}))
    try:
        on = date.fromisoformat(day) if day else ask.desk.on(ask.moment)
        options = options_of(law, target, on, needs) if target else ()
    except ValueError as error:
        return Compared(target, None, needs, known, _states(ask), (), str(error))
    return Compared(target, on, needs, known, _states(ask), options, None)
