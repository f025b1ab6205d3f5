"""Claims as tables for other programs: CSV for spreadsheets, JSON lines, Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final, TextIO

from foederis.claim_json import claim_json
from foederis.model import Actor, Claim

COLUMNS: Final = (
    *("id", "report", "published_earliest", "published_latest", "act", "status", "actors", "targets", "object"),
    *("quantity", "unit", "votes_for", "votes_against", "votes_abstain", "place", "country", "earliest", "latest"),
    *("speaker", "because", "condition", "purpose", "due", "confidence", "sentence", "start", "end"),
    *("actors_words", "targets_words", "speaker_words", "object_id", "plover_event", "reader", "recorded"),
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  #: what spreadsheets take for a formula (OWASP, "CSV Injection")
_BATCH: Final = 10_000  #: claims in a row group of Parquet


def write_csv(claims: Iterable[Claim], file: TextIO) -> int:
    """One row a claim under `COLUMNS`; how many. Parties are whom they act for, else their words, joined by `;`."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    count = 0
    for count, claim in enumerate(claims, 1):  # noqa: B007 (it is returned)
        row = _flat(claim)
        writer.writerow([_safe(row[column]) for column in COLUMNS])
    return count


def write_json_lines(claims: Iterable[Claim], file: TextIO) -> int:
    """One claim a line, as `claims --json` gives it; how many."""
    count = 0
    for count, claim in enumerate(claims, 1):  # noqa: B007 (it is returned)
        file.write(json.dumps(claim_json(claim), ensure_ascii=False) + "\n")
    return count


def write_parquet(claims: Iterable[Claim], path: Path) -> int:
    """The same fields as JSON lines, parties nested and dates typed; how many. Needs the extra `columns`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema(pa)
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(claims):
            writer.write_table(pa.Table.from_pylist([_typed(claim) for claim in batch], schema=schema))
            count += len(batch)
    return count


def _batches(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    rest = iter(claims)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _flat(claim: Claim) -> dict[str, Any]:
    row = claim_json(claim)
    votes, published = row["votes"] or {}, row["published"]
    speakers = (claim.speaker,) if claim.speaker else ()
    for name, actors in (("actors", claim.actors), ("targets", claim.targets), ("speaker", speakers)):
        row[name] = ";".join(map(_whom, actors))
        row[f"{name}_words"] = ";".join(actor.text for actor in actors)
    row |= {f"votes_{side}": votes.get(side) for side in ("for", "against", "abstain")}
    row |= {f"published_{side}": published[side] for side in ("earliest", "latest")}
    return row | {"plover_event": row["plover"]["event"]}


def _whom(actor: Actor) -> str:
    return actor.for_ or actor.text


def _safe(cell: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _typed(claim: Claim) -> dict[str, Any]:
    published = {"earliest": claim.published.earliest, "latest": claim.published.latest}
    times = {"earliest": claim.earliest, "latest": claim.latest, "recorded": claim.recorded, "published": published}
    return claim_json(claim) | times | {"quantity": claim.quantity}


def _schema(pa: Any) -> Any:
    text, day, whole = pa.string(), pa.date32(), pa.int64()
    party = pa.struct([("for", text), ("text", text), ("id", text), ("role", text)])
    fields = {
        **dict.fromkeys(("report", "act"), text),
        **dict.fromkeys(("start", "end"), whole),
        **dict.fromkeys(("actors", "targets"), pa.list_(party)),
        **{"object": text, "quantity": pa.float64(), "unit": text},
        "votes": pa.struct([("for", whole), ("against", whole), ("abstain", whole)]),
        **dict.fromkeys(("place", "country"), text),
        **dict.fromkeys(("earliest", "latest"), day),
        **{"status": text, "speaker": party},
        **dict.fromkeys(("because", "condition", "purpose", "due"), text),
        "confidence": pa.float64(),
        **dict.fromkeys(("id", "sentence", "object_id"), text),
        "published": pa.struct([("earliest", day), ("latest", day)]),
        "recorded": pa.timestamp("us", tz="UTC"),
        "reader": text,
        "plover": pa.struct([("event", text), ("mode", text)]),
    }
    return pa.schema(list(fields.items()))
