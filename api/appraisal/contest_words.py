"""What was asked to be looked at again in a line of evidence, in words."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from api.labels import words
from services.domain.act import Act
from services.domain.facts import Fact
from services.domain.fields import CodeOf, fields_of
from services.domain.instants import day_of, written_day
from services.domain.task.acts import KINDS
from services.domain.task.acts.accept_contest import ACT as ACCEPT
from services.domain.task.acts.accept_contest import ContestAccepted
from services.domain.task.acts.contest_line import ACT as CONTEST
from services.domain.task.acts.contest_line import LineContested
from services.domain.task.acts.reject_contest import ACT as REJECT
from services.domain.task.acts.reject_contest import ContestRejected
from services.domain.task.appraisal import ContestedLine
from services.domain.task.contesting import contested
from services.domain.task.contests import ContestMatter, ContestSubject
from services.domain.task.terms import CONTEST_SUBJECTS
from services.queries.appraisal_views import Appraisal, AppraisalRow


def _codes_of(act: Act[Any, Any, Any]) -> Mapping[str, str]:
    """The coded reasons among which somebody chooses in an act on restricted work."""
    return next(kind.among for _, kind, _ in fields_of(act.command) if isinstance(kind, CodeOf))


REASONS: Final = _codes_of(CONTEST)
_CODES: Final[Mapping[type, Mapping[str, str]]] = {
    LineContested: REASONS,
    ContestAccepted: _codes_of(ACCEPT),
    ContestRejected: _codes_of(REJECT),
}


def contests(row: AppraisalRow, found: Appraisal) -> str:
    """Each contest of a line: what, whether it waits or how it was answered, by whom, when."""
    return "; ".join(said(each, found) for each in row.line.contests) or "Không"


def contested_as(matter: ContestMatter) -> str:
    """The choice of a form: what is contested, and of which report or supporting unit."""
    part = matter.unit or matter.submission
    return matter.about.value if part is None else f"{matter.about.value}:{part}"


def fields_as(chosen: str) -> Mapping[str, str]:
    """That choice as fields of the act."""
    about, _, part = chosen.partition(":")
    of_unit = about == ContestSubject.CONTRIBUTION.value
    return {
        "about": about,
        "submission": "" if of_unit else part,
        "unit": part if of_unit else "",
    }


def choice(matter: ContestMatter) -> str:
    """The same in words."""
    if matter.about is ContestSubject.RETURN:
        said = contested(matter)
        return said[0].upper() + said[1:]
    return CONTEST_SUBJECTS[matter.about]


def said(each: ContestedLine, found: Appraisal) -> str:
    """One contest: the reasons, the people, the days."""
    what = f"Về {contested(each.contest.matter)}"
    asked = f"{_reason(each.asked, found)} ({_who(each.asked, found)})"
    answer = each.contest.answer
    if each.answered is None or answer is None:
        return f"{what}: đang đề nghị xem lại: {asked}"
    how = "được chấp nhận" if answer.accepted else "không được chấp nhận"
    return (
        f"{what}: {how}: {_reason(each.answered, found)} ({_who(each.answered, found)}); "
        f"đã đề nghị: {asked}"
    )


def _reason(fact: Fact, found: Appraisal) -> str:
    words = KINDS[type(fact.event)].text(fact.event)
    if words is not None:
        return found.texts.get(words.text_id, "(nội dung đã xóa)").strip()
    return _CODES[type(fact.event)].get(getattr(fact.event, "reason_code", "") or "", "")


def _who(fact: Fact, found: Appraisal) -> str:
    person: UUID | None = fact.actor.person_id
    name = found.people.get(person, words.ERASED) if person else words.ERASED
    return f"{name}, {written_day(day_of(fact.occurred_at))}"
