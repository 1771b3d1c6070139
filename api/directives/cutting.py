"""Clauses cut where somebody set a mark, or joined: the text stays, only its bounds move."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from api.web.forms import BadForm
from services.domain.directive.layout import ClauseCut
from services.domain.directive.terms import ClauseKind
from services.domain.errors import Refusal
from services.ledger.canonical import normalise
from services.plandoc.directing.clauses import TextClause, TextPart
from services.plandoc.directing.cutting import split

MARK: Final = "|"
FIELD: Final = "words"


def cut_at_marks(cuts: Sequence[ClauseCut], at: int, text: str, typed: str) -> Sequence[ClauseCut]:
    """The clauses with the one at `at` cut at each mark that was typed into its words.

    Raises BadForm where no mark was set, other words were changed, or a mark parts a word.
    """
    clause = cuts[at]
    words = text[clause.start : clause.end]
    # What a browser sends back of a field has no blank lines lost but those around it.
    sent = normalise(typed)
    if sent.replace(MARK, "").strip() != words.replace(MARK, "").strip():
        raise BadForm(
            "words-changed",
            f"Chỉ đặt dấu {MARK} vào chỗ cần tách, không sửa chữ nào khác. Nội dung văn bản đã "
            "đổi thì hãy dán lại cả văn bản.",
            field=FIELD,
        )
    lead = len(words) - len(words.lstrip())
    places, behind = [], lead
    for letter in sent.lstrip():
        if letter == MARK and words[behind : behind + 1] != MARK:
            places.append(clause.start + behind)
        else:
            behind += 1
    if not places:
        raise BadForm(
            "no-cut",
            f"Chưa đặt dấu {MARK} nào. Hãy đặt dấu {MARK} trước chữ đầu của ý mới.",
            field=FIELD,
        )
    parts = _split(clause, text, places)
    return [*cuts[:at], *parts, *cuts[at + 1 :]]


def _split(clause: ClauseCut, text: str, places: Sequence[int]) -> Sequence[ClauseCut]:
    whole = TextClause(
        start=clause.start,
        end=clause.end,
        mark=clause.mark,
        depth=clause.depth,
        kind=TextPart.BODY,
    )
    laid: Sequence[TextClause] = [whole]
    try:
        for place in places:
            laid = split(laid, text, place)
    except Refusal as refusal:
        raise BadForm.of(refusal, field=FIELD) from refusal
    return [
        ClauseCut(
            start=each.start,
            end=each.end,
            mark=each.mark,
            depth=each.depth,
            kind=clause.kind if clause.kind is not ClauseKind.HEADING else ClauseKind.ORDER,
        )
        for each in laid
    ]


def joined(cuts: Sequence[ClauseCut], at: int) -> Sequence[ClauseCut]:
    """The clauses with the one at `at` joined to the one before it; raises BadForm."""
    if at == 0:
        raise BadForm("no-join", "Đây là ý đầu của văn bản nên không có ý nào ở trước để nối.")
    before = cuts[at - 1]
    kind = ClauseKind.ORDER if ClauseKind.ORDER in {before.kind, cuts[at].kind} else before.kind
    whole = replace(before, end=cuts[at].end, kind=kind)
    return [*cuts[: at - 1], whole, *cuts[at + 1 :]]
