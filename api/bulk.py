"""One act on several tasks: what was selected, a preview, then one command for each.

Whoever is refused stays on the page with the reason, still selected, and with everything typed;
what was done stays done.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from api.binding import Bound
from api.context import FormRequest, viewing_of
from api.errors import REUSED, FormProblem, show_again, status_of
from api.form_binding import bind_form
from api.labels import titles
from api.web.addresses import known_stream
from api.web.forms import BadForm, Typed
from api.web.pages import page
from services.domain.act import Act
from services.domain.errors import Refusal
from services.domain.fields import CodeOf, TypedText, fields_of
from services.domain.task.state import Task
from services.ledger.port import CommandReused
from services.queries.chase_board import tasks_of
from services.queries.reading import reading

CHOSEN: Final = "chon."
OWN: Final = "@"  # between a field and the task whose own it is: submission@task-…
LEFT_OUT: Final = "bo."  # ticked on the preview: this one not, after all
MOST_AT_ONCE: Final = 200  # rows that one link selects: a form holds 300 fields


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOutcome:
    """What became of a selection: how many were done, and each task that was not, with why.

    `selection` are the command ids of what stays selected.
    """

    done: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)
    selection: Mapping[str, str] = field(default_factory=dict)
    status: int = HTTPStatus.OK


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A task that the act would take, with its command's id, and why it was refused just now."""

    task: Task
    command_id: str
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be done to a selection: the `ready` tasks, and the rest.

    `left` are the others: the task, what it is called, and why the act refuses it.
    """

    ready: tuple[Ready, ...]
    left: tuple[tuple[str, str, str], ...]

    @property
    def any_restricted(self) -> bool:
        """Whether a restricted task is among them: it takes no words."""
        return any(each.task.restricted for each in self.ready)

    @property
    def any_open(self) -> bool:
        """Whether a task is among them that takes words."""
        return any(not each.task.restricted for each in self.ready)


Previewing = Callable[[FormRequest, Mapping[str, str], Mapping[str, str]], Awaitable[object]]


def ticked_of(typed: Typed) -> dict[str, str]:
    """What was ticked, whether or not it can be understood."""
    return {n.removeprefix(CHOSEN): v for n, v in typed.fields.items() if n.startswith(CHOSEN)}


def chosen_of(typed: Typed) -> dict[str, UUID]:
    """The selected tasks, each with its command's id; raises BadForm."""
    everything = {stream: typed.uuid(CHOSEN + stream) for stream in ticked_of(typed)}
    collected = {s: id_ for s, id_ in everything.items() if not typed.get(LEFT_OUT + s)}
    if not collected:
        sentence = "Chưa chọn việc nào. Hãy chọn ít nhất một việc."
        raise BadForm("field-chosen", sentence, field=CHOSEN)
    if len(collected) > MOST_AT_ONCE:
        sentence = (
            f"Đã chọn {len(collected)} việc. Hãy chọn nhiều nhất {MOST_AT_ONCE} việc một lần."
        )
        raise BadForm("field-chosen", sentence, field=CHOSEN)
    return collected


async def done_each(
    form_request: FormRequest,
    act: Act[Any, Any, Any],
    chosen: Mapping[str, UUID],
    tasks: Mapping[str, Task],
) -> BulkOutcome:
    """Do it to each by its own command; restricted ones of `tasks` are sent their part alone.

    All are read before the first is done: what is typed wrong is wrong before anything happened.

    Raises:
        Refusal: a field that was typed cannot be understood.

    """
    refused, selection, refusals = dict[str, str](), dict[str, str](), list[Refusal]()
    bound = dict[str, tuple[FormRequest, Bound[Any]]]()
    for stream in chosen:
        try:
            known_stream(stream)
        except Refusal as refusal:
            refused[stream] = refusal.sentence
            refusals.append(refusal)
            continue
        alone = _own_part(form_request, act, stream, tasks.get(stream))
        bound[stream] = alone, await bind_form(alone, act.command, stream=stream)
    for stream, (alone, command) in bound.items():
        request = alone.request(act.name, command, chosen[stream])
        try:
            await form_request.services.acts.handle(request, command.command)
        except CommandReused:  # its id was consumed by another content: it needs a new one
            refused[stream] = REUSED
            selection[stream] = str(form_request.services.randomness.new_id())
        except Refusal as refusal:
            refused[stream] = refusal.sentence
            refusals.append(refusal)
    return BulkOutcome(
        done=len(chosen) - len(refused),
        refused=refused,
        selection={stream: selection.get(stream, str(chosen[stream])) for stream in refused},
        status=_status(refused, refusals, of=len(chosen)),
    )


