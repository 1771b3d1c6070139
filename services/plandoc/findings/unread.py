"""Lines that ask for something and became no item: quoted, section by section."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from services.domain.plan_document.reading import Piece, PieceRole, ReadFinding, SentenceQuote
from services.plandoc.findings.noting import DOUBT, finding

_AROUND = " .;,/"


def lines(pieces: Iterable[Piece]) -> Iterator[ReadFinding]:
    """One finding for each section, with all of its unread lines."""
    left = [piece for piece in pieces if piece.role is PieceRole.UNREAD]
    for section, found in groupby(left, key=lambda piece: piece.section):
        collected = list(found)
        quotes = [
            SentenceQuote(place=each.place, text=" ".join(each.text.split()).strip(_AROUND))
            for each in collected
        ]
        count = len({each.line for each in collected})
        yield finding(
            "lines-unread",
            DOUBT,
            subject=[section, *(each.text for each in quotes)],
            quotes=quotes,
            place=section,
            sentence=f"{count} dòng của {section} chưa giao ai: phần mềm không đọc được thành mục"
            " nào nên không ai phải báo cáo.",
            assumed="Không giao việc cho các dòng này.",
        )
