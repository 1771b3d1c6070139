"""Wishes that neither door grants: each said on a page and by a call, with the field named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from api.words import day
from tests.api.same_acts import LATER, PAPER, REPORT, TYPED_PAPER, WORDS, Way, call, form
from tests.moment import today

SOON: Final = today() + timedelta(days=400)
LONG: Final = "a" * 20_001


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A wish, the code that both doors answer, the call's field, and whether it is an attempt."""

    login: str
    page: Way
    call: Way
    code: str
    field: str
    attempt: bool
    same_words: bool = True


def _returned(
    *,
    code: str,
    field: str,
    attempt: bool,
    shown: Mapping[str, Any] | None = None,
    same_words: bool = True,
    **changed: Any,
) -> Refused:
    typed = {"ground": "formal_gap", "reason": "Thiếu biên bản.", "correct_by": day(LATER)}
    sent = {"submission": 1, **typed, "correct_by": LATER.isoformat(), **changed}
    on_page = {**typed, **changed, **(shown or {})}
    return Refused(
        login="truongphong",
        page=form("/viec/{duty}", "/tra-lai", **on_page),
        call=call("/tasks/{duty}/return", **sent),
        code=code,
        field=field,
        attempt=attempt,
        same_words=same_words,
    )


def _contributed(unit: str, *, code: str, attempt: bool) -> Refused:
    return Refused(
        login="phoihop",
        page=form("/viec/{duty}", "/phoi-hop", unit=unit, text=WORDS),
        call=call("/tasks/{duty}/contribution", unit=unit, text=WORDS),
        code=code,
        field="unit",
        attempt=attempt,
    )


_EMPTY: Final = Refused(
    login="chuyenvien",
    page=form("/viec/{duty}", "/bao-cao", text=""),
    call=call("/tasks/{duty}/report", after_submission=0),
    code="empty-report",
    field="text",
    attempt=True,
)
BEFORE: Final = (
    _EMPTY,
    replace(
        _EMPTY,
        page=form("/viec/{duty}", "/bao-cao", text=LONG),
        call=call("/tasks/{duty}/report", after_submission=0, text=LONG),
        code="field-too-long",
        attempt=False,
    ),
    replace(
        _EMPTY,
        page=form("/viec/{duty}", "/bao-cao", **{**TYPED_PAPER, "paper_number": "số"}),
        call=call("/tasks/{duty}/report", after_submission=0, paper={**PAPER, "number": "số"}),
        code="field-paper",
        field="paper.number",
        attempt=False,
    ),
    # Sixty letters that begin a unit's code are no unit: nothing is cut off behind them.
    _contributed("x" * 61, code="field-code", attempt=False),
    replace(
        _EMPTY,
        page=form("/viec/{duty}", "/bao-cao", text="b" * 100_001),
        call=call("/tasks/{duty}/report", after_submission=0, text="b" * 100_001),
        code="field-too-long",
        attempt=False,
    ),
    _contributed("TTYT", code="not-a-supporting-unit", attempt=True),
)
HANDED_IN: Final = REPORT
AFTER: Final = (
    _returned(reason_code="khong-co", code="field-reason", field="reason_code", attempt=False),
    _returned(reason="", code="reason-missing", field="", attempt=True),
    _returned(
        correct_by=SOON.isoformat(),
        shown={"correct_by": day(SOON)},
        code="correct-by",
        field="correct_by",
        attempt=True,
    ),
    _returned(ground="khac", code="field-ground", field="ground", attempt=False),
    # What was sent is quoted, and each door asks for its own way of writing a day.
    _returned(
        correct_by="2026-13-45",
        shown={"correct_by": "45/13/2026"},
        code="field-day",
        field="correct_by",
        attempt=False,
        same_words=False,
    ),
    _returned(
        correct_by="1926-12-05",
        shown={"correct_by": "05/12/1926"},
        code="field-year",
        field="correct_by",
        attempt=False,
    ),
    _returned(correct_by="", code="field-day", field="correct_by", attempt=False, same_words=True),
    replace(
        _EMPTY,
        login="truongphong",
        page=form("/viec/{duty}", "/duyet", correction="khac"),
        call=call("/tasks/{duty}/approval", submission=1, correction="khac"),
        code="field-correction",
        field="correction",
        attempt=False,
    ),
)
