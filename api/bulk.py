"""One act on several tasks: what was selected, a preview, then one command for each.

Whoever is refused stays on the page with the reason; what was done stays done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from api.context import FormRequest, viewing_of
from api.form_binding import bind_form
from api.labels import titles
from api.web.addresses import known_stream
from api.web.forms import BadForm, Typed
from services.domain.act import Act
from services.domain.errors import Refusal
from services.domain.fields import CodeOf, TypedText, fields_of
from services.domain.task.state import Task
from services.queries.chase_board import tasks_of
from services.queries.reading import reading

CHOSEN: Final = "chon."
MOST_AT_ONCE: Final = 200  # rows that one link selects: a form holds 300 fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be done to a selection: `ready` tasks with their command ids, and the rest.

    `left` are the others: the task, what it is called, and why the act refuses it.
    """

    ready: tuple[tuple[Task, str], ...]
    left: tuple[tuple[str, str, str], ...]

    @property
    def any_restricted(self) -> bool:
        """Whether a restricted task is among them: it takes no words."""
        return any(task.restricted for task, _ in self.ready)

    @property
    def any_open(self) -> bool:
        """Whether a task is among them that takes words."""
        return any(not task.restricted for task, _ in self.ready)


def ticked_of(typed: Typed) -> dict[str, str]:
    """What was ticked, whether or not it can be understood."""
    return {n.removeprefix(CHOSEN): v for n, v in typed.fields.items() if n.startswith(CHOSEN)}


def chosen_of(typed: Typed) -> dict[str, UUID]:
    """The selected tasks, each with its command's id; raises BadForm."""
    collected = {stream: typed.uuid(CHOSEN + stream) for stream in ticked_of(typed)}
    if not collected:
        sentence = "Chưa chọn việc nào. Hãy chọn ít nhất một việc."
        raise BadForm("field-chosen", sentence, field=CHOSEN)
    if len(collected) > MOST_AT_ONCE:
        sentence = (
            f"Đã chọn {len(collected)} việc. Hãy chọn nhiều nhất {MOST_AT_ONCE} việc một lần."
        )
        raise BadForm("field-chosen", sentence, field=CHOSEN)
    return collected


async def previewed(
    form_request: FormRequest,
    act: Act[Any, Any, Any],
    chosen: Mapping[str, UUID],
    refused: Mapping[str, str] | None = None,
) -> Preview:
    """Which of the selected tasks the act would take; `refused` are those that it did not."""
    known = await _known(form_request, chosen)
    ready, left = list[tuple[Task, str]](), list[tuple[str, str, str]]()
    for stream, command_id in chosen.items():
        task = known.get(stream)
        said = (refused or {}).get(stream) or _refusal(form_request, act, task)
        if task is None or said:
            left.append((stream, titles.named(task) if task else stream, said))
        else:
            ready.append((task, str(command_id)))
    return Preview(ready=tuple(ready), left=tuple(left))


async def carried_out(
    form_request: FormRequest, act: Act[Any, Any, Any], chosen: Mapping[str, UUID]
) -> Mapping[str, str]:
    """Do it to each by its own command; the sentence of each refusal, by the task.

    Raises BadForm where what was typed is wrong for all.
    """
    known = await _known(form_request, chosen)
    refused: dict[str, str] = {}
    for stream, command_id in chosen.items():
        alone = _own_part(form_request, act, known.get(stream))
        bound = await bind_form(alone, act.command, stream=known_stream(stream))
        try:
            await form_request.services.acts.handle(
                alone.request(act.name, bound, command_id), bound.command
            )
        except Refusal as refusal:
            refused[stream] = refusal.sentence
    return refused


def _own_part(
    form_request: FormRequest, act: Act[Any, Any, Any], task: Task | None
) -> FormRequest:
    """Of restricted work a reason is a code, of other work words: each is sent its own part."""
    not_its = TypedText if task is not None and task.restricted else CodeOf
    left_out = {name for name, kind, _ in fields_of(act.command) if isinstance(kind, not_its)}
    typed = form_request.typed.fields.items()
    return FormRequest(
        services=form_request.services,
        acting=form_request.acting,
        typed=Typed({name: said for name, said in typed if name not in left_out}),
    )


async def _known(form_request: FormRequest, chosen: Mapping[str, UUID]) -> Mapping[str, Task]:
    services = form_request.services
    viewing = await viewing_of(services, form_request.acting)
    async with reading(services.engine) as connection:
        return await tasks_of(connection, services.ledger_id, viewing, list(chosen))


def _refusal(form_request: FormRequest, act: Act[Any, Any, Any], task: Task | None) -> str:
    """Why the act itself would refuse this task; blank where it would not."""
    if task is None:
        return "Không có việc này, hoặc việc không thuộc phạm vi của bạn."
    answer = act.answer(task, form_request.acting.context)
    return answer.sentence if isinstance(answer, Refusal) else ""