def _status(refused: Mapping[str, str], refusals: Sequence[Refusal], *, of: int) -> HTTPStatus:
    """One task alone is answered like its own form; of several each says why for itself."""
    if not refused:
        return HTTPStatus.OK
    return status_of(refusals[0]) if of == len(refusals) == 1 else HTTPStatus.CONFLICT


def _own_part(
    form_request: FormRequest, act: Act[Any, Any, Any], stream: str, task: Task | None
) -> FormRequest:
    """Of restricted work a reason is a code, of other work words: each is sent its own part.

    So it is with fields of one task alone.
    """
    not_its = TypedText if task is not None and task.restricted else CodeOf
    left_out = {name for name, kind, _ in fields_of(act.command) if isinstance(kind, not_its)}
    typed = form_request.typed.fields.items()
    its_own = {n.removesuffix(OWN + stream): v for n, v in typed if n.endswith(OWN + stream)}
    shared = {name: said for name, said in typed if name not in left_out}
    return FormRequest(
        services=form_request.services,
        acting=form_request.acting,
        typed=Typed({**shared, **its_own}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkPage:
    """The preview of one act on a selection, and the doing of it.

    `shown` is what the page holds beside the selection; `said` tells how many were done.
    `previewed` is how the page shows the selection, where its rows are more than tasks: of the
    command ids of what is selected, and why some were refused just now.
    """

    act: Act[Any, Any, Any]
    template: str
    shown: Callable[[FormRequest], Awaitable[Mapping[str, object]]]
    said: Callable[[int], str]
    previewed: Previewing | None = None

    async def preview(self, request: Request, form_request: FormRequest) -> Response:
        """Xem trước: which of the selected tasks the act would take, and why not the others."""
        chosen = chosen_of(form_request.typed)
        return await self._page(request, form_request, _ids(chosen))

    async def carry_out(
        self, request: Request, form_request: FormRequest, goes_on: Callable[[int], str]
    ) -> Response:
        """Do it; where all were done the page goes on at the address that `goes_on` gives."""
        kept = ticked_of(form_request.typed)

        async def again(*, problem: FormProblem) -> Response:
            return await self._page(request, form_request, kept, problem=problem)

        show_again(request, again)
        chosen = chosen_of(form_request.typed)
        outcome = await done_each(
            form_request, self.act, chosen, await _tasks(form_request, chosen)
        )
        if outcome.refused:
            return await self._page(request, form_request, outcome.selection, outcome=outcome)
        return RedirectResponse(goes_on(outcome.done), HTTPStatus.SEE_OTHER)

    async def _page(
        self,
        request: Request,
        form_request: FormRequest,
        selection: Mapping[str, str],
        *,
        problem: FormProblem | None = None,
        outcome: BulkOutcome | None = None,
    ) -> Response:
        outcome = outcome or BulkOutcome()
        previewed = self.previewed or self._tasks_previewed
        found = await previewed(form_request, selection, outcome.refused)
        return page(
            request,
            self.template,
            status=problem.status if problem else outcome.status,
            **await self.shown(form_request),
            found=found,
            done=self.said(outcome.done) if outcome.done else "",
            typed=form_request.typed,
            problem=problem,
            chosen_prefix=CHOSEN,
            left_out_prefix=LEFT_OUT,
        )

    async def _tasks_previewed(
        self, form_request: FormRequest, selection: Mapping[str, str], refused: Mapping[str, str]
    ) -> Preview:
        known = await _tasks(form_request, selection)
        ready, left = list[Ready](), list[tuple[str, str, str]]()
        for stream, command_id in selection.items():
            task = known.get(stream)
            barred = self._barred(form_request, task)
            if task is None or barred:
                named = titles.named(task) if task else stream
                left.append((stream, named, refused.get(stream, barred)))
            else:
                said = refused.get(stream, "")
                ready.append(Ready(task=task, command_id=command_id, refused=said))
        return Preview(ready=tuple(ready), left=tuple(left))

    def _barred(self, form_request: FormRequest, task: Task | None) -> str:
        """Why the act itself would refuse this task; blank where it would not."""
        if task is None:
            return "Không có việc này, hoặc việc không thuộc phạm vi của bạn."
        answer = self.act.answer(task, form_request.acting.context)
        return answer.sentence if isinstance(answer, Refusal) else ""


def _ids(chosen: Mapping[str, UUID]) -> Mapping[str, str]:
    return {stream: str(command_id) for stream, command_id in chosen.items()}


async def _tasks(form_request: FormRequest, chosen: Mapping[str, object]) -> Mapping[str, Task]:
    services = form_request.services
    viewing = await viewing_of(services, form_request.acting)
    async with reading(services.engine) as connection:
        return await tasks_of(connection, services.ledger_id, viewing, list(chosen))
