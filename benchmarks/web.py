"""The workbench at size: `python benchmarks/web.py [RECORD] [--seconds 60] [--readers 20] [--reviewers 2]`.

Serves a record (without one, a synthetic record of 1,000,000 claims is written first), waits until it is folded, asks
for several pages of each kind and for searches, and prints the median and the slowest of each beside its limit. Then
readers and reviewers work at once for a while: requests, errors, and how long nineteen of twenty took.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles

import httpx2
import synthetic

TOKEN = secrets.token_hex(16)
HEADERS = {"authorization": f"Bearer {TOKEN}"}
FIRST_PAGE, PAGE, SEARCH = 1.0, 0.3, 0.2  #: limits in seconds
SAMPLES = 5  #: pages of each kind
STARTS = [
    "/",
    "/state/missions",
    "/state/pledges",
    "/state/proposals",
    "/state/incidents",
    "/events",
    "/reports",
    "/claims",
    "/clauses",
]
ALONE = [
    "/timeline",
    "/map",
    "/stances",
    "/ledger",
    "/casus",
    "/casus/chain?day=2024-03-01&target=EST&by=RUS",
    "/compare?target=FRA",
    "/api",
    "/brief?party=NATO&since=2023-12-01",
    "/review/done",
]
NEW_DAY = "/?on=, a day not asked yet"  #: asked last and not under load: each is new but once
KINDS = [r"/state/\w+/", "/events/", "/actors/", "/reports/", "/claims/", "/clauses/", "/places/"]
WORDS = ["missiles", "training", "NATO Ukraine", "soldiers Baghdad", "air defence", "the", "president"]


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address of `foederis serve` on the record."""
    command = [str(Path(sys.executable).parent / "foederis"), "serve", "--record", str(record), "--port", "0"]
    process = subprocess.Popen([*command, "--token", TOKEN], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r"http://\S+:\d+", line)
    if not found:
        raise SystemExit(line + process.stderr.read())
    try:
        yield found[0]
    finally:
        process.kill()


def timed(client: httpx2.Client, path: str) -> tuple[float, httpx2.Response]:
    start = time.perf_counter()
    answer = client.get(path)
    return time.perf_counter() - start, answer


def folded(client: httpx2.Client) -> float:
    """Seconds until the state can be asked."""
    start = time.perf_counter()
    while client.get("/api/state/missions").status_code == 503:
        time.sleep(0.5)
    return time.perf_counter() - start


