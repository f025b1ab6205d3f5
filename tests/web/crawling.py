"""Following the links of pages, as somebody who clicks everything would."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit

from starlette.testclient import TestClient


class Anchors(HTMLParser):
    """What a page links to, and what in it can be linked to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self._form: str | None = None  #: what is asked with its hidden fields alone
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids |= {given["id"] or ""} if "id" in given else set()
        name = {"a": "href", "link": "href", "script": "src", "img": "src"}.get(tag)
        if name and (link := given.get(name)):
            self.links.append(link)
        if tag == "form" and given.get("method", "get") == "get":
            self._form = f"{given.get('action') or ''}?"
        if tag == "input" and given.get("type") == "hidden" and self._form:
            self._form += urlencode({given["name"]: given["value"]}) + "&"

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form:
            self.links.append(self._form.rstrip("?&"))
            self._form = None


@dataclass
class Crawl:
    """What was found by following links from a page on, at most so many of each kind of page."""

    client: TestClient
    most: int
    dead: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)  #: by kind of page

    def run(self, start: str) -> Crawl:
        """Follow every link; `dead` then tells those that lead nowhere, with the page they stand on."""
        known, waiting = {start}, deque([(start, "nowhere")])
        targets: dict[str, list[tuple[str, str]]] = {}
        while waiting:
            path, page = waiting.popleft()
            for link in self._follow(path, page, targets):
                if link not in known and self._is_wanted(link):
                    known.add(link)
                    waiting.append((link, path))
        return self

    def _follow(self, path: str, page: str, targets: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
        answer = self.client.get(path)
        if answer.status_code != 200:
            self.dead.append(f"{path} ({answer.status_code}) on {page}")
        elif answer.headers["content-type"].startswith("text/html"):
            anchors = Anchors(answer.text)
            for link in anchors.links:
                there, fragment = urldefrag(urljoin(path, link))
                if fragment and there == path and fragment not in anchors.ids:
                    self.dead.append(f"#{fragment} on {path}")
                if not urlsplit(there).scheme:
                    yield there

    def _is_wanted(self, link: str) -> bool:
        """Not more than `most` of a kind (of one on some day: one), which is its path but the last part of it, and the
        fields that its query has."""
        parts = urlsplit(link)
        folder, _, _ = parts.path.rpartition("/")
        fields = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
        kind = f"{folder or parts.path}?{','.join(fields)}"
        self.seen[kind] += 1
        return self.seen[kind] <= (1 if "on" in fields else self.most)
