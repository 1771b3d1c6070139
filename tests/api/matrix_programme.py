"""The programme of the matrix: next month's, with a row of the police and one of the viewers."""

from collections.abc import Mapping
from typing import Any, Final

from services.commands.acts import ActCommand
from services.commands.requests import TypedTexts
from services.domain.programme.acts.open_programme import OpenProgramme
from services.domain.programme.acts.register_row import RegisterProgrammeRow
from services.domain.programme.periods import ProgrammeKind, period_on
from services.domain.programme.terms import PresentedTo
from services.domain.roles import Office
from tests.acts.rights import (
    OF_THE_UNIT,
    OTHER,
    OVERSEERS,
    POLICE,
    UNIT,
    Right,
    holding,
)
from tests.api.matrix import PROGRAMME_NUMBER, Mark, mark
from tests.api.sample_kinds import Read, Write
from tests.moment import today

PERIOD: Final = period_on(ProgrammeKind.MONTH, today()).following
_AT: Final = {"code": PERIOD.code}
_DAY: Final = PERIOD.last_on.isoformat()
COMPOSERS: Final = (Office.OFFICE_SPECIALIST, Office.CHIEF_OF_OFFICE)
SIGNERS: Final = (Office.CHAIR, Office.VICE_CHAIR)


def opened(_: TypedTexts) -> ActCommand:
    """Registration is open for three units."""
    return OpenProgramme(stream=PERIOD.stream, period=PERIOD.code, units=(UNIT, OTHER, POLICE))


def of_police(words: TypedTexts) -> ActCommand:
    """The first row: its words are for those who may know of restricted work."""
    return _registered(words, POLICE, mark(Mark.PROGRAMME, PROGRAMME_NUMBER))


def of_unit(words: TypedTexts) -> ActCommand:
    """The second one, of the viewers' unit."""
    return _registered(words, UNIT, "Trình đề án thu gom rác")


def _registered(words: TypedTexts, unit: str, content: str) -> RegisterProgrammeRow:
    return RegisterProgrammeRow(
        stream=PERIOD.stream,
        unit=unit,
        content=words.need(content, label="Nội dung"),
        product=words.need(content, label="Sản phẩm"),
        lead_unit=unit,
        supporting_units=(),
        due_on=PERIOD.last_on,
        presented_to=PresentedTo.COMMITTEE,
        leader=None,
        sits_at=None,
        note=words.need(content, label="Ghi chú"),
        source=None,
        superior_due_on=None,
        twins=(),
    )


PROGRAMME_READS: Final[Mapping[str, Read | tuple[Read, ...]]] = {
    "/api/programmes": Read(by=holding(*OVERSEERS, *OF_THE_UNIT)),
    "/api/programmes/{code}": Read(by=holding(*OVERSEERS, *OF_THE_UNIT), at=_AT),
    "/api/programmes/{code}/comparison": Read(by=holding(*OVERSEERS), at=_AT),
}
_REASON: Final = {"reason": "Theo kết luận họp Ủy ban."}
_TERMS: Final = {
    "content": "Việc khác",
    "lead_unit": UNIT,
    "due_on": _DAY,
    "presented_to": "chair",
}
_PAPER: Final = {"number": "12/CTr-UBND", "dated_on": today().isoformat()}
_COMPOSED: Final[Mapping[str, Mapping[str, Any]]] = {
    "opening": {"units": [UNIT]},
    "amendments": {**_TERMS, "row": 1, **_REASON},
    "chases": {},
    "mergers": {"into": 1, "rows": ["2"], **_REASON},
    "strikes": {"row": 1, **_REASON},
    "order": {"rows": ["2", "1"]},
    "findings": {"finding": "rest-day:1", **_REASON},
}
_DECIDED: Final[Mapping[str, Mapping[str, Any]]] = {
    "signature": {"paper": _PAPER},
    "additions": {**_TERMS, **_REASON},
    "moves": {"row": 1, "due_on": _DAY, **_REASON},
    "drops": {"row": 1, **_REASON},
    "carries": {"row": 1, "due_on": PERIOD.following.last_on.isoformat(), **_REASON},
    "result": {},
}


def _calling(by: Right, body: Mapping[str, Any]) -> Write:
    return Write(by=by, json=lambda _: body, at=_AT)


_BODIES: Final[Mapping[str, Write]] = {
    "rows": _calling(holding(*OF_THE_UNIT, *COMPOSERS), {**_TERMS, "unit": UNIT}),
    # Only a unit itself takes back what it registered: nobody of the police looks.
    "withdrawals": _calling(holding(), {"row": 1}),
    **{resource: _calling(holding(*COMPOSERS), body) for resource, body in _COMPOSED.items()},
    **{resource: _calling(holding(*SIGNERS), body) for resource, body in _DECIDED.items()},
}
PROGRAMME_CALLS: Final[Mapping[str, Write]] = {
    f"/api/programmes/{{code}}/{resource}": write for resource, write in _BODIES.items()
}
