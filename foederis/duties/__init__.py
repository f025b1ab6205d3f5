"""The law meets the record: what each incident opened, what each mission rests on, what was asked for and given.

docs/duties.md says how. Nothing here reads a file: state, claims, who's who and law come in, frozen values go out.
"""

from foederis.duties.answer import duties, incident_of, incident_of_record, of_record
from foederis.duties.case import incident_case
from foederis.duties.model import Duties

__all__ = ["Duties", "duties", "incident_case", "incident_of", "incident_of_record", "of_record"]
