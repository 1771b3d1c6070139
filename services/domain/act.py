"""What an act is made of. Pure; nothing here knows a noun."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from services.domain.errors import Refusal
from services.domain.facts import Decision, Event, Fact, NewEvent, TextRef
from services.domain.roles import Office, OfficeHeld
from services.domain.titles import titled

State = TypeVar("State")
Command = TypeVar("Command")
Given = TypeVar("Given")  # what else a decision is made on: who, the ward's rules, now


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One reason to refuse, declared once: pages, API, log and help read it from here.

    `code` is kept with each attempt and never renamed. `sentence` is what the person reads, with
    named values in braces; `brief` is the short form for one line of the log, small letters and no
    full stop. `fields` are the command's fields that it may speak of: of several, the first that
    was sent, the last where none was. `kind` is the refusal that it raises.
    """

    code: str
    sentence: str
    brief: str
    fields: tuple[str, ...] = ()
    kind: type[Refusal] = Refusal

    def refuse(self, *, field: str = "", **values: object) -> Refusal:
        """The refusal with its values; `field` where only the moment says which one it is."""
        sentence = self.sentence.format(**values)
        sole = self.fields[0] if len(self.fields) == 1 else ""
        return self.kind(self.code, sentence, field=field or sole, fields=self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How a sentence calls units, by their codes, and the person of whom the fact speaks."""

    units: Mapping[str, str]
    person: str | None = None

    def unit(self, code: str) -> str:
        """The unit's name; its code where nothing is known of it."""
        return self.units.get(code, code)

    def office(self, office: Office, unit: str | None = None) -> str:
        """What somebody with this office in this unit is called."""
        return titled(office, self.unit(unit) if unit else None)

    @property
    def about(self) -> str:
        """The person, behind a dash; blank where nobody is named."""
        return f" – {self.person}" if self.person else ""


def no_text(_event: object) -> TextRef | None:
    """No words stand beside the fact."""
    return None


def no_more_texts(_event: object) -> Mapping[str, TextRef | None]:
    """Nothing else was typed."""
    return {}


def no_person(_event: object) -> UUID | None:
    """The fact names nobody."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind(Generic[State]):
    """One kind of event of a noun: how it changes the state, how lists and the trail say it.

    `name` is the office's word for it (“Gửi báo cáo”). `apply` is total: a recorded fact is never
    refused. `text` are the words that stand beside it in the trail and the log, such as a reason,
    `more_texts` what else was typed, by its label; `person` is whom it names besides the one who
    acted. What is done `by_assigner` is no work on the thing, whatever the unit of who does it.
    """

    event: type[Event]
    name: str
    apply: Callable[[State, Any, Fact], State]
    describe: Callable[[Any, Names], str]
    text: Callable[[Any], TextRef | None] = no_text
    more_texts: Callable[[Any], Mapping[str, TextRef | None]] = no_more_texts
    person: Callable[[Any], UUID | None] = no_person
    by_assigner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """That somebody may do an act now: under which office, and what there is to choose from.

    `choices` are the values of a field by its name. `held` is None where the choice decides.
    `about` says to what it would be done, where the thing has several such.
    """

    held: OfficeHeld | None = None
    about: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The facts that a command makes true, and the office under which it was given.

    `events` are of the thing's own stream; facts of other streams are kept `ahead` of them or
    `beside` them, after. `wakes` are other streams whose
    clocks must know. `held` is None for what somebody does with the own account alone.
    """

    held: OfficeHeld | None
    events: tuple[Event, ...]
    ahead: Decision = ()
    beside: Decision = ()
    wakes: tuple[str, ...] = ()

    def facts_of(self, stream: str) -> Decision:
        """All of them in the order in which they are kept; `stream` is the thing's own."""
        own = (NewEvent(stream=stream, event=event) for event in self.events)
        return (*self.ahead, *own, *self.beside)


def nothing_wrong(_command: object) -> None:
    """Nothing can be wrong in the command alone."""


def nothing_else(_command: object) -> tuple[str, ...]:
    """Decided on the state of its own thing alone."""
    return ()


def nothing_next(_state: object, _command: object, _given: object) -> tuple[str, ...]:
    """What was loaded names nothing else that must be loaded."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Generic[State, Command, Given]):
    """Something that somebody can do to a thing of a noun.

    `name` is stored with each command and each refused attempt, `slug` the last part of its
    address on pages, `resource` the same over JSON (blank: an address of its own, or none), `verb`
    its name among what `may` be done over JSON (blank: not told there), `called` the id of its
    operation there, where that is not made of its name; none of them is ever renamed. `said` is
    what the log calls it (“rút lại báo cáo”), `done` the confirmation after it, `explained` what
    stands above its form.

    `reads` names the streams that it is decided on besides its own, `reads_next` those that only
    the facts of these name, and what they name in turn: all are loaded, and must still stand when
    it is kept. `by_calendar` adds the ward's calendars, `by_administrators` its administrators
    with their accounts, `by_plans` every plan of the ward: none may appear before it is kept.
    `overtaken` is how it is refused where somebody wrote meanwhile; without it, it is decided
    again. `by_program` is false for what no program may do in a person's name. `check` raises the
    Refusal of what is wrong in the command alone, which is never kept as an attempt. `offer`
    raises the Refusal that says why it is not offered, and is None where nothing is left to do;
    `decide` begins with it.
    """

    command: type[Command]
    name: str
    said: str
    slug: str
    done: str
    rules: tuple[Rule, ...]
    offer: Callable[[State, Given], Offer | None]
    decide: Callable[[State, Command, Given], Verdict]
    check: Callable[[Command], None] = nothing_wrong
    explained: str = ""
    resource: str = ""
    called: str = ""
    verb: str = ""
    reads: Callable[[Command], tuple[str, ...]] = nothing_else
    reads_next: Callable[[State, Command, Given], tuple[str, ...]] = nothing_next
    by_calendar: bool = False
    by_administrators: bool = False
    by_plans: bool = False
    overtaken: Rule | None = None
    by_program: bool = True

    @property
    def operation(self) -> str:
        """The id of the operation over JSON: `recall-submission` is `recallSubmission`."""
        if self.called:
            return self.called
        first, *others = self.name.split("-")
        return first + "".join(word.capitalize() for word in others)

    @property
    def names_more(self) -> bool:
        """Whether what was loaded says what else must be."""
        return self.reads_next is not nothing_next

    def answer(self, state: State, given: Given) -> Offer | Refusal | None:
        """What is offered, or the refusal that says why not; None where nothing is left to do."""
        try:
            return self.offer(state, given)
        except Refusal as refusal:
            return refusal

    def offered(self, state: State, given: Given) -> Offer | None:
        """What a page or a program is offered; None for whatever reason it is not."""
        answer = self.answer(state, given)
        return None if isinstance(answer, Refusal) else answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun(Generic[State, Given]):
    """A kind of thing with streams of its own: what can be done to it, what becomes true of it.

    `find` is the state of the thing that a command names, for who asks; it raises the same
    NotFound for what does not exist and for what this person may not see. `has_clock` says that
    a workflow follows its streams and is woken by new facts.
    """

    acts: tuple[Act[State, Any, Given], ...]
    facts: tuple[FactKind[Any], ...]
    find: Callable[[str, Given], State]
    has_clock: bool
