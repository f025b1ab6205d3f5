"""What reading costs: our full reading, from text to claims, beside spaCy's own full pipeline over the same texts.

    reading.py FOLDER ... [--times 10] [--rounds 2] [--profile]

The texts of the folders' reports are taken ten times over. Each side runs in a process of its own, in turn, after a
first text that loads what is loaded on need; its best round counts. Printed: tokens per second of processor time (which
a busy machine hardly changes), peak memory, and the ratio of the rates; 1 means that reading costs no more than a plain
parse with spaCy's entity recogniser. Tokens are spaCy's for both.
"""

from __future__ import annotations

import argparse
import cProfile
import multiprocessing
import pstats
import resource
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import NamedTuple

from foederis.model import Report
from foederis.reading.grammar.parse import DEFAULT_PIPELINE

Side = Callable[[list[Report]], None]


class Cost(NamedTuple):
    """Of one run: seconds of the processor once everything is loaded, and the peak of memory in MiB."""

    seconds: float
    memory: float


def load_reports(folders: list[str], times: int) -> list[Report]:
    """The reports of the folders, so many times over."""
    from foederis.model import Problem
    from foederis.reports import LoadOptions, load

    found = [r for r in load(folders, options=LoadOptions()) if not isinstance(r, Problem)]
    return found * times


def plain_parse() -> Side:
    """spaCy as its makers ship it, entity recogniser included."""
    import spacy

    nlp = spacy.load(DEFAULT_PIPELINE)

    def run(reports: list[Report]) -> None:
        for _ in nlp.pipe(report.text for report in reports):
            pass

    return run


def full_reading() -> Side:
    """From text to claims: furniture, sentences, parse, names, voices, frames, places, times, confidence."""
    from dataclasses import replace

    from foederis.reading import Reader
    from foederis.reports import mark
    from foederis.who import load

    reader = Reader(load())

    def run(reports: list[Report]) -> None:
        for _ in reader.read(replace(report, furniture=mark(report.text)) for report in reports):
            pass

    return run


def _measured(answer: Connection, prepare: Callable[[], Side], reports: list[Report]) -> None:
    run = prepare()
    run(reports[:1])
    start = time.process_time()
    run(reports)
    seconds = time.process_time() - start
    answer.send(Cost(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def cost(prepare: Callable[[], Side], reports: list[Report]) -> Cost:
    """Seconds and peak memory of one side in a fresh process."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_measured, args=(there, prepare, reports))
    process.start()
    found: Cost = here.recv()
    process.join()
    return found


def count_tokens(reports: list[Report]) -> int:
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    return sum(len(tokenizer(report.text)) for report in reports)


def profile(reports: list[Report]) -> None:
    """Where our reading spends its time."""
    run = full_reading()
    run(reports[:1])
    with cProfile.Profile() as profiler:
        run(reports)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--profile", action="store_true", help="profile our reading instead")
    args = parser.parse_args()
    reports = load_reports(args.folders, args.times)
    if args.profile:
        profile(reports)
        return
    tokens = count_tokens(reports)
    best: dict[str, Cost] = {}
    for _ in range(args.rounds):
        for name, prepare in (("spaCy's full pipeline", plain_parse), ("our full reading", full_reading)):
            found = cost(prepare, reports)
            best[name] = min(found, best.get(name, found))
    print(f"{len(reports)} texts, {tokens} tokens")
    for name, (seconds, memory) in best.items():
        print(f"{name:22} {tokens / seconds:9,.0f} tokens/s  {seconds:7.2f} s  peak {memory:6.0f} MiB")
    theirs, ours = best.values()
    print(f"ratio of the rates     {theirs.seconds / ours.seconds:9.2f}")


if __name__ == "__main__":
    main()
