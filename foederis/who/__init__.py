"""Who's who: states, organisations, posts and their holders, groups, landmarks, places, with dates and sources."""

from foederis.who.entries import Candidate, holds
from foederis.who.loader import WhoError, load
from foederis.who.matcher import Mention
from foederis.who.registry import Who

__all__ = ["Candidate", "Mention", "Who", "WhoError", "holds", "load"]
