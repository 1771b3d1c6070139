"""The lines of a document painted with what each stretch of them is; the rest takes a default."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from services.domain.plan_document.reading import Piece, PieceRole
from services.plandoc.structure.lines import DocumentLines, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """What a stretch of a line is: its role, where it stands, its outermost section, its items."""

    role: PieceRole
    place: str
    section: str
    items: tuple[str, ...] = ()


_BLANK = Paint(role=PieceRole.FORM, place="", section="")


class Painting:
    """A document that is painted stretch by stretch; what was painted first stays."""

    def __init__(self, lines: DocumentLines) -> None:
        self._lines = lines
        self._stretches: dict[int, list[tuple[int, int, Paint]]] = defaultdict(list)

    def paint(self, span: Span, paint: Paint) -> None:
        """Paint what is free of a stretch."""
        for start, end in self.free(span):
            self._stretches[span.line].append((start, end, paint))

    def free(self, span: Span) -> tuple[tuple[int, int], ...]:
        """The parts of a stretch that nobody painted yet."""
        collected: list[tuple[int, int]] = []
        at = span.start
        for start, end, _ in sorted(self._stretches[span.line], key=lambda each: each[:2]):
            if start >= span.end:
                break
            if start > at:
                collected.append((at, start))
            at = max(at, end)
        if at < span.end:
            collected.append((at, span.end))
        return tuple(collected)

    def items_on(self, line: int) -> tuple[str, ...]:
        """The items of which something stands in a line, each once."""
        found = (code for _, _, paint in self._stretches[line] for code in paint.items)
        return tuple(dict.fromkeys(found))

    def pieces(self) -> Iterator[Piece]:
        """The whole document in order; neighbours of one kind are one piece.

        What is left between painted words, marks and blanks, goes with the words behind it, at
        the end of a line with those before.
        """
        last = len(self._lines.texts) - 1
        for line, text in enumerate(self._lines.texts):
            whole = text if line == last else f"{text}\n"
            yield from self._cut(line, whole)

    def _cut(self, line: int, whole: str) -> Iterator[Piece]:
        painted = sorted(self._stretches[line], key=lambda each: each[:2])
        # Where each piece begins; a line without a word is form.
        joined: list[tuple[int, Paint]] = [] if painted else [(0, _BLANK)]
        at = 0
        for _, end, paint in painted:
            if not joined or joined[-1][1] != paint:
                joined.append((at, paint))
            at = end
        ends = [*(begin for begin, _ in joined[1:]), len(whole)][: len(joined)]
        for (begin, paint), end in zip(joined, ends, strict=True):
            yield Piece(
                line=line + 1,
                text=whole[begin:end],
                role=paint.role,
                place=paint.place,
                section=paint.section,
                items=paint.items,
            )
