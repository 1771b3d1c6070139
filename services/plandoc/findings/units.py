"""Defects of assignment: nobody leads, many lead, groups that nobody defines, units left out."""

import re
from collections.abc import Iterator

from services.domain.directory.unit_kinds import UnitKind
from services.domain.plan_document.reading import Field, ReadFinding, SentenceQuote
from services.plandoc.bodies.bodies import Body, listed
from services.plandoc.findings.noting import (
    DOUBT,
    ERROR,
    WHOLE,
    cell_quote,
    finding,
    place_of,
    quote,
    row_place,
    slot,
)
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.structure.columns import Column
from services.plandoc.wording.vocabulary import any_of, vocabulary

_SENT_TO = r"(?<!\w)(?:gửi|trình|nộp|báo cáo|chuyển|về|cho|qua|tới|đến)\s+(?:cho\s+|về\s+)?"
_NOBODY = "Chưa giao ai; mục này chưa có việc nào được giao."


def leads(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """An item without a lead, with a group as its lead, or with several leads."""
    for code, title, quoted in _items(read):
        leading = read.leading[code]
        if leading.lead is None:
            yield _no_lead(read, code, title, quoted)
            continue
        printed = SentenceQuote(place=quoted.place, text=leading.printed)
        if leading.group is not None:
            members = listed(read.book, read.book.members(leading.group))
            yield finding(
                "collective-lead",
                DOUBT,
                items=(code,),
                subject=title,
                quotes=[printed],
                sentence="Chủ trì là một tập thể nên không rõ ai chịu trách nhiệm.",
                assumed=f"Mỗi đơn vị tự chủ trì phần của mình: {members}." if members else _NOBODY,
                corrects=slot(code, Field.LEAD),
            )
        elif leading.several:
            yield finding(
                "several-leads",
                ERROR,
                items=(code,),
                subject=title,
                quotes=[printed],
                sentence="Nhiều đơn vị cùng được ghi là chủ trì; mỗi việc chỉ một đơn vị chủ trì.",
                assumed=f"Tạm lấy đơn vị ghi trước, {listed(read.book, leading.several[:1])};"
                " các đơn vị khác phối hợp.",
                corrects=slot(code, Field.LEAD),
            )


def _no_lead(read: UnderstoodWords, code: str, title: str, quoted: SentenceQuote) -> ReadFinding:
    child = read.child_leads.get(code)
    taken = listed(read.book, [child.lead]) if child and child.lead else ""
    return finding(
        "no-lead",
        ERROR,
        items=(code,),
        subject=title,
        quotes=[quoted],
        sentence="Không đơn vị nào được giao chủ trì nên không ai phải báo cáo.",
        assumed=f"Tạm lấy {taken}, đơn vị chủ trì của dòng phụ." if taken else _NOBODY,
        corrects=slot(code, Field.LEAD),
    )


def _items(read: UnderstoodWords) -> Iterator[tuple[str, str, SentenceQuote]]:
    for indicator in read.indicators:
        if indicator.row is not None:
            yield (
                indicator.code,
                indicator.title,
                cell_quote(indicator.row.label, "Nội dung", indicator.row.name),
            )
        elif indicator.paragraph is not None:
            yield indicator.code, indicator.title, quote(indicator.paragraph.entry)
    for scheme in read.schemes:
        entry, words = (scheme.listed, None) if scheme.listed else scheme.named[0]
        yield scheme.code, scheme.title, quote(entry, words)
    for duty in read.duties:
        yield duty.code, duty.text, quote(duty.entry, duty.text)


def supporting(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """The column of supporting units is empty in a row of the annex."""
    if read.annex is None or not read.annex.has(Column.SUPPORTING):
        return
    for indicator in read.indicators:
        if indicator.row and not indicator.row.only_heads and not indicator.row.supporting.strip():
            yield finding(
                "support-empty",
                DOUBT,
                items=(indicator.code,),
                subject=indicator.title,
                quotes=[cell_quote(indicator.row.label, "phối hợp", indicator.row.name)],
                sentence="Cột đơn vị phối hợp để trống: không rõ là không cần ai hay bị bỏ sót.",
                assumed="Không có đơn vị phối hợp.",
                corrects=slot(indicator.code, Field.SUPPORTING),
            )


def unread_cells(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A cell of units holds words that name no unit."""
    for indicator in read.indicators:
        for words in read.leading[indicator.code].unread:
            number = indicator.row.label if indicator.row else ""
            yield finding(
                "unit-unknown",
                DOUBT,
                items=(indicator.code,),
                subject=words,
                quotes=[cell_quote(number, "chủ trì, phối hợp", words)],
                sentence=f"“{words}” không đọc được là tên một đơn vị.",
                assumed="Bỏ qua các chữ này.",
                corrects=slot(indicator.code, Field.SUPPORTING),
            )


def groups(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """Words that mean several units, and nobody says which."""
    used = _used_groups(read)
    for group in read.book.groups.values():
        if group.code in used and not group.defined and not group.parts:
            items = used[group.code]
            members = listed(read.book, read.book.members(group))
            yield finding(
                "group-undefined",
                DOUBT,
                subject=group.phrase,
                quotes=[SentenceQuote(place=_where(read, group.phrase), text=group.phrase)],
                sentence=f"“{group.phrase}” (mục {', '.join(items)}) gồm những đơn vị nào thì văn"
                " bản không nói.",
                assumed=f"Hiểu là: {members}." if members else "Chưa hiểu là đơn vị nào.",
            )
    for phrase, entry in read.related.items():
        yield finding(
            "group-undefined",
            DOUBT,
            subject=phrase,
            quotes=[quote(entry, phrase)],
            sentence=f"“{phrase}” không nói là đơn vị nào nên không ai biết mình phải phối hợp.",
            assumed="Không ghi đơn vị phối hợp cho đến khi có phân công rõ.",
        )


def _used_groups(read: UnderstoodWords) -> dict[str, list[str]]:
    """The groups that support items, alone or inside others; one that leads is asked about so."""
    used: dict[str, list[str]] = {}
    parts = {group.code: group.parts for group in read.book.groups.values()}
    for code, leading in read.leading.items():
        led = (leading.lead,) if leading.lead else ()
        inside = (inner for group in (*led, *leading.supporting) for inner in parts.get(group, ()))
        for each in (*leading.supporting, *inside):
            if each in parts and each not in led:
                used.setdefault(each, []).append(code)
    return used


def _where(read: UnderstoodWords, phrase: str) -> str:
    for row in read.annex.rows if read.annex else ():
        for each in (row, *row.children):
            if phrase in each.lead or phrase in each.supporting:
                return row_place(row.label)
    entry = next((each for each in read.parts.everything if phrase in each.text), None)
    if entry is not None:
        return place_of(entry)
    cells = (cell for table in read.parts.tables for row in table.rows for cell in row.cells)
    return "phụ lục" if any(phrase in cell for cell in cells) else WHOLE


def idle_units(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A unit of the ward that leads nothing, or has no work at all."""
    working, leading = _working(read)
    for body in read.book.bodies.values():
        if body.kind not in vocabulary().internal or body.code in leading:
            continue
        if body.name.startswith("Các "):
            continue  # several bodies under one name: none of them is one unit of the ward
        busy = body.code in working
        if not busy and _only_addressed(read, body):
            continue
        yield finding(
            "unit-leads-nothing" if busy else "unit-receives-nothing",
            DOUBT,
            subject=body.code,
            quotes=[SentenceQuote(place=_where(read, body.forms[0]), text=body.name)],
            sentence=f"{body.name} chỉ phối hợp, không chủ trì mục nào."
            if busy
            else f"{body.name} được nêu tên nhưng không nhận việc nào.",
            assumed="Giữ như văn bản: đơn vị này không phải báo cáo việc chủ trì.",
        )


def _only_addressed(read: UnderstoodWords, body: Body) -> bool:
    """Whether a unit is named only as the one that something is sent to."""
    named = re.compile(rf"(?P<to>{_SENT_TO})?(?<!\w)(?:{any_of(body.forms)})", re.IGNORECASE)
    forms = [form.lower() for form in body.forms]
    addressed = False
    for each in read.parts.body:
        lowered = each.text.lower()
        if not any(form in lowered for form in forms):
            continue
        for match in named.finditer(each.text):
            if not match["to"]:
                return False
            addressed = True
    return addressed


def _working(read: UnderstoodWords) -> tuple[set[str], set[str]]:
    """Units that have any work, and those that lead some of it, groups opened."""
    members = {group.code: read.book.members(group) for group in read.book.groups.values()}

    def opened(code: str | None) -> set[str]:
        if code is None:
            return set()
        if code not in members:
            return {code}
        return {unit for inner in members[code] for unit in opened(inner)}

    everyone = (*read.leading.values(), *read.child_leads.values())
    leading = {unit for each in everyone for unit in opened(each.lead)}
    named = {code for each in everyone for code in each.supporting if code not in members}
    return leading | named, leading


def only_in_annex(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A unit that the annex gives work and the text never names.

    A plan whose text names no unit at all gives its work in the annex, and means to.
    """
    if not read.in_text:
        return
    for code in sorted(read.in_annex - read.in_text):
        body = read.book.bodies[code]
        yield finding(
            "unit-only-in-annex",
            DOUBT,
            subject=code,
            quotes=[SentenceQuote(place=_where(read, body.forms[0]), text=body.name)],
            sentence=f"{body.name} chỉ có tên trong phụ lục, phần lời văn không giao việc gì.",
            assumed="Giữ phần việc ghi trong phụ lục.",
        )


def recipients(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A unit has work, and the list of recipients does not reach it."""
    if read.parts.recipients is None:
        return
    working, _ = _working(read)
    for code in sorted(working - read.recipients):
        body = read.book.bodies.get(code)
        if body is None or (body.kind is UnitKind.SCHOOL and "CSGD" in read.recipients):
            continue
        yield finding(
            "recipient-missing",
            DOUBT,
            subject=code,
            quotes=[SentenceQuote(place="nơi nhận", text=body.name)],
            sentence=f"{body.name} có việc trong kế hoạch nhưng không có tên ở Nơi nhận: sau này"
            " không chứng minh được đơn vị đã nhận văn bản.",
            assumed="Vẫn giao việc theo kế hoạch.",
        )
