"""The words of one paragraph as they are printed, and a count of what was skipped on the way."""

import re
from collections import Counter
from collections.abc import Iterator

from services.ledger.canonical import normalise
from services.plandoc.sources.docx_xml import Element, child, is_on, local

BOXES = "boxes"
PICTURES = "pictures"
FOOTNOTES = "footnotes"
HIDDEN = "hidden"
_NOTES = {
    BOXES: "Bỏ qua {} khung chữ: chữ trong khung không được đọc. Nếu đó là nội dung của kế hoạch, "
    "hãy chuyển ra ngoài khung.",
    PICTURES: "Bỏ qua {} hình ảnh: phần mềm không đọc chữ trong hình. Nếu hình chứa nội dung của "
    "kế hoạch, hãy gõ lại thành chữ.",
    FOOTNOTES: "Bỏ qua {} chú thích cuối trang: chú thích không được đọc. Nếu chú thích chứa nội "
    "dung của kế hoạch, hãy chuyển vào văn bản.",
    HIDDEN: "Bỏ qua {} đoạn chữ ẩn: chữ ẩn không được in ra. Nếu cần đọc, hãy bỏ định dạng ẩn.",
}
# Properties, codes of fields, and what a tracked change took away.
_SILENT = frozenset(
    {
        "",
        "annotationRef",
        "del",
        "delInstrText",
        "delText",
        "instrText",
        "moveFrom",
        "pPr",
        "rPr",
        "rt",
        "sdtEndPr",
        "sdtPr",
        "txbxContent",
    }
)
_BLANKS = frozenset({"br", "cr", "ptab", "tab"})
_DRAWINGS = frozenset({"drawing", "object", "pict"})
_REFERENCES = frozenset({"footnoteReference", "endnoteReference"})
_PICTURES = ("{*}pic", "{*}imagedata", "{*}chart", "{*}relIds")

_CONTROL = re.compile(r"[\x7f-\x9f]")  # XML itself forbids the others

Skipped = Counter[str]


def notes_of(skipped: Skipped) -> tuple[str, ...]:
    """Say in Vietnamese what was not read, one sentence for each kind."""
    return tuple(words.format(skipped[kind]) for kind, words in _NOTES.items() if skipped[kind])


def words_of(paragraph: Element, skipped: Skipped) -> str:
    """Read a paragraph on one line: NFC, single blanks, without the codes of its fields."""
    words = normalise("".join(_printed(paragraph, skipped, [])))
    return " ".join(_CONTROL.sub(" ", words).split())


def chosen(alternatives: Element) -> Element | None:
    """The one form of a drawing that Word shows, where a file offers it twice."""
    choice = child(alternatives, "Choice")
    return child(alternatives, "Fallback") if choice is None else choice


def _printed(element: Element, skipped: Skipped, fields: list[bool]) -> Iterator[str]:
    """Go through an element in reading order; `fields` tells of each open field if its code runs.

    The stack lives for one paragraph, so that a field without an end hides no more than that.
    """
    for each in element.iterchildren():
        name = local(each)
        if name in _SILENT:
            continue
        if name == "fldChar":
            _field(each, fields)
        elif name in _DRAWINGS:
            _drawing(each, skipped)
        elif name in _REFERENCES:
            skipped[FOOTNOTES] += 1
        elif name == "AlternateContent":
            shown = chosen(each)
            if shown is not None:
                yield from _printed(shown, skipped, fields)
        elif name == "r" and is_on(child(each, "rPr", "vanish")):
            skipped[HIDDEN] += bool("".join(_printed_of_run(each)).strip())
        elif any(fields):
            yield from _printed(each, skipped, fields)
        else:
            yield from _symbol(each, name)
            yield from _printed(each, skipped, fields)


def _printed_of_run(run: Element) -> Iterator[str]:
    return (text.text or "" for text in run.iterchildren("{*}t"))


def _symbol(element: Element, name: str) -> Iterator[str]:
    if name == "t":
        yield element.text or ""
    elif name in _BLANKS:
        yield " "
    elif name == "noBreakHyphen":
        yield "-"


def _field(mark: Element, fields: list[bool]) -> None:
    kind = next((value for key, value in mark.attrib.items() if key.endswith("fldCharType")), "")
    if kind == "begin":
        fields.append(True)
    elif fields and kind == "separate":
        fields[-1] = False
    elif fields and kind == "end":
        fields.pop()


def _drawing(drawing: Element, skipped: Skipped) -> None:
    boxes = 0
    in_new_box = False
    # Once through: a box inside of a box must not be searched again for each one around it.
    for each in drawing.iter("{*}txbxContent", "{*}t"):
        if local(each) == "txbxContent":
            in_new_box = True
        elif in_new_box and (each.text or "").strip():
            boxes += 1
            in_new_box = False
    skipped[BOXES] += boxes
    if not boxes and next(drawing.iter(*_PICTURES), None) is not None:
        skipped[PICTURES] += 1
