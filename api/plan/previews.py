"""What an act on an item would mean, shown beside its form before it is done; nothing is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from api.context import FormRequest
from api.form_binding import bind_form
from api.labels import words
from api.web.addresses import item_stream
from api.web.forms import Typed
from services.domain import numerals
from services.domain.act import Act
from services.domain.assignment.acts.name_lead import ACT as NAME_LEAD
from services.domain.assignment.acts.name_lead import NameLead, issued_at_once
from services.domain.assignment.acts.set_due_rule import ACT as DUE_RULE
from services.domain.assignment.acts.set_due_rule import SetDueRule, coming
from services.domain.assignment.authority import require_item
from services.domain.assignment.falling_due import said
from services.domain.assignment.state import Assignment
from services.domain.assignment.terms import DELIVERABLES
from services.domain.context import DecisionContext

PREVIEW: Final = "xem"  # the button that shows what would be, and keeps nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A form that was looked at before it is sent: what was typed, and what it would mean."""

    form: str
    typed: Typed
    coming: str


def _days(item: Assignment, command: SetDueRule, context: DecisionContext) -> str:
    periods = said(coming(item, command, context))
    return f"Các kỳ của một năm tới: {periods or 'không còn kỳ nào'}. Chưa ghi gì."


def _first_tasks(item: Assignment, command: NameLead, context: DecisionContext) -> str:
    issued = [
        f"{DELIVERABLES.get(name, 'Báo cáo').lower()} {words.period(each.period.code)}, "
        f"hạn {words.day(each.due_on)}"
        for name, each in issued_at_once(item, command, context)
    ]
    if not issued:
        return "Hôm nay chưa giao việc nào; việc được giao khi kỳ tới bắt đầu. Chưa ghi gì."
    amount = numerals.count(len(issued))
    return f"Sẽ giao ngay {amount} việc: {'; '.join(issued)}. Sau đó mỗi kỳ một việc. Chưa ghi gì."


PREVIEWS: Final[Mapping[str, Callable[[Assignment, Any, DecisionContext], str]]] = {
    DUE_RULE.name: _days,
    NAME_LEAD.name: _first_tasks,
}


async def previewed(
    act: Act[Any, Any, Any], form_request: FormRequest, code: str, form: str
) -> Shown:
    """What the form would do as it is filled in; raises Refusal wherever the act would."""
    bound = await bind_form(form_request, act.command, stream=item_stream(code))

    def meaning(item: Assignment | None, context: DecisionContext) -> str:
        return PREVIEWS[act.name](require_item(item), bound.command, context)

    asked = form_request.request(act.name, bound)
    return Shown(
        form=form,
        typed=form_request.typed,
        coming=await form_request.services.acts.judge(asked, bound.command, meaning),
    )
