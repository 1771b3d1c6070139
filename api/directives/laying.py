"""A text in clauses, as it was read or as somebody cut it: the command that keeps it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.binding import Bound
from api.context import FormRequest, Services, viewing_of
from api.directives.proposed import spoken_on
from api.plain_values import plain
from services.commands.requests import TypedTexts
from services.domain.directive.acts.lay_clauses import ACT as LAY
from services.domain.directive.acts.lay_clauses import TEXT_AT_MOST, LayClauses
from services.domain.directive.layout import ClauseCut
from services.domain.directive.terms import ClauseKind
from services.domain.facts import TextRef
from services.ledger.port import NewText
from services.plandoc.directing.clauses import TextClause, TextPart
from services.plandoc.directing.layout import lay_out
from services.plandoc.directing.proposals import Asking, ClauseProposal
from services.plandoc.directing.proposing import propose
from services.queries.directive_page import DirectivePage

TEXT: Final = "text"


async def cuts_of(
    services: Services, form_request: FormRequest, shown: DirectivePage, text: str
) -> tuple[ClauseCut, ...]:
    """The text laid out by the reader: which clauses there are, and which of them give work."""
    viewing = await viewing_of(services, form_request.acting)

    def read() -> tuple[ClauseCut, ...]:
        clauses = lay_out(text)
        asked = propose(
            text, clauses, [], spoken_on(shown.directive), viewing.calendar, today=viewing.today
        )
        return tuple(map(_cut, clauses, asked))

    return await asyncio.to_thread(read)


def _cut(clause: TextClause, proposal: ClauseProposal) -> ClauseCut:
    return ClauseCut(
        start=clause.start,
        end=clause.end,
        mark=clause.mark,
        depth=clause.depth,
        kind=_kind(clause, proposal),
    )


def _kind(clause: TextClause, proposal: ClauseProposal) -> ClauseKind:
    if clause.kind is TextPart.HEADING:
        return ClauseKind.HEADING
    asks = proposal.asks is not Asking.INFORMATION
    return ClauseKind.ORDER if asks else ClauseKind.CONTENT


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """A text as it will be kept: the places of its clauses are places of this body."""

    ref: TextRef
    text: NewText

    @property
    def body(self) -> str:
        """The words."""
        return self.text.body


def kept_text(services: Services, typed: str) -> KeptText:
    """A whole document, which may be as long as the act allows.

    Raises Refusal where it is blank, too long or holds what no text holds.
    """
    words = TypedTexts(randomness=services.randomness, limit=TEXT_AT_MOST)
    ref = words.need(typed, label="Văn bản", field=TEXT)
    return KeptText(ref=ref, text=words.texts[-1])


async def lay(
    form_request: FormRequest, shown: DirectivePage, text: KeptText, cuts: Sequence[ClauseCut]
) -> None:
    """Keep the text with these clauses; raises Refusal."""
    command = LayClauses(
        stream=shown.directive.stream,
        text=text.ref,
        words=text.body,
        words_before=shown.text,
        cuts=tuple(cuts),
        text_version=shown.directive.text_version,
    )
    # Not the version that stood before: sent again, the click is the same command.
    sent = {"target": command.stream, "text": text.body, "cuts": plain(command.cuts, {})}
    bound = Bound(command=command, sent=sent, texts=(text.text,))
    await form_request.services.acts.handle(form_request.request(LAY.name, bound), command)
