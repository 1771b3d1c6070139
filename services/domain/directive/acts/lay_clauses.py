"""Tách điều, khoản: a text is laid out in clauses, or a newer version of it."""

import re
from dataclasses import dataclass
from typing import Annotated, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.directive.authority import check_seen_text, of_open_directive
from services.domain.directive.cutting_rules import CUT_IN_WORD
from services.domain.directive.events import ClausesLaid
from services.domain.directive.layout import (
    ClauseCut,
    cut_words,
    has_its_mark,
    is_whole,
    lay_out,
    number_of,
)
from services.domain.directive.rules import (
    DIRECTIVE_CLOSED,
    NO_DIRECTIVE,
    NOT_REGISTERING,
    SECRET_WORDS,
    TEXT_MOVED,
)
from services.domain.directive.state import Directive, LaidClause
from services.domain.directive.terms import ClauseKind
from services.domain.facts import Fact, TextRef
from services.domain.fields import ClauseCuts, CountField, DrawnHere, LongText, WordsOf
from services.domain.numerals import count
from services.domain.replacing import replace

# A document of 300 pages has some 900 thousand characters and a few thousand clauses.
TEXT_AT_MOST: Final = 1_500_000
CLAUSES_AT_MOST: Final = 10_000
DEEPEST: Final = 9

UNCOVERED: Final = Rule(
    code="clauses-uncovered",
    sentence=(
        "Các điều, khoản chưa phủ hết văn bản, hoặc có chỗ chồng lên nhau. Hãy tách lại: mỗi chữ "
        "thuộc đúng một điều, khoản."
    ),
    brief="các điều, khoản không phủ đúng văn bản",
    fields=("cuts",),
)
MARK_WRONG: Final = Rule(
    code="clause-mark",
    sentence=(
        "Ký hiệu “{mark:.40}” không đứng ở đầu điều, khoản của nó. Hãy tải lại trang rồi tách lại."
    ),
    brief="ký hiệu không đứng đầu điều, khoản",
    fields=("cuts",),
)
# As it is printed: "2.1", "a)", "Thứ nhất,", "Phần thứ hai:"; never a sentence.
_MARK: Final = re.compile(r"(?:\S{1,10}(?:[^\S\n]{1,3}\S{1,8}){0,3})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LayClauses:
    """Tách văn bản thành điều, khoản; a later text is laid beside the one before.

    `words` are those of the text as it is kept, `words_before` those of the version before, None
    where there is none or they were erased. `text_version` is that which the person saw.
    """

    stream: str
    text: Annotated[TextRef, LongText(label="Văn bản", example="1. Giao X.", at_most=TEXT_AT_MOST)]
    words: Annotated[str, WordsOf(field="text")]
    words_before: Annotated[str | None, DrawnHere()]
    cuts: Annotated[
        tuple[ClauseCut, ...],
        ClauseCuts(
            about=(
                "Các điều, khoản theo thứ tự; mỗi ký tự của văn bản (dạng NFC, bỏ khoảng trắng ở "
                "hai đầu) thuộc đúng một điều, khoản."
            ),
            example=[{"start": 0, "end": 10, "mark": "1.", "depth": 0, "kind": "order"}],
            kinds=ClauseKind,
            at_most=CLAUSES_AT_MOST,
        ),
    ]
    text_version: Annotated[
        int | None, CountField(about="`text_version` khi đọc; để trống: bản mới nhất.")
    ]


def offer(state: Directive | None, context: DecisionContext) -> Offer | None:
    """Offered of an open directive; of a secret one no text is kept."""
    held, directive = of_open_directive(state, context)
    return None if directive.secret else Offer(held=held)


def decide(state: Directive | None, command: LayClauses, context: DecisionContext) -> Verdict:
    """The clauses of the text; those that stayed keep their ids and what was decided on them."""
    held, directive = of_open_directive(state, context)
    if directive.secret:
        raise SECRET_WORDS.refuse(field="text")
    check_seen_text(directive, command.text_version)
    if not is_whole(command.cuts, command.words):
        raise UNCOVERED.refuse()
    _check_cuts(command)
    laid = lay_out(
        command.cuts,
        command.words,
        [each.clause for each in directive.clauses],
        command.words_before,
        directive.last_clause,
    )
    event = ClausesLaid(
        version=directive.text_version + 1,
        text=command.text,
        layout=laid.layout,
        touched=laid.touched,
    )
    return Verdict(held=held, events=(event,))


def _check_cuts(command: LayClauses) -> None:
    """No word is cut, and what is called a mark is one; raises Refusal."""
    for word in cut_words(command.cuts, command.words):
        raise CUT_IN_WORD.refuse(word=word)
    for cut in command.cuts:
        fits = _MARK.fullmatch(cut.mark) and 0 <= cut.depth <= DEEPEST
        if not fits or not has_its_mark(cut, command.words):
            raise MARK_WRONG.refuse(mark=cut.mark)


def _laid(directive: Directive, event: ClausesLaid, _fact: Fact) -> Directive:
    before = {each.id: each for each in (*directive.gone, *directive.clauses)}
    touched, stays = set(event.touched), {each.id for each in event.layout}
    clauses = []
    for each in event.layout:
        known = before.get(each.id)
        fresh = LaidClause(
            id=each.id,
            start=each.start,
            end=each.end,
            mark=each.mark,
            depth=each.depth,
            kind=each.kind,
            tasks=known.tasks if known else (),
        )
        if known is not None and each.id not in touched:
            fresh = replace(
                fresh,
                outcome=known.outcome,
                existing=known.existing,
                reason=known.reason,
                decided_by=known.decided_by,
                decided_on=known.decided_on,
            )
        clauses.append(fresh)
    newest = max((number_of(each.id) for each in event.layout), default=0)
    return replace(
        directive,
        text=event.text,
        text_version=event.version,
        clauses=tuple(clauses),
        gone=tuple(each for id_, each in before.items() if id_ not in stays),
        last_clause=max(directive.last_clause, newest),
    )


def _describe(event: ClausesLaid, _names: Names) -> str:
    parts = f"{count(len(event.layout))} điều, khoản"
    if event.version == 1:
        return f"Tách văn bản thành {parts}."
    changed = f"{count(len(event.touched))} điều, khoản thay đổi"
    return f"Tách bản thứ {event.version} của văn bản thành {parts}; {changed}."


ACT: Final = Act(
    command=LayClauses,
    name="lay-clauses",
    said="tách điều, khoản",
    slug="tach",
    resource="clauses",
    done="Đã tách văn bản thành điều, khoản.",
    verb="lay_clauses",
    rules=(
        NOT_REGISTERING,
        NO_DIRECTIVE,
        DIRECTIVE_CLOSED,
        SECRET_WORDS,
        TEXT_MOVED,
        UNCOVERED,
        CUT_IN_WORD,
        MARK_WRONG,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ClausesLaid,
        name="Tách điều, khoản",
        apply=_laid,
        describe=_describe,
        by_assigner=True,
    ),
)
