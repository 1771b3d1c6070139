"""Acts of the command line: an id made of its content, so that doing it again is nothing."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import uuid5

from services.commands.runner import NAMESPACE
from services.domain.facts import OPERATOR, Decision
from services.ledger.port import Command, Context, Ledger, NewText, Outcome, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorAct:
    """What the command line wants kept, and what makes it happen once.

    Its command id is made of `action`, the command's name, and of what it is done `to`.
    `unmoved` is what must stand as it was besides the streams that were read (`port.whole`).
    """

    action: str
    to: tuple[object, ...] = ()
    decision: Decision
    texts: tuple[NewText, ...] = ()
    rings: Collection[str] = ()
    unmoved: Mapping[str, int] = field(default_factory=dict)

    @property
    def path(self) -> tuple[str, ...]:
        """What makes it happen once."""
        return (self.action, *map(str, self.to))


async def keep(ledger: Ledger, snapshot: Snapshot, act: OperatorAct) -> Outcome | None:
    """Keep an act of the operator once; the outcome of the first time, None for no events."""
    if not act.decision:
        return None
    command = Command(
        actor_key="system",
        command_id=uuid5(NAMESPACE, "/".join([ledger.ledger_id, "operator", *act.path])),
        name=act.action,
        body=None,
    )
    known = await ledger.outcome(command)
    if known is not None:
        return known
    context = Context(
        actor=OPERATOR,
        occurred_at=snapshot.read_at,
        recorded_at=snapshot.read_at,
        correlation_id=command.command_id,
    )
    return await ledger.append(
        command,
        context,
        act.decision,
        known=snapshot,
        expected={
            **snapshot.expected({new.stream for new in act.decision}, snapshot.facts),
            **act.unmoved,
        },
        texts=act.texts,
        rings=act.rings,
    )


def digest(content: str) -> str:
    """The hex SHA-256 of a file's text: the part of an action's name that says which content."""
    return hashlib.sha256(content.encode()).hexdigest()
