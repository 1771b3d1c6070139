"""The pages of the matrix's programme, that of next month: who is shown them, who may send."""

from collections.abc import Mapping
from typing import Final

from api.labels.words import day
from infra.randomness import RANDOMNESS
from services.domain.programme.periods import ProgrammeKind, period_on
from services.domain.roles import Office
from tests.acts.rights import OF_THE_UNIT, OVERSEERS, UNIT, Right, holding, nobody
from tests.api.sample_kinds import Read, Write
from tests.moment import today

_PERIOD: Final = period_on(ProgrammeKind.MONTH, today()).following
_AT: Final = {"code": _PERIOD.code}
_SEES: Final = holding(*OVERSEERS, *OF_THE_UNIT)
_COMPOSERS: Final = (Office.OFFICE_SPECIALIST, Office.CHIEF_OF_OFFICE)
_COMPOSES: Final = holding(*_COMPOSERS)
_SIGNS: Final = holding(Office.CHAIR, Office.VICE_CHAIR)

PROGRAMME_PAGES: Final[Mapping[str, Read]] = {
    "/chuong-trinh": Read(by=_SEES),
    "/chuong-trinh/{code}": Read(by=_SEES, queries=("", "sua=1", "sua=2"), at=_AT),
    "/chuong-trinh/{code}/in": Read(by=_SEES, at=_AT),
    "/chuong-trinh/{code}/so-sanh": Read(
        by=holding(*OVERSEERS), queries=("", f"don-vi={UNIT}&so=planned"), at=_AT
    ),
}
_REASON: Final = {"reason": "Theo kết luận họp Ủy ban."}
_ROW: Final = {"row": "1", **_REASON}
_TERMS: Final = {
    "content": "Việc khác",
    "lead_unit": UNIT,
    "due_on": day(_PERIOD.last_on),
    "presented_to": "chair",
}
_FORMS: Final[Mapping[str, tuple[Right, Mapping[str, str]]]] = {
    "mo-dang-ky": (_COMPOSES, {f"don-vi.{UNIT}": "1"}),
    "dang-ky": (holding(*OF_THE_UNIT, *_COMPOSERS), {**_TERMS, "unit": UNIT}),
    "sua-dong": (_COMPOSES, {**_TERMS, **_ROW}),
    # Only a unit itself takes back what it registered: nobody of the police looks.
    "rut-dong": (nobody, {"row": "1"}),
    "don-doc": (_COMPOSES, {}),
    "gop-dong": (_COMPOSES, {"into": "1", "chon.2": "1", **_REASON}),
    "bo-dong": (_COMPOSES, _ROW),
    "thu-tu": (_COMPOSES, {"rows": "1,2", "len": "2"}),
    "diem-can-xem": (_COMPOSES, {"finding": "rest-day:1", **_REASON}),
    "ky": (_SIGNS, {"paper_number": "12/CTr-UBND", "paper_date": day(today())}),
    "bo-sung": (_SIGNS, {**_TERMS, **_REASON}),
    "doi-han": (_SIGNS, {**_ROW, "due_on": day(_PERIOD.last_on)}),
    "dua-ra": (_SIGNS, _ROW),
    "chuyen-ky": (_SIGNS, {**_ROW, "due_on": day(_PERIOD.following.last_on)}),
    "tong-ket": (_SIGNS, {}),
}


def _sending(by: Right, form: Mapping[str, str]) -> Write:
    def filled(_task: object) -> Mapping[str, str]:
        return {"command_id": str(RANDOMNESS.new_id()), **form}

    return Write(by=by, form=filled, at=_AT)


PROGRAMME_FORMS: Final[Mapping[str, Write]] = {
    f"/chuong-trinh/{{code}}/{slug}": _sending(by, form) for slug, (by, form) in _FORMS.items()
}