def addresses(client: httpx2.Client) -> dict[str, list[str]]:
    """Pages of each kind, found by the links of the pages that a reader comes upon first."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for start in STARTS:
        links = re.findall(r'href="(/[^"#?]+)', client.get(start).text)
        for kind, some in found.items():
            some.update(link for link in links if re.match(kind + r"[^/]", link))
    chosen = {kind: random.Random(1).sample(sorted(some), min(SAMPLES, len(some))) for kind, some in found.items()}
    chosen["search"] = [f"/search?q={word.replace(' ', '+')}" for word in WORDS]
    incidents = [line["row"]["id"] for line in client.get("/api/state/incidents").json()["lines"][:SAMPLES]]
    chosen["/casus?incident="] = [f"/casus?incident={id_}" for id_ in incidents]
    chosen["/brief/state/incidents/"] = [f"/brief/state/incidents/{id_}" for id_ in incidents]
    told = client.get("/api/").json()
    first, last = (date.fromisoformat(told[name]) for name in ("first", "last"))
    some = random.Random(1).sample(range((last - first).days), SAMPLES)
    chosen[NEW_DAY] = [f"/?on={first + timedelta(days)}" for days in some]
    return {each: [each] * 3 for each in (*STARTS, *ALONE)} | chosen


def pages(client: httpx2.Client, asked: dict[str, list[str]]) -> None:
    print(f"{'page':46} {'median':>9} {'slowest':>9} {'of limit':>9}")
    for kind, paths in asked.items():
        times = [timed(client, path) for path in paths]
        wrong = [answer.status_code for _, answer in times if answer.status_code != 200]
        if not times or wrong:
            print(f"{kind:46} {'no page found' if not times else f'answered {wrong}'}")
            continue
        seconds = [took for took, _ in times]
        limit = SEARCH if kind == "search" else PAGE
        told = f"{1000 * median(seconds):6.0f} ms {1000 * max(seconds):6.0f} ms {max(seconds) / limit:9.2f}"
        print(f"{kind:46} {told}")


async def reader(address: str, paths: list[str], until: float, took: list[float], wrong: list[str]) -> None:
    async with httpx2.AsyncClient(base_url=address, headers=HEADERS, timeout=60) as client:
        while time.monotonic() < until:
            path = random.choice(paths)
            start = time.perf_counter()
            try:
                status: object = (await client.get(path)).status_code
            except httpx2.HTTPError as error:
                status = repr(error)
            took.append(time.perf_counter() - start)
            if status != 200:
                wrong.append(f"{path}: {status}")
            await asyncio.sleep(random.uniform(0.5, 1.5))


async def reviewer(address: str, name: str, until: float, took: list[float], wrong: list[str]) -> None:
    async with httpx2.AsyncClient(base_url=address, headers=HEADERS, timeout=60) as client:
        while time.monotonic() < until:
            start = time.perf_counter()
            try:
                answer = await ruling(client, name)
            except httpx2.HTTPError as error:
                wrong.append(f"ruling: {error!r}")
                continue
            took.append(time.perf_counter() - start)
            if answer.status_code not in (200, 409):  # 409: the other was faster
                wrong.append(f"ruling: {answer.status_code} {answer.text[:80]}")
            await asyncio.sleep(random.uniform(1, 3))


async def ruling(client: httpx2.AsyncClient, name: str) -> httpx2.Response:
    """The answer to a ruling on one of the claims that wait."""
    waiting = (await client.get("/api/review?limit=40")).json()
    id_ = random.choice(waiting)["claim"]["id"]
    based_on = (await client.get(f"/api/review/{id_}")).json()["based_on"]
    sent = {"ruling": random.choice(["accept", "reject"]), "based_on": based_on, "reviewer": name}
    return await client.post(f"/api/review/{id_}", data=sent)


async def load(address: str, paths: list[str], readers: int, reviewers: int, seconds: float) -> None:
    read: list[float] = []
    ruled: list[float] = []
    wrong: list[str] = []
    until = time.monotonic() + seconds
    await asyncio.gather(
        *(reader(address, paths, until, read, wrong) for _ in range(readers)),
        *(reviewer(address, f"reviewer {number}", until, ruled, wrong) for number in range(reviewers)),
    )
    print(f"{readers} readers and {reviewers} reviewers for {seconds:.0f} s: {len(wrong)} errors")
    for what, took in (("pages", read), ("rulings (three requests each)", ruled)):
        if len(took) > 1:
            print(f"  {len(took)} {what}: median {median(took):.2f} s, p95 {quantiles(took, n=20)[-1]:.2f} s")
    for line in wrong[:10]:
        print(f"  {line}")


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("record", nargs="?", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--reviewers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        record = asked.record or Path(folder) / "synthetic.record"
        if asked.record is None:
            synthetic.main(asked.claims, str(record), per_report=100)
        with served(record) as address, httpx2.Client(base_url=address, headers=HEADERS, timeout=300) as client:
            took, _ = timed(client, "/")
            print(f"first page after the start: {took:.2f} s, {took / FIRST_PAGE:.2f} of its limit")
            print(f"state ready after another {folded(client):.0f} s")
            found = addresses(client)
            pages(client, found)
            paths = [path for kind, some in found.items() if kind != NEW_DAY for path in some]
            asyncio.run(load(address, paths, asked.readers, asked.reviewers, asked.seconds))


if __name__ == "__main__":
    main()
