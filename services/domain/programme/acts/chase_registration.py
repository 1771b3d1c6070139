"""Đôn đốc đăng ký: the Office chases the units that have registered nothing."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import TypedText
from services.domain.programme.authority import of_open_composition
from services.domain.programme.events import RegistrationChased
from services.domain.programme.rules import (
    NO_PROGRAMME,
    NOT_COMPOSING,
    PROGRAMME_CLOSED,
    PROGRAMME_SIGNED,
)
from services.domain.programme.state import Programme
from services.domain.replacing import replace

NOBODY_SILENT: Final = Rule(
    code="nobody-silent",
    sentence="Mọi đơn vị đã đăng ký, không còn đơn vị nào để đôn đốc.",
    brief="mọi đơn vị đã đăng ký",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseRegistration:
    """Đôn đốc mọi đơn vị chưa đăng ký dòng nào."""

    stream: str
    note: Annotated[
        TextRef | None, TypedText(label="Nội dung đôn đốc", example="Đề nghị gửi trước 16 giờ.")
    ]


def offer(state: Programme | None, context: DecisionContext) -> Offer | None:
    """Offered while a unit has registered nothing."""
    held, programme = of_open_composition(state, context)
    return Offer(held=held) if programme.silent_units else None


def decide(
    state: Programme | None, command: ChaseRegistration, context: DecisionContext
) -> Verdict:
    """All units without a row are chased at once."""
    held, programme = of_open_composition(state, context)
    if not programme.silent_units:
        raise NOBODY_SILENT.refuse()
    event = RegistrationChased(units=programme.silent_units, note=command.note)
    return Verdict(held=held, events=(event,))


def _chased(programme: Programme, event: RegistrationChased, _fact: Fact) -> Programme:
    chased = Counter(programme.chased)
    chased.update(event.units)
    return replace(programme, chased=dict(chased))


def _describe(event: RegistrationChased, names: Names) -> str:
    units = ", ".join(names.unit(code) for code in event.units)
    return f"Đôn đốc đăng ký chương trình: {units}."


ACT: Final = Act(
    command=ChaseRegistration,
    name="chase-registration",
    said="đôn đốc đăng ký chương trình",
    slug="don-doc",
    resource="chases",
    done="Đã đôn đốc các đơn vị chưa đăng ký.",
    verb="chase",
    rules=(NOT_COMPOSING, NO_PROGRAMME, PROGRAMME_CLOSED, PROGRAMME_SIGNED, NOBODY_SILENT),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=RegistrationChased,
        name="Đôn đốc đăng ký",
        apply=_chased,
        describe=_describe,
        text=lambda event: event.note,
        by_assigner=True,
    ),
)
