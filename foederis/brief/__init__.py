"""Answers for people: a brief as values (`foederis.brief.compose`), then as terminal text, an HTML page or JSON."""

from typing import Final

DOUBT: Final = 0.65  #: a row none of whose claims reaches this is shown as a doubtful reading
