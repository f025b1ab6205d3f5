"""The closed list of acts a claim may report, each with the PLOVER event it falls under.

The list and the PLOVER names are those of the project's codebook (`docs/codebook.md`); PLOVER is the Open Event Data
Alliance's "Political Language Ontology for Verifiable Event Records".
"""

from typing import Final

PLOVER_EVENT: Final[dict[str, str | None]] = {
    "invoke": "REQUEST",
    "propose": "AGREE",
    "request": "REQUEST",
    "adopt": "AGREE",
    "reject": "REJECT",
    "consult": "CONSULT",
    "agree": "AGREE",
    "pledge": "AGREE",
    "provide": "AID",
    "cooperate": "COOPERATE",
    "support": "SUPPORT",
    "criticise": "ACCUSE",
    "deny": None,
    "threaten": "THREATEN",
    "concede": "CONCEDE",
    "launch": "COOPERATE",
    "suspend": "SANCTION",
    "resume": "COOPERATE",
    "end": "SANCTION",
    "deploy": "MOBILIZE",
    "withdraw": "RETREAT",
    "attack": "ASSAULT",
    "coerce": "COERCE",
    "sanction": "SANCTION",
    "protest": "PROTEST",
    "appoint": None,
    "depart": "CONCEDE",
    "join": "AGREE",
    "quit": "RETREAT",
}

ACTS: Final = frozenset(PLOVER_EVENT)

MUTUAL: Final = frozenset({"consult", "agree", "cooperate"})
"""Acts in which it does not matter which of the parties is the actor and which the target."""

SPEECH: Final = frozenset(
    {
        "invoke",
        "propose",
        "request",
        "adopt",
        "reject",
        "agree",
        "pledge",
        "support",
        "criticise",
        "deny",
        "threaten",
        "appoint",
    }
)
"""Acts done by uttering them: their date is that of the utterance, whatever their status."""

STATUSES: Final = ("done", "planned", "possible", "not_done")
