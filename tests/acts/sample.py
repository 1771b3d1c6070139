"""What a sample of an act says: a life in which it can happen, what is sent, who may, why not.

Form, command and addresses follow from it (`sending`, `life`); the authorisation matrix, the
same-acts test, the stateful walk, the lives of the rebuild test and the task machines read it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from infra.randomness import RANDOMNESS
from services.commands.acts import ActCommand
from services.commands.requests import TypedTexts
from services.domain.act import Act
from services.domain.facts import Event
from services.domain.fields import CommandField, fields_of
from services.domain.policy import Policy
from services.domain.roles import Holder, Office
from tests import givens
from tests.acts.rights import Due, Right
from tests.domain.task_world import OTHER_VICE_CHAIR

Sent = Mapping[str, Any]
# What is sent may speak of the thing that it is about.
Sending = Callable[["Thing"], Sent]
LIMIT: Final = 20_000
BEGINS: Final = date(2026, 11, 23)  # the day on which a life of the pure domain begins


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePerson:
    """Somebody of the samples: the name in the wards of the page tests, and the offices held."""

    login: str
    holder: Holder


SPECIALIST: Final = SamplePerson(login="chuyenvien", holder=givens.SPECIALIST)
COLLEAGUE: Final = SamplePerson(
    login="dongnghiep", holder=givens.holder("colleague", (Office.SPECIALIST, "KTHTDT"))
)
HEAD: Final = SamplePerson(login="truongphong", holder=givens.HEAD)
OTHER: Final = SamplePerson(login="phoihop", holder=givens.OTHER)
OTHER_HEAD: Final = SamplePerson(
    login="truongphoihop", holder=givens.holder("other-head", (Office.UNIT_HEAD, "VHXH"))
)
CHECKER: Final = SamplePerson(login="kiemtra", holder=givens.CHECKER)
CHIEF: Final = SamplePerson(login="chanhvp", holder=givens.CHIEF)
VICE_CHAIR: Final = SamplePerson(login="phochutich", holder=givens.VICE_CHAIR)
INSPECTOR: Final = SamplePerson(login="thanhtra", holder=givens.INSPECTOR)
ADMINISTRATOR: Final = SamplePerson(login="quantri", holder=givens.ADMINISTRATOR)
POLICE: Final = SamplePerson(
    login="conganvien", holder=givens.holder("police", (Office.SPECIALIST, "CAP"))
)
POLICE_HEAD: Final = SamplePerson(
    login="truongcongan", holder=givens.holder("police-head", (Office.UNIT_HEAD, "CAP"))
)
PEOPLE: Final = (
    SPECIALIST,
    COLLEAGUE,
    HEAD,
    OTHER,
    OTHER_HEAD,
    CHECKER,
    CHIEF,
    VICE_CHAIR,
    POLICE,
    POLICE_HEAD,
    INSPECTOR,
    ADMINISTRATOR,
)
# A leader who is in charge of another unit, without an account there.
OTHER_LEADER: Final = SamplePerson(login="", holder=OTHER_VICE_CHAIR)
# Of two offices, and without an account in the wards of the page tests.
HEAD_AND_CHIEF: Final = SamplePerson(
    login="",
    holder=givens.holder(
        "head-and-chief", (Office.UNIT_HEAD, "KTHTDT"), (Office.CHIEF_OF_OFFICE, "VP")
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleItem:
    """The work with which a life begins: an item of the plan, or what a directive assigns.

    An item that is led has its task of the quarter. `measures` are its measures, true where one
    asks for a yes or a no; `due_in` is in how many days the task is due, where it is not the
    ordinary day. Assigned work has no item; `due_in` is None where it has no due day.
    """

    lead: str | None = "KTHTDT"
    supporting: tuple[str, ...] = ("VHXH",)
    restricted: bool = False
    measures: tuple[bool, ...] = ()
    due_in: int | None = None
    assigned: bool = False


DUTY: Final = SampleItem()
INDICATOR: Final = SampleItem(measures=(False, True))
SECRET: Final = SampleItem(lead="CAP", restricted=True)
UNLED: Final = SampleItem(lead=None)
NEARLY_DUE: Final = SampleItem(due_in=2)
SECRET_NEARLY_DUE: Final = SampleItem(lead="CAP", restricted=True, due_in=2)
ASSIGNED: Final = SampleItem(assigned=True, due_in=14)
ASSIGNED_UNDATED: Final = SampleItem(assigned=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a sample is done to, as far as what is sent depends on it.

    `names` are the parts of addresses and streams; `measures` are the codes that ask for a figure,
    true where it is a yes or a no; `unit` is the supporting unit, `latest`
    the version of the newest act. `granted` and `issued` are the
    versions of what waits for a second person, the others how far the doer's own streams go.
    """

    names: Mapping[str, str]
    today: date
    submission: int = 0
    latest: int = 0
    restricted: bool = False
    measures: Mapping[str, bool] = field(default_factory=dict)
    unit: str = "VHXH"
    granted: int = 0
    issued: int = 0
    account_version: int = 0
    person_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStep:
    """An act that has happened before, by its name: by whom and sent what, where not as sampled.

    `command` replaces values of the command itself; `days` pass before it.
    """

    act: str
    by: SamplePerson | None = None
    sent: Sent | Sending = field(default_factory=dict)
    command: Mapping[str, Any] = field(default_factory=dict)
    days: int = 0


