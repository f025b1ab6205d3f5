"""A page of documentation for each instrument, generated from its data: `python -m foederis.law.pages FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from foederis.law.load import load_law
from foederis.law.model import Clause, Instrument, Law, Limb, Span


def pages(law: Law) -> dict[str, str]:
    """File names and their Markdown: one page for each instrument, and an index."""
    found = {f"{instrument.id}.md": "\n".join(_page(instrument, law)) + "\n" for instrument in law.instruments}
    lines = [f"- [{i.title}]({i.id}.md): {', '.join(f'`{c.id}`' for c in i.clauses)}" for i in law.instruments]
    head = "# Instruments\n\nGenerated from `foederis/law/instruments`: edit the data there. No legal advice.\n\n"
    return {**found, "README.md": head + "\n".join(lines) + "\n"}


def _page(instrument: Instrument, law: Law) -> Iterator[str]:
    yield f"# {instrument.title}\n"
    signed = instrument.signed or "on an unknown day"
    yield f"Generated from `foederis/law/instruments`. Signed {signed}; {_force(instrument)}\n"
    yield from (f"- {note}" for note in instrument.notes)
    yield "\n## Parties\n\n| states | from | until | |\n|---|---|---|---|"
    for party in instrument.parties:
        remark = ", ".join(part for part in ("disputed" if party.disputed else "", party.note or "") if part)
        yield f"| {' '.join(party.states)} | {party.span.start} | {party.span.end or ''} | {remark} |"
    yield from (f"\nBetween {' and '.join(r.states)} disputed {_days(r.span)}: {r.note}." for r in instrument.rifts)
    for clause in instrument.clauses:
        yield from _clause(clause, law)
    yield "\n## Sources\n"
    yield from (f"- {source}" for source in instrument.sources)


def _force(instrument: Instrument) -> str:
    if instrument.in_force is None:
        return "not in force."
    until = f", ended on {instrument.ended}" if instrument.ended else ""
    if instrument.sure is None:
        return f"not in force before {instrument.in_force}, and its entry into force was never confirmed{until}."
    if instrument.sure > instrument.in_force:
        return f"in force for certain from {instrument.sure}, not before {instrument.in_force}{until}."
    return f"in force from {instrument.in_force}{until}."


def _days(span: Span) -> str:
    parts = (f"from {span.start}" if span.start else "", f"until {span.end}" if span.end else "")
    return " ".join(part for part in parts if part)


def _clause(clause: Clause, law: Law) -> Iterator[str]:
    yield f"\n## `{clause.id}`: {clause.title} (article {clause.article})\n\n{clause.says}\n"
    if clause.quotes:
        yield f"Key words: {'; '.join(f'“{quote}”' for quote in clause.quotes)}.\n"
    rows = {
        "Condition": clause.condition,
        "Duty": f"`{clause.duty}`. {clause.duty_says}" if clause.duty else clause.duty_says,
        "Invoked by": {"target": "the state attacked", "any-party": "any party"}[clause.invoked_by],
        "Decides": clause.decides,
        "Procedure": clause.procedure,
        "Report": clause.report,
        "Ends": clause.ends,
    }
    yield from (f"- **{name}:** {text}" for name, text in rows.items())
    yield from (f"- **Exception or reservation:** {line}" for line in clause.exceptions)
    yield from (f"- **Does not give:** {line}" for line in clause.gives_not)
    yield from _tests(clause)
    if clause.area:
        yield "\nWhere it holds:\n"
        yield from (f"- {_limb(limb)}" for limb in law.limbs(clause.area))
        yield "- elsewhere: outside"
    yield from _history(clause)


def _tests(clause: Clause) -> Iterator[str]:
    if clause.protects:
        yield f"- **Only for attacks on:** {', '.join(clause.protects)}"
    if clause.threats:
        yield "- **Threats:** force threatened is enough"
    if clause.by_states:
        yield "- **Attacker:** the text speaks of a state; an attack by a group is arguable"
    if clause.waives:
        yield f"- **Tests that do not count:** {', '.join(clause.waives)} ({clause.waived_because})"
    if clause.forms:
        listed = ", ".join(f"{form}{'' if sure else ' (open)'}" for form, sure in clause.forms)
        yield f"- **Only these forms:** {listed}"


def _limb(limb: Limb) -> str:
    verdict = "inside" if limb.inside else "open"
    days = _days(limb.span)
    return f"{verdict}: {limb.says}{f' ({days})' if days else ''} [{limb.article}]"


def _history(clause: Clause) -> Iterator[str]:
    yield "\nHistory of use:\n"
    for use in clause.uses:
        settled = "accepted" if use.accepted else "settled nothing"
        over = f"over {' '.join(use.targets)} {use.over.start}"
        yield f"- {use.on or use.over.start}: {', '.join(use.by)}, {over}; {settled}. {use.note} ({use.source})"
    yield from (f"- not used: {line}" for line in clause.not_used)
    if not clause.uses and not clause.not_used:
        yield "- never used"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(load_law()).items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
