"""The words of one paragraph as they are printed, and a count of what was skipped on the way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from services.plandoc.sources.characters import one_line, visible
from services.plandoc.sources.docx_changes import Tracked, TrackedChanges
from services.plandoc.sources.docx_fonts import Fonts
from services.plandoc.sources.docx_xml import Element, attribute, child, is_on, local
from services.plandoc.sources.legacy_encodings import LegacyFont
from services.plandoc.sources.legacy_text import LegacyText, Piece

BOXES = "boxes"
PICTURES = "pictures"
OBJECTS = "objects"
FOOTNOTES = "footnotes"
ENDNOTES = "endnotes"
COMMENTS = "comments"
HIDDEN = "hidden"
SYMBOLS = "symbols"
EMBEDDED = "embedded"
_NOTES = {
    EMBEDDED: "Bỏ qua {} phần nội dung của tệp khác chèn vào văn bản (altChunk): phần này không "
    "được đọc. Hãy mở tệp bằng Word rồi lưu lại để Word gộp nội dung vào văn bản.",
    BOXES: "Bỏ qua {} khung chữ: chữ trong khung không được đọc. Nếu đó là nội dung của kế hoạch, "
    "hãy chuyển ra ngoài khung.",
    PICTURES: "Bỏ qua {} hình ảnh: phần mềm không đọc chữ trong hình. Nếu hình chứa nội dung của "
    "kế hoạch, hãy gõ lại thành chữ.",
    OBJECTS: "Bỏ qua {} đối tượng nhúng (như bảng Excel): nội dung bên trong không được đọc. Nếu "
    "đó là nội dung của kế hoạch, hãy chép thành bảng của Word.",
    FOOTNOTES: "Bỏ qua {} chú thích cuối trang: chú thích không được đọc. Nếu chú thích chứa nội "
    "dung của kế hoạch, hãy chuyển vào văn bản.",
    ENDNOTES: "Bỏ qua {} chú thích cuối văn bản: chú thích không được đọc. Nếu chú thích chứa nội "
    "dung của kế hoạch, hãy chuyển vào văn bản.",
    COMMENTS: "Bỏ qua {} nhận xét bên lề (comment): nhận xét không được đọc. Nếu nhận xét sửa nội "
    "dung của kế hoạch, hãy sửa vào văn bản.",
    HIDDEN: "Bỏ qua {} đoạn chữ ẩn: chữ ẩn không được in ra. Nếu cần đọc, hãy bỏ định dạng ẩn.",
    SYMBOLS: "Bỏ qua {} ký hiệu đặc biệt (Insert Symbol) không rõ là chữ gì. Nếu đó là nội dung "
    "của kế hoạch, hãy gõ lại bằng chữ.",
}
# Properties and codes of fields; what tracked changes took away is known to `TrackedChanges`.
_SILENT = frozenset(
    {
        "",
        "annotationRef",
        "delInstrText",
        "instrText",
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
_REFERENCES = {
    "footnoteReference": FOOTNOTES,
    "endnoteReference": ENDNOTES,
    "commentReference": COMMENTS,
}
_PICTURES = ("{*}pic", "{*}imagedata", "{*}chart", "{*}relIds")
# Codes of the font Symbol that say something in a plan, with or without Word's F000 before them.
_SYMBOL_FONT = {0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0x2D: "-", 0xB9: "≠"}
_LARGEST_CODE = 0xFFFF

Skipped = Counter[str]


def notes_of(skipped: Skipped) -> tuple[str, ...]:
    """Say in Vietnamese what was not read, one sentence for each kind."""
    return tuple(words.format(skipped[kind]) for kind, words in _NOTES.items() if skipped[kind])


@dataclass(slots=True)
class PrintedText:
    """Reads the paragraphs of one document, each once and in reading order."""

    changes: TrackedChanges
    fonts: Fonts
    legacy: LegacyText = field(default_factory=LegacyText)
    skipped: Skipped = field(default_factory=Skipped)

    def survey(self, body: Element) -> None:
        """Look through a document in old fonts, to tell which of its words are Unicode already."""
        if self.fonts.any_legacy:
            for paragraph in body.iter("{*}p"):
                self.legacy.survey(_Line(self.changes, self.fonts, Skipped(), paragraph).pieces())

    def words_of(self, paragraph: Element) -> str:
        """Read a paragraph on one line: NFC, single blanks, without the codes of its fields."""
        pieces = list(_Line(self.changes, self.fonts, self.skipped, paragraph).pieces())
        return one_line(visible(self.legacy.converted(pieces)))


def chosen(alternatives: Element) -> Element | None:
    """The one form of a drawing that Word shows, where a file offers it twice."""
    choice = child(alternatives, "Choice")
    return child(alternatives, "Fallback") if choice is None else choice


@dataclass(slots=True)
class _Line:
    """One paragraph on the way through its runs.

    `codes` tells of each open field if its code runs; it lives for one paragraph, so that a field
    without an end hides no more than that. `begun` is whether anything was printed before.
    """

    changes: TrackedChanges
    fonts: Fonts
    skipped: Skipped
    paragraph: Element
    codes: list[bool] = field(default_factory=list)
    begun: bool = False

    def pieces(self) -> Iterator[Piece]:
        """The printed texts in reading order, each with the old font that prints it."""
        for piece in self._printed(self.paragraph, None):
            self.begun = self.begun or bool(piece[0].strip())
            yield piece

    def _printed(self, element: Element, run: Element | None) -> Iterator[Piece]:
        gone = self.changes.gone
        for each in element.iterchildren():
            name = local(each)
            if name in _SILENT or name in gone:
                continue
            if name == "fldChar":
                self._field(each)
            elif name in _DRAWINGS:
                self._drawing(each)
            elif name in _REFERENCES:
                self.skipped[_REFERENCES[name]] += 1
            elif name == "AlternateContent":
                shown = chosen(each)
                if shown is not None:
                    yield from self._printed(shown, run)
            elif name == "r":
                yield from self._run(each)
            else:
                if not any(self.codes):
                    yield from self._symbol(each, name, run)
                yield from self._printed(each, run)

    def _run(self, run: Element) -> Iterator[Piece]:
        if is_on(child(self.changes.properties(run, "rPr"), "vanish")):
            self.skipped[HIDDEN] += bool("".join(_texts(run)).strip())
            return
        yield from self._printed(run, run)

    def _symbol(self, element: Element, name: str, run: Element | None) -> Iterator[Piece]:
        if name == "t" or (name == "delText" and self.changes.tracked is Tracked.REJECTED):
            yield element.text or "", self._font(run)
        elif name in _BLANKS:
            yield " ", None
        elif name == "noBreakHyphen":
            yield "-", None
        elif name == "softHyphen":
            yield "\u00ad", self._font(run)  # the letter ư of TCVN3; else nobody sees it
        elif name == "sym":
            yield self._sign(element), None

    def _font(self, run: Element | None) -> LegacyFont | None:
        return None if run is None else self.fonts.of(run, self.paragraph)

    def _sign(self, symbol: Element) -> str:
        """A sign of a symbol font: a bullet in front of the words, a comparison, or skipped."""
        code = _hexadecimal(attribute(symbol, "char") or "")
        if (attribute(symbol, "font") or "").casefold() == "symbol":
            sign = _SYMBOL_FONT.get(code & 0xFF)
            if sign is not None:
                return sign
        if not self.begun:
            return "\uf0b7"
        self.skipped[SYMBOLS] += 1
        return " "

    def _field(self, mark: Element) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self.codes.append(True)
        elif self.codes and kind == "separate":
            self.codes[-1] = False
        elif self.codes and kind == "end":
            self.codes.pop()

    def _drawing(self, drawing: Element) -> None:
        boxes = 0
        in_new_box = False
        # Once through: a box inside of a box must not be searched again for each one around it.
        for each in drawing.iter("{*}txbxContent", "{*}t"):
            if local(each) == "txbxContent":
                in_new_box = True
            elif in_new_box and (each.text or "").strip():
                boxes += 1
                in_new_box = False
        self.skipped[BOXES] += boxes
        if boxes:
            return
        if next(drawing.iter("{*}OLEObject"), None) is not None:
            self.skipped[OBJECTS] += 1
        elif next(drawing.iter(*_PICTURES), None) is not None:
            self.skipped[PICTURES] += 1


def _texts(run: Element) -> Iterator[str]:
    return (text.text or "" for text in run.iterchildren("{*}t", "{*}delText"))


def _hexadecimal(code: str) -> int:
    try:
        return min(int(code, 16), _LARGEST_CODE)
    except ValueError:
        return 0