# A name alone is the act as it is sampled; an event is what a clock makes true of the thing.
Before = tuple[str | SampleStep | Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why the act of a sample is refused: all that differs from the life in which it can happen.

    `sent` differs in what is sent, `names` in which things are meant, `command` in what neither a
    form nor a body can hold. `field` is the part of the body beside which the refusal stands,
    where it names one.
    """

    code: str
    by: SamplePerson | None = None
    sent: Sent | Sending = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    command: Mapping[str, Any] = field(default_factory=dict)
    field: str = ""
    item: SampleItem | None = None
    after: Before | None = None
    days: int = 0
    policy: Callable[[Policy], Policy] = lambda policy: policy


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFile:
    """A file that is the whole body of a call, and stands beside the fields of a form."""

    name: str
    content: bytes
    media_type: str


def no_fields(_thing: Thing) -> Sent:
    """An act that asks for nothing."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActSample:
    """One act once: see the module.

    `page` and `call` are its addresses as the routes spell them (no `call`: no address for
    programs), `opens` the page on which its form stands. `may` says in the law's words who has the
    right: by office alone, or by office, relation and state of a task; `may_call` replaces it
    where a program may less than its owner; of restricted work nobody has it where not
    `of_restricted`, of late work where not `of_late`, of work without a due day where not
    `of_undated`, of work that asks for no figure where not `of_uncounted`, and of the plan's
    routine where not `of_periodic`. `json` is what a program
    sends; a form says the same by the declared fields, and `form` replaces it where a page asks
    in another way.
    `stream`, `names` and `address` are patterns of the thing's names; `made` is the command where
    no declared field says it. `item` is None where the life needs no work. `begun` are facts of
    other streams that its noun needs in a life of the pure domain, `planned` is false where no
    plan is in force there. `drawn` is what the server makes itself at the click.
    """

    act: Act[Any, Any, Any]
    doer: SamplePerson
    may: Right | tuple[Due, ...]
    of_restricted: bool = True
    of_late: bool = True
    of_undated: bool = True
    of_uncounted: bool = True
    of_periodic: bool = True
    page: str
    opens: str
    call: str = ""
    json: Sending = no_fields
    form: Sending | None = None
    may_call: Right | None = None
    file: SampleFile | None = None
    drawn: Sending = no_fields
    made: Callable[[Thing, TypedTexts], ActCommand] | None = None
    item: SampleItem | None = DUTY
    planned: bool = True
    after: Before = ()
    stream: str = "{task}"
    names: Mapping[str, str] = field(default_factory=dict)
    address: Mapping[str, str | None] = field(default_factory=dict)
    begun: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    operation: str = ""
    refused: tuple[Refused, ...] = ()

    @property
    def name(self) -> str:
        """What the sample is called: its operation where an act has two addresses."""
        return self.operation or self.act.operation

    @property
    def declared(self) -> tuple[tuple[str, CommandField, bool], ...]:
        """The fields that its command declares; none where the bytes of a file say it."""
        return fields_of(self.act.command) if self.made is None else ()

    @property
    def is_called(self) -> bool:
        """Whether a program may do it, at an address of its own."""
        return bool(self.call) and self.act.by_program

    def sent_to(self, thing: Thing, changed: Sent | Sending | None = None) -> dict[str, Any]:
        """The body of a call, with some of its parts replaced."""
        more = changed(thing) if callable(changed) else changed or {}
        return {**self.json(thing), **more}


def names_in(
    given: Mapping[str, str], sample: ActSample, refused: Refused | None = None
) -> dict[str, str]:
    """What everything is called in the life of a sample: its own names, and where it is refused.

    `doer_id` is the person who does it in the end.
    """
    doer = (refused and refused.by) or sample.doer
    other = refused.names if refused else {}
    names = {**given, "doer_id": str(doer.holder.person_id)}
    names |= {name: pattern.format(**names) for name, pattern in other.items()}
    own = {name: pattern for name, pattern in sample.names.items() if name not in other}
    return {**names, **{name: pattern.format(**names) for name, pattern in own.items()}}


def named(sample: ActSample, thing: Thing, by: SamplePerson | None = None) -> Thing:
    """The thing as an act meets it: its stream, and who does it now as `own_id`."""
    own = {"own_id": str((by or sample.doer).holder.person_id)}
    names = {**own, **thing.names, **(own if by else {})}
    return replace(thing, names={**names, "stream": sample.stream.format(**names)})


def new_texts(limit: int = LIMIT) -> TypedTexts:
    """Where the words of one command are kept."""
    return TypedTexts(randomness=RANDOMNESS, limit=limit)
