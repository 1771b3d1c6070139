"""The samples of what people do with a task, as the commands of a machine."""

from dataclasses import dataclass
from typing import Any

from infra.randomness import RANDOMNESS
from services.commands.acts import ActCommand
from services.commands.requests import TypedTexts
from services.domain.facts import TextRef
from services.domain.instants import day_of
from services.ledger.port import NewText
from tests.acts import SAMPLE_OF
from tests.acts.sample import LIMIT, Thing
from tests.acts.sending import command_of
from tests.acts.things import DIGEST, SPECIALISTS
from tests.domain.around_task import OPEN_TASK
from tests.domain.machine_kit import Kit
from tests.givens import SPACE


@dataclass(slots=True)
class MachineTexts(TypedTexts):
    """Words go where the machine keeps them."""

    kit: Kit | None = None

    def put(self, typed: str | None, *, label: str, field: str = "") -> TextRef | None:
        """Keep words with the kit; blank is None."""
        if not typed or self.kit is None:
            return None
        reference = self.kit.put(typed)
        self.texts.append(NewText(text_id=reference.text_id, salt=SPACE.bytes * 2, body=typed))
        return reference


def sampled(kit: Kit, name: str, /, **values: Any) -> ActCommand:
    """An act as its sample has it, on the machine's task as it stands; some values are others."""
    task, stream = kit.task(), kit.world.stream
    thing = Thing(
        names={"task": stream, "other": OPEN_TASK, "sha256": DIGEST, **SPECIALISTS},
        today=day_of(kit.now),
        submission=task.submission,
        latest=task.latest.version if task.latest else 0,
        restricted=task.restricted,
        measures={measure.code: measure.is_yes_no for measure in task.measures},
        unit=task.supporting[0] if task.supporting else "VHXH",
    )
    texts = MachineTexts(randomness=RANDOMNESS, limit=LIMIT, kit=kit)
    return command_of(SAMPLE_OF[name], thing, texts, command=values)
