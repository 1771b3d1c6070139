"""A programme of the samples: its period, its rows, and what several acts are refused for."""

from datetime import date
from typing import Any, Final

from services.domain.papers import Paper
from services.domain.roles import WORKING, Office
from tests.acts.rights import holding
from tests.acts.sample import (
    ADMINISTRATOR,
    BEGINS,
    CHECKER,
    CHIEF,
    OTHER,
    SPECIALIST,
    VICE_CHAIR,
    Refused,
    SampleStep,
    Thing,
)
from tests.domain.around_task import ENDED_TASK, OPEN_TASK

MONTH: Final = "2026-M12"  # registered until 24 November, the day after a life begins
NAMES: Final = {"programme": MONTH}
STREAM: Final = "programme-{programme}"
PAGE: Final = "/chuong-trinh/{code}"
CALL: Final = "/api/programmes/{code}"
COMPOSERS: Final = holding(Office.OFFICE_SPECIALIST, Office.CHIEF_OF_OFFICE)
SIGNERS: Final = holding(Office.CHAIR, Office.VICE_CHAIR)
REGISTRANTS: Final = holding(*WORKING)
OPENED: Final = ("open-programme",)
REGISTERED: Final = (*OPENED, "register-programme-row")
SECOND: Final = SampleStep(
    act="register-programme-row", sent={"due_on": "2026-12-22", "content": "Kiểm kê tài sản"}
)
TWO: Final = (*REGISTERED, SECOND)
SIGN: Final = SampleStep(act="sign-programme", days=3)
SIGNED: Final = (*TWO, SIGN)
NEXT: Final = SampleStep(act="open-programme", command={"stream": "programme-2027-M01"})
DROPPED: Final = (
    SampleStep(act="drop-programme-row"),
    SampleStep(act="drop-programme-row", sent={"row": 2}),
)
CLOSED: Final = (*SIGNED, *DROPPED, SampleStep(act="close-programme", days=40))
ODD_PAPER: Final = {"paper": Paper(number="số ba, đã gửi", dated_on=BEGINS)}
WHY: Final = "Theo kết luận họp Ủy ban."
BOTH: Final = {"rows": ["2"], "into": 1}


def asked(_thing: Thing) -> dict[str, Any]:
    """What a row asks for."""
    return {
        "content": "Trình đề án thu gom rác tại nguồn",
        "product": "Tờ trình",
        "lead_unit": "KTHTDT",
        "supporting_units": ["VHXH"],
        "due_on": date(2026, 12, 16).isoformat(),
        "presented_to": "committee",
        "leader": str(VICE_CHAIR.holder.person_id),
        "sits_at": "08:30",
        "note": None,
        "source": None,
        "superior_due_on": None,
    }


def no_twins(_thing: Thing) -> dict[str, Any]:
    """What is drawn at the click: nothing says the same."""
    return {"twins": ()}


def refused_terms(before: tuple[Any, ...]) -> tuple[Refused, ...]:
    """The reasons that all acts share which say what a row asks for; `before` led up to them."""
    followed = {"content": None, "source": OPEN_TASK}
    again = (*before, SampleStep(act="register-programme-row", sent=followed))
    return (
        Refused(code="content-missing", sent={"content": None}, field="content"),
        Refused(code="lead-missing", command={"lead_unit": ""}, field="lead_unit"),
        Refused(code="unit-unknown", sent={"lead_unit": "XYZ"}, field="lead_unit"),
        Refused(code="lead-outside", sent={"lead_unit": "MTTQ"}, field="lead_unit"),
        Refused(code="lead-supports", sent={"lead_unit": "VHXH"}, field="supporting_units"),
        Refused(
            code="unit-twice", sent={"supporting_units": ["VP", "VP"]}, field="supporting_units"
        ),
        Refused(code="row-due-missing", sent={"due_on": None}, field="due_on"),
        Refused(code="due-outside", sent={"due_on": "2027-01-01"}, field="due_on"),
        Refused(code="field-presented_to", sent={"presented_to": "xyz"}, field="presented_to"),
        Refused(
            code="leader-unknown",
            sent={"leader": str(CHIEF.holder.person_id)},
            field="leader",
        ),
        Refused(code="hour-wrong", sent={"sits_at": "8h30"}, field="sits_at"),
        Refused(code="row-source-unknown", sent={"source": "99-99"}, field="source"),
        Refused(code="row-source-ended", sent={"source": ENDED_TASK}, field="source"),
        Refused(
            code="row-source-other-lead",
            sent={"source": OPEN_TASK, "lead_unit": "VP"},
            field="lead_unit",
        ),
        Refused(code="row-source-twice", after=again, sent={"source": OPEN_TASK}, field="source"),
    )


def refused_own_row() -> tuple[Refused, ...]:
    """What a unit, or the Office for it, is refused about a row that the unit registered."""
    return (
        Refused(code="no-programme", by=ADMINISTRATOR),
        Refused(code="not-registering-rows", by=OTHER),
        Refused(code="registration-closed", days=2),
        Refused(code="programme-signed", after=SIGNED),
        Refused(code="programme-closed", after=CLOSED),
        Refused(code="programme-row-unknown", by=CHECKER, sent={"row": 99}, field="row"),
        Refused(
            code="programme-row-gone",
            after=(*REGISTERED, SampleStep(act="withdraw-programme-row")),
            field="row",
        ),
        Refused(code="programme-row-moved-on", sent={"seen": 1}),
    )


def refused_composing(before: tuple[Any, ...]) -> tuple[Refused, ...]:
    """Who asks may not see programmes, or may not compose them; nothing is left to compose."""
    return (
        Refused(code="no-programme", by=ADMINISTRATOR),
        Refused(code="not-composing", by=SPECIALIST),
        Refused(code="programme-signed", after=(*before, SIGN)),
        Refused(code="programme-closed", after=CLOSED),
    )


def refused_deciding(before: tuple[Any, ...]) -> tuple[Refused, ...]:
    """The reasons that all decisions on a signed programme share."""
    early = {"number": "3/QĐ-UBND", "dated_on": "2027-01-31"}
    return (
        Refused(code="no-programme", by=ADMINISTRATOR),
        Refused(code="not-signing", by=CHECKER),
        Refused(code="programme-not-signed", after=before),
        Refused(code="programme-closed", after=CLOSED),
        Refused(code="reason-missing", sent={"reason": None}, field="reason"),
        Refused(code="paper-number", command=ODD_PAPER),
        Refused(code="paper-in-future", sent={"paper": early}, field="paper"),
    )


def refused_rows(before: tuple[Any, ...]) -> tuple[Refused, ...]:
    """A row that is not there, is no part of it any more, or was changed meanwhile."""
    gone = (*before, SampleStep(act="drop-programme-row"))
    return (
        Refused(code="programme-row-unknown", sent={"row": 99}, field="row"),
        Refused(code="programme-row-gone", after=gone, field="row"),
        Refused(code="programme-row-moved-on", sent={"seen": 1}),
    )
