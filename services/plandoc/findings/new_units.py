"""Units that no list knows: named in one place of the document alone."""

from collections.abc import Iterator

from services.domain.directory.unit_kinds import UnitKind
from services.domain.plan_document.reading import ReadFinding, SentenceQuote
from services.plandoc.bodies.bodies import Body
from services.plandoc.findings.noting import DOUBT, WHOLE, finding
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.wording.words import plain


def named_once(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """One finding with every unit of the kind that anybody may found, where it is named once."""
    text = plain(read.lines.whole)
    used = {code for each in read.leading.values() for code in (each.lead, *each.supporting)}
    new = [
        body
        for body in read.book.bodies.values()
        if body.code in used and read.book.is_learnt(body.code) and _is_once(body, text)
    ]
    if not new:
        return
    names = "; ".join(body.name for body in new)
    codes = {body.code for body in new}
    yield finding(
        "unit-named-once",
        DOUBT,
        items=tuple(code for code, each in read.leading.items() if each.lead in codes),
        subject=names,
        quotes=[SentenceQuote(place=WHOLE, text=body.name) for body in new],
        sentence=f"Chỉ được nêu một lần, không rõ có phải đơn vị của địa phương không: {names}.",
        assumed="Vẫn giao việc như văn bản ghi.",
        place=WHOLE,
    )


def _is_once(body: Body, text: str) -> bool:
    return body.kind is UnitKind.SERVICE and text.count(plain(min(body.forms, key=len))) == 1
