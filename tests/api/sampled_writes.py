"""The samples of acts as lines of the table of routes: who may, by form and by call."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from services.domain.assignment.events import assignment_stream
from tests.acts import SAMPLE_OF, SAMPLES
from tests.acts.rights import UNIT, Given, State
from tests.acts.sample import UNLED, ActSample, Thing, named
from tests.acts.sending import typed_in
from tests.acts.things import names_of
from tests.api.matrix import PERIODIC, Mark, stream_of
from tests.api.matrix import UNLED as UNLED_NUMBER
from tests.api.matrix_ward import digest_of
from tests.api.sample_kinds import Write, of_act
from tests.moment import today

_FURTHER: Final = 999  # than anybody was told
_UNLED: Final = f"{Mark.CODE}{UNLED_NUMBER}"


def thing_of(task: Given) -> Thing:
    """A task of the matrix as the samples see it."""
    names = names_of(task.code, stream_of(task))
    names |= {"sha256": digest_of(task), "unit": "MOI"}  # whichever task, the same new unit
    # The last one: what is hidden and what does not exist are compared by the first ones.
    other = next(
        each for each in reversed(PERIODIC) if each.state is State.ISSUED and each != task
    )
    names |= {"other": stream_of(other)}
    return Thing(
        names=names,
        today=today(),
        submission=task.submission,
        restricted=task.restricted,
        measures={f"{task.code}.1": False} if task.counted else {},
        unit=task.supporting[0] if task.supporting else UNIT,
        account_version=_FURTHER,
        person_version=_FURTHER,
    )


def form_for(name: str) -> Callable[[Given], dict[str, str]]:
    """What is typed in the form of an act, for each task."""
    return lambda task: typed_in(SAMPLE_OF[name], thing_of(task))


def page_writes() -> dict[str, Write]:
    """A line for the page's address of each act."""
    lines: dict[str, Write] = {}
    for sample in SAMPLES:
        lines.setdefault(sample.page, _by_form(sample))
    return lines


def call_writes() -> dict[str, Write]:
    """A line for the operation of each act."""
    return {sample.call: _by_call(sample) for sample in SAMPLES if sample.call}


def _common(sample: ActSample) -> dict[str, Any]:
    right = of_act(sample.act.name) if isinstance(sample.may, tuple) else {"by": sample.may}
    unled = {"stream": assignment_stream(_UNLED), "code": _UNLED} if sample.item is UNLED else {}
    where = {"unit": UNIT}  # people stand in the places of the site
    names = {
        name: pattern.format(**where)
        for name, pattern in sample.names.items()
        if name != "person_id"
    }
    return {**right, "at": {**unled, **names}}


def _by_form(sample: ActSample) -> Write:
    def typed(task: Given) -> Mapping[str, str]:
        return typed_in(sample, thing_of(task))

    file = sample.file
    if file is None:
        return Write(**_common(sample), form=typed)
    part = (file.name, file.content, file.media_type)
    return Write(**_common(sample), form=typed, files=lambda _: {"file": part})


def _by_call(sample: ActSample) -> Write:
    common = _common(sample)
    if sample.may_call is not None:
        common["by"] = sample.may_call
    if sample.file is not None:
        query = f"name={quote(sample.file.name)}"
        return Write(**common, raw=sample.file.content, query=query)
    return Write(**common, json=lambda task: sample.sent_to(named(sample, thing_of(task))))
