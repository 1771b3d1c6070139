"""Who may do what with a task in which state, asked of the acts themselves and written down.

`infra/docs/task-acts.md` is this table; `make keep` writes it anew, a test compares.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Final

from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.facts import Fact
from services.domain.roles import Holder
from services.domain.task.acts import ACTS
from tests import givens
from tests.domain.act_states import STATES, lives_of
from tests.domain.around_task import UNITS, unit
from tests.domain.day_by_day import CALENDAR, RULES
from tests.domain.deciding import facts_of
from tests.domain.task_world import CAST

DOCUMENT: Final = givens.ROOT / "infra" / "docs" / "task-acts.md"
# In words, by the task's lead where somebody is of a unit; the order of the columns.
POSITIONS: Final[Mapping[str, str]] = {
    "specialist": "specialist of the lead",
    "head": "head of the lead",
    "other": "specialist of a supporting unit",
    "other head": "head of a supporting unit",
    "police head": "head of another unit",
    "checker": "specialist of the Office",
    "chief": "chief of the Office",
    "vice chair": "vice-chair",
    "chair": "chair",
    "inspector": "inspector",
    "administrator": "administrator",
    "without office": "nobody any more",
}
_EXPLAINED: Final = (
    "Made of the code by `make keep` (`tests/domain/act_table.py`): each act was asked in each "
    "state, for each office, under the rules that ship. A number is a state in which the act is "
    "offered; without one it is refused, in one sentence, and kept as an attempt. What is typed "
    "may still be refused, and nobody takes two steps of one chain. Assigned work was ordered by "
    "the vice-chair of the table."
)


def rendered() -> str:
    """The whole document."""
    states = "\n".join(f"{at}. {name}" for at, name in enumerate(STATES, 1))
    return "\n".join(
        (
            "# Who may do what with a task",
            "",
            _EXPLAINED,
            "",
            states,
            "",
            *_table("A unit's task", givens.SPECIALIST, givens.HEAD, givens.CHIEF),
            *_table("What the Office leads", givens.CHECKER, givens.CHIEF, givens.VICE_CHAIR),
        )
    )


def _table(name: str, lead: Holder, head: Holder, last: Holder) -> Iterator[str]:
    own = str(next(held.unit for held in lead.offices))
    lives = list(enumerate(lives_of(own, lead, head, last), 1))
    shown = {key: said for key, said in POSITIONS.items() if not _left_out(key, own)}
    yield from (f"## {name}", "", f"| act | {' | '.join(shown.values())} |")
    yield f"|---|{'---|' * len(shown)}"
    for act in ACTS:
        cells = []
        for key in shown:
            offered = (
                number
                for number, lived in lives
                if act.offered(lived.task, _given(CAST[key], lived.story.at)) is not None
            )
            cells.append(_ranges(list(offered)))
        yield f"| {act.said} (`{act.name}`) | {' | '.join(cells)} |"
    yield ""


def _ranges(numbers: list[int]) -> str:
    """1–3, 5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _left_out(key: str, unit: str) -> bool:
    """Where the Office leads, its own people are the lead's."""
    return unit == "VP" and key in {"specialist", "head"}


@cache
def _around() -> Mapping[str, Sequence[Fact]]:
    """What the ward knows of its units."""
    return {
        stream: facts
        for code in UNITS
        for stream, facts in facts_of(unit_stream(code), unit(code)).items()
    }


def _given(who: Holder, now: datetime) -> DecisionContext:
    return DecisionContext(
        holder=who, policy=RULES.policy, now=now, facts=_around(), calendar=CALENDAR
    )


def write() -> None:
    """Keep the document as the acts say."""
    DOCUMENT.write_text(rendered(), encoding="utf-8")


if __name__ == "__main__":
    write()
