"""Which field of a form a refusal is about, so that its sentence stands beside that field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.domain.errors import Refusal

# The id that the refused field takes: the summary above the page leads to it.
PLACE: Final = "o-can-sua"
# Whatever is wrong with a file stands at the field that chose it.
_OF_FILES: Final = ("file-", "picture-", "roster-")
# The rules know no forms: which field a rule's refusal is about, by its code. Where several are
# named, it is the first that the form sent; the last where it sent none.
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    # a task
    "correct-by": ("correct_by",),
    "empty-contribution": ("text", "paper_number"),
    "empty-report": ("text",),
    "not-a-supporting-unit": ("unit",),
    "paper-in-future": ("paper_date",),
    "paper-missing": ("paper_number",),
    "paper-number": ("paper_number",),
    "reason-missing": ("reason", "why", "reason_code"),
    "reason-unknown": ("reason_code",),
    "restricted": ("reason_code", "note", "paper_number"),
    # files
    "too-many-files": ("file",),
    # the plan
    "active-from-far": ("active_from",),
    "due-rule-day": ("after",),
    "due-rule-days": ("days",),
    "finding-restricted": ("decision",),
    "frequency-none": ("frequency",),
    "frequency-unknown": ("frequency",),
    "lead-known": ("lead_unit",),
    "lead-outside": ("lead_unit",),
    "lead-supports": ("lead_unit",),
    "nothing-to-correct": ("decision",),
    "once-over": ("frequency",),
    "reading-known": ("file",),
    "unit-unknown": ("lead_unit",),
    "value-day": ("value",),
    "value-empty": ("value",),
    "value-figure": ("value",),
    "value-long": ("value",),
    "value-number": ("value",),
    "value-operator": ("value",),
    "value-unit": ("value",),
    # people and accounts
    "date-far": ("from_on",),
    "dates-reversed": ("until_on",),
    "ended-in-the-past": ("until_on",),
    "login-form": ("login",),
    "login-taken": ("login",),
    "office-held": ("office",),
    "office-needs-unit": ("unit",),
    "office-not-held": ("held",),
    "office-of-the-office": ("unit",),
    "office-without-unit": ("unit",),
    "password-length": ("password",),
    "passwords-differ": ("password",),
    "sign-in": ("password",),
    "token-day": ("ends_on",),
    "unit-outside": ("unit",),
    "not-a-leader": ("person_id",),
    "unit-code": ("code",),
    "unit-known": ("code",),
    "unit-name": ("name",),
    "unit-name-day": ("from_on",),
    "unit-name-same": ("name",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What was refused and, where it is known, the field that it is about.

    `place` is the id that the field takes, one on a page; `stale` asks to load the page again.
    """

    sentence: str
    field: str = ""
    place: str = PLACE
    stale: bool = False


def field_of(error: Exception, sent: Mapping[str, str]) -> str:
    """The field that a refusal is about, by the names of the form; blank where it is about all."""
    if not isinstance(error, Refusal):
        return ""
    if error.field:
        return error.field
    if error.code.startswith(_OF_FILES):
        return "file"
    named = FIELDS.get(error.code, ())
    return next((name for name in named if name in sent), named[-1] if named else "")


def sole_field(refusal: Refusal) -> str:
    """The field that a refusal is about whatever was sent; blank where that depends on it."""
    if refusal.code.startswith(_OF_FILES):
        return "file"
    named = FIELDS.get(refusal.code, ())
    return named[0] if len(named) == 1 else ""
