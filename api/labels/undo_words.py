"""What stands beside the button of an act that nobody takes back, from the table of the domain."""

from collections.abc import Mapping
from typing import Final

from services.domain.task.acts import ACTS
from services.domain.task.acts.undo_act import final_sentence

# By the act's slug; blank of an act that can be undone.
FINAL: Final[Mapping[str, str]] = {act.slug: final_sentence(act.said) for act in ACTS}
