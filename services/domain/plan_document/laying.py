"""What happens when a document is laid beside the plan in force, and whether it is its own. Pure.

Another ward's plan numbers its sections and rows alike: laid beside ours it would put words about
clean water under our poverty rate. So the titles of our items must stand in it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from services.domain.facts import Fact
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import PlanActivated
from services.domain.plan_document.events import ItemQuote, PlanQuoted, PlanQuotesWithdrawn
from services.domain.plan_document.reading import SentenceQuote
from services.domain.plan_document.rules import ANOTHER_PLAN, NO_QUOTES, QUOTES_NOT_THERE

# A safety threshold, no wish of the ward: of our own plan's document 98 % of the titles are found,
# of twelve plans of other places at most 2 %. What lies below is not this plan's document.
LEAST_TITLES_FOUND: Final = Fraction(60, 100)
_KIND_OF_PLACE: Final = re.compile(r"^(?:phường|xã|đặc khu|thị trấn|p\.|x\.)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Laying:
    """What a document would say beside a plan: its sentences, and how far it is that plan's own.

    `quotes` is by the codes of the plan's `items` that may be quoted; `titles_found` are those
    whose title stands in their sentence. `draft` is the document as it was read; `titles` are
    those of the plan's items, for whoever looks at it before it is kept.
    """

    draft: PlanDraft
    items: tuple[str, ...]
    quotes: Mapping[str, SentenceQuote]
    titles_found: frozenset[str]
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_another_plan(self) -> bool:
        """Whether too few of the titles stand in the document."""
        return len(self.titles_found) < LEAST_TITLES_FOUND * len(self.items)

    @property
    def unquoted(self) -> int:
        """How many items get no sentence."""
        return len(self.items) - len(self.quotes)


def differences(plan: PlanActivated | PlanDraft, laying: Laying) -> tuple[str, ...]:
    """What of the document differs from the plan in force, each as a sentence's part."""
    draft = laying.draft
    reported = []
    if _plain(draft.place) != _plain(plan.place):
        reported.append(f"địa danh là “{draft.place}”, của kế hoạch là “{plan.place}”")
    if (draft.period_from, draft.period_to) != (plan.period_from, plan.period_to):
        reported.append(
            f"giai đoạn là {draft.period_from} - {draft.period_to}, "
            f"của kế hoạch là {plan.period_from} - {plan.period_to}"
        )
    if draft.number and plan.number and _plain(draft.number) != _plain(plan.number):
        reported.append(f"số là {draft.number}, của kế hoạch là {plan.number}")
    result, items = len(laying.titles_found), len(laying.items)
    if result < items:
        reported.append(f"chỉ {result} trong {items} tên mục của kế hoạch có trong văn bản")
    return tuple(reported)


def require_same_plan(plan: PlanActivated | PlanDraft, laying: Laying) -> None:
    """Whether the document is that of the plan in force; raises Refusal."""
    if not laying.quotes:
        raise NO_QUOTES.refuse()
    if laying.is_another_plan:
        reported = "; ".join(differences(plan, laying))
        raise ANOTHER_PLAN.refuse(reported=reported)


def standing_quotes(facts: Sequence[Fact]) -> tuple[PlanQuoted, ...]:
    """The layings of a plan that were not taken back, the oldest first."""
    standing: list[PlanQuoted] = []
    for fact in facts:
        match fact.event:
            case PlanQuoted():
                standing.append(fact.event)
            case PlanQuotesWithdrawn(file_sha256=sha256):
                standing = [each for each in standing if each.file_sha256 != sha256]
            case _:
                continue
    return tuple(standing)


def withdrawal(facts: Sequence[Fact], file_sha256: str) -> PlanQuotesWithdrawn:
    """Take back what a document said beside the plan; the earlier sentences hold again.

    Raises Refusal where nothing of this document stands there.
    """
    before = standing_quotes(facts)
    left = [each for each in before if each.file_sha256 != file_sha256]
    if len(left) == len(before):
        raise QUOTES_NOT_THERE.refuse()
    holding: dict[str, ItemQuote] = {}
    for each in left:
        holding |= {quote.item: quote for quote in each.quotes}
    return PlanQuotesWithdrawn(
        file_sha256=file_sha256, holding=tuple(holding[item] for item in sorted(holding))
    )


def _plain(words: str) -> str:
    """To be compared: "phường Xa" is "Xa"."""
    return _KIND_OF_PLACE.sub("", " ".join(words.casefold().split()))
