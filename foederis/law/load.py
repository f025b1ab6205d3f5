"""From `instruments/*.toml` and `areas.toml` to a `Law`. docs/law.md describes the format, key by key.

Everything is checked on load: a wrong key, state, date or reference is a `DataError` naming file and line.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, get_args

from foederis.law.facts import FORMS, NON_STATE, VALUES
from foederis.law.geography.tables import REGIONS
from foederis.law.model import Clause, Duty, Instrument, Law, Limb, Party, Rift, Span, Terms, Use
from foederis.law.toml import DataError, Entry, entries, is_state, read

DUTIES: Final = get_args(Duty)
HOMES: Final = ("target", "attacker", "party", "other", "none")
WAIVABLE: Final = ("force", "area", "doubts", "attacker", "attacker-party")
ANSWERS: Final = ("yes", "possible", "no")


@cache
def load_law() -> Law:
    """The instruments shipped with the program."""
    return read_law(files("foederis.law") / "instruments", files("foederis.law") / "areas.toml")


def read_law(folder: Traversable, areas: Traversable) -> Law:
    """Every instrument below `folder`, sorted by id; raises `DataError` where one is wrong."""
    known = _areas(areas)
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    raw = [(path, *read(path)) for path in paths]
    data_by_id = {data.get("id"): (data, text, path.name) for path, data, text in raw}
    instruments = tuple(_instrument(path.name, data, text, data_by_id, dict(known)) for path, data, text in raw)
    _unique([clause for instrument in instruments for clause in instrument.clauses])
    return Law(instruments, known)


def _unique(clauses: list[Clause]) -> None:
    twice = [name for name, count in Counter(clause.id for clause in clauses).items() if count > 1]
    if twice:
        raise DataError(f"the clause id {twice[0]} is used twice: give each clause its own")


def _areas(path: Traversable) -> tuple[tuple[str, tuple[Limb, ...]], ...]:
    data, text = read(path)
    areas = []
    for area in entries(data, text, path.name, "area"):
        area.check_keys({"id", "limb"})
        limbs = entries(area.data, text, path.name, "area.limb", area.line)
        areas.append((area.text("id"), tuple(_limb(limb) for limb in limbs)))
    return tuple(areas)


def _limb(entry: Entry) -> Limb:
    entry.check_keys(
        {"inside", "says", "article", "objects", "home", "regions", "territories", "administered_by", "zone"}
        | {"from", "to"}
    )
    if wrong := [home for home in entry.texts("home") if home not in HOMES and not is_state(home)]:
        raise entry.error(f"home: {', '.join(wrong)} is none of {', '.join(HOMES)} and no state")
    if wrong := [region for region in entry.texts("regions") if region not in REGIONS]:
        raise entry.error(f"unknown region {', '.join(wrong)}; known are {', '.join(REGIONS)}")
    if wrong := [item for item in entry.texts("objects") if item not in VALUES["object"]]:
        raise entry.error(f"unknown object {', '.join(wrong)}")
    return Limb(
        inside=True if entry.flag("inside", False) else None,
        says=entry.text("says"),
        article=entry.text("article"),
        objects=entry.texts("objects"),
        home=entry.texts("home"),
        regions=entry.texts("regions"),
        territories=entry.texts("territories"),
        administered_by=entry.texts("administered_by"),
        zone=entry.flag("zone", False),
        span=Span(entry.day("from"), entry.day("to")),
    )


def _instrument(
    file: str,
    data: dict[str, Any],
    text: str,
    others: dict[Any, tuple[dict[str, Any], str, str]],
    areas: dict[str, tuple[Limb, ...]],
) -> Instrument:
    top = Entry(data, file, 1)
    top.check_keys(
        {"id", "title", "signed", "in_force", "in_force_by", "unconfirmed", "ended", "sources", "notes", "parties_as"}
        | {"party", "rift", "clause"}
    )
    if not top.texts("sources"):
        raise top.error("an instrument needs its sources")
    source_of_parties = (data, text, file)
    if "parties_as" in data:
        if data["parties_as"] not in others:
            raise top.error(f"parties_as names {data['parties_as']}, which is no instrument")
        source_of_parties = others[data["parties_as"]]
    in_force = top.day("in_force")
    return Instrument(
        id=top.text("id"),
        title=top.text("title"),
        signed=top.day("signed"),
        in_force=in_force,
        sure=None if top.flag("unconfirmed", False) else top.day("in_force_by") or in_force,
        ended=top.day("ended"),
        parties=tuple(_party(e) for e in entries(*source_of_parties, "party")),
        rifts=tuple(_rift(e) for e in entries(data, text, file, "rift")),
        clauses=tuple(_clause(e, text, areas) for e in entries(data, text, file, "clause")),
        sources=top.texts("sources"),
        notes=top.texts("notes"),
    )


def _span(entry: Entry) -> Span:
    start, end = entry.day("from"), entry.day("to")
    if start and end and end <= start:
        raise entry.error(f"to ({end}) must come after from ({start}): it is the first day on which it no longer holds")
    return Span(start, end)


def _party(entry: Entry) -> Party:
    entry.check_keys({"states", "from", "to", "disputed", "note", "source"})
    entry.text("source")
    states = entry.states("states")
    if not states:
        raise entry.error("a party entry needs states")
    return Party(states, _span(entry), entry.flag("disputed", False), entry.optional("note"), entry.text("source"))


def _rift(entry: Entry) -> Rift:
    entry.check_keys({"states", "from", "to", "note"})
    first, second = entry.states("states")
    return Rift((first, second), _span(entry), entry.text("note"))


def _clause(entry: Entry, text: str, areas: dict[str, tuple[Limb, ...]]) -> Clause:
    entry.check_keys(_CLAUSE_KEYS)
    area = entry.optional("area")
    if area is not None and area not in areas:
        raise entry.error(f"area {area} is not in areas.toml; known are {', '.join(sorted(areas))}")
    if wrong := [test for test in entry.texts("waives") if test not in WAIVABLE]:
        raise entry.error(f"waives: {', '.join(wrong)} is none of {', '.join(WAIVABLE)}")
    uses = entries(entry.data, text, entry.file, "clause.use", entry.line)
    words: dict[str, Any] = {key: entry.text(key) for key in _TEXTS} | {key: entry.texts(key) for key in _LISTS}
    return Clause(
        duty=entry.one_of("duty", DUTIES) if "duty" in entry.data else None,
        area=area,
        invoked_by=entry.one_of("invoked_by", ("target", "any-party")),
        outsiders=entry.one_of("outsiders", ("no", "open", "used"), "no"),
        forms=_forms(entry),
        protects=entry.states("protects"),
        uses=tuple(_use(use) for use in uses),
        terms=_terms(entry),
        threats=entry.flag("threats", False),
        by_states=entry.flag("by_states", False),
        settled_text=entry.flag("settled_text", True),
        binds=entry.flag("binds", True),
        breaker_bound=entry.flag("breaker_bound", False),
        waived_because=entry.text("waived_because", ""),
        **words,
    )


_TEXTS: Final = (
    "id",
    "article",
    "title",
    "says",
    "condition",
    "duty_says",
    "decides",
    "procedure",
    "ends",
    "report",
)
_LISTS: Final = ("waives", "not_forms", "exceptions", "gives_not", "quotes", "not_used")
_CLAUSE_KEYS: Final = {
    *_TEXTS,
    *_LISTS,
    *("duty", "area", "invoked_by", "outsiders", "forms", "protects", "use", "terms", "threats", "by_states"),
    *("settled_text", "binds", "breaker_bound", "waived_because"),
}


def _forms(entry: Entry) -> tuple[tuple[str, bool | None], ...]:
    found = []
    for form, answer in entry.data.get("forms", []):
        if form not in FORMS or answer not in (True, "open"):
            raise entry.error(f'forms: {[form, answer]} must be a form and true or "open"')
        found.append((form, True if answer is True else None))
    return tuple(found)


def _use(entry: Entry) -> Use:
    entry.check_keys({"on", "by", "targets", "over", "attackers", "accepted", "note", "source"})
    start, end = entry.data["over"]
    if wrong := [a for a in entry.texts("attackers") if a != NON_STATE and not is_state(a)]:
        raise entry.error(f"attackers: {', '.join(wrong)} is no state and not {NON_STATE}")
    return Use(
        on=entry.day("on"),
        by=entry.texts("by"),
        targets=entry.states("targets"),
        over=Span(start, end),
        attackers=entry.texts("attackers"),
        accepted=entry.flag("accepted", False),
        note=entry.text("note"),
        source=entry.text("source"),
    )


def _terms(entry: Entry) -> Terms | None:
    if "terms" not in entry.data:
        return None
    part = Entry(entry.data["terms"], entry.file, entry.line)
    keys = ("mode", "civil", "military", "led_by", "budget", "procedure")
    part.check_keys({*keys, "needs"})
    needs = part.data.get("needs", [])
    if wrong := [need for need in needs if len(need) != 3 or need[1] not in ANSWERS]:
        raise part.error(f"needs: {wrong[0]} must be a need, one of {', '.join(ANSWERS)}, and why")
    return Terms(**{key: part.text(key) for key in keys}, needs=tuple((n[0], n[1], n[2]) for n in needs))
