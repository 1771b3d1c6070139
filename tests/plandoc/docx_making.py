"""Word files made in memory, piece by piece; each function gives the XML of one piece.

docx_of([paragraph("KẾ HOẠCH"), table([["STT", "Nội dung"], ["1", cell("việc", span=2)]])])
"""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from services.plandoc.sources.docx_xml import Element

# Two namespaces that python-docx does not know; the reader goes by plain names.
_NAMESPACES = f'{nsdecls("w", "wp", "a", "pic", "r")} xmlns:mc="urn:mc" xmlns:v="urn:v"'


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the XML of its blocks, over how many columns it goes, how it is merged downwards."""

    blocks: str
    span: int = 1
    down: str = ""
    change: str = ""


def docx_of(
    blocks: Iterable[str], *, lists: Iterable[str] = (), styles: Iterable[str] = ()
) -> bytes:
    """A Word file of these blocks; `lists` and `styles` are added to those of the template."""
    document = Document()
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, _xml(block))  # the page's settings stay last
    numbering = document.part.numbering_part.element
    for element in list(_xml(f"<w:lists>{''.join(lists)}</w:lists>")):
        numbering.append(element)
    for style in styles:
        document.styles.element.append(_xml(style))
    return saved(document)


def saved(document: WordDocument) -> bytes:
    """The bytes of a document of python-docx."""
    file = io.BytesIO()
    document.save(file)
    return zip_of(parts_of(file.getvalue()))


def paragraph(
    *runs: str,
    style: str = "",
    number: tuple[int, int] | None = None,
    joined: bool = False,
    mark: str = "",
) -> str:
    """A paragraph of texts and of runs of the functions below.

    `number` is the list and its level (from 0); `mark` is a tracked change of its end ("del",
    "ins", "moveFrom", "moveTo"), `joined` a deleted one.
    """
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        list_id, level = number
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    mark = "del" if joined else mark
    if mark:
        properties += f"<w:rPr><w:{mark}/></w:rPr>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(map(run, runs))}</w:p>"


def run(words: str) -> str:
    """A run of text; what is XML already stays as it is."""
    if words.startswith("<"):
        return words
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def tab() -> str:
    """A tab inside of a paragraph."""
    return "<w:r><w:tab/></w:r>"


def line_break() -> str:
    """A new line inside of a paragraph."""
    return "<w:r><w:br/></w:r>"


def deleted(words: str) -> str:
    """Words that a tracked change took away."""
    return f"<w:del><w:r><w:delText>{escape(words)}</w:delText></w:r></w:del>"


def inserted(words: str) -> str:
    """Words that a tracked change added."""
    return f"<w:ins>{run(words)}</w:ins>"


def moved_away(words: str) -> str:
    """Words that a tracked change moved to another place."""
    return f"<w:moveFrom>{run(words)}</w:moveFrom>"


def moved_here(words: str) -> str:
    """The same words at their new place."""
    return f"<w:moveTo>{run(words)}</w:moveTo>"


def in_font(words: str, font: str) -> str:
    """A run of text in a font."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    return run(words).replace("<w:r>", f"<w:r>{fonts}")


def hidden(words: str) -> str:
    """Words that are not printed."""
    return f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{escape(words)}</w:t></w:r>"


def hyperlink(words: str) -> str:
    """The words of a link."""
    return f'<w:hyperlink w:anchor="x">{run(words)}</w:hyperlink>'


def field(code: str, result: str) -> str:
    """A field with its code and what is printed for it."""
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    instruction = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    return f"{marks[0]}{instruction}{marks[1]}{run(result)}{marks[2]}"


def text_box(words: str) -> str:
    """A text box as Word writes it: once for itself, once for older versions."""
    box = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def old_text_box(words: str) -> str:
    """A text box of Word 2003."""
    box = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"


def picture() -> str:
    """A picture, without the file that it shows."""
    shown = "<wp:inline><a:graphic><pic:pic/></a:graphic></wp:inline>"
    return f"<w:r><w:drawing>{shown}</w:drawing></w:r>"


def drawn_line() -> str:
    """The line below the country's name: a drawing that shows nothing to read."""
    return "<w:r><w:drawing><wp:anchor><a:graphic/></wp:anchor></w:drawing></w:r>"


def footnote() -> str:
    """The mark of a footnote."""
    return '<w:r><w:footnoteReference w:id="2"/></w:r>'


def endnote() -> str:
    """The mark of a note at the document's end."""
    return '<w:r><w:endnoteReference w:id="2"/></w:r>'


def commented(words: str) -> str:
    """Words with a comment beside them."""
    return (
        f'<w:commentRangeStart w:id="1"/>{run(words)}<w:commentRangeEnd w:id="1"/>'
        '<w:r><w:commentReference w:id="1"/></w:r>'
    )


def symbol(font: str, code: str) -> str:
    """A sign that was inserted from a symbol font."""
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


def other_file() -> str:
    """The place at which Word shows the content of another file."""
    return '<w:altChunk r:id="rId99"/>'


def workbook() -> str:
    """A table of Excel inside of the document: a picture of it, and the file behind."""
    shown = '<v:shape><v:imagedata/></v:shape><v:OLEObject ProgID="Excel.Sheet.12"/>'
    return f"<w:r><w:object>{shown}</w:object></w:r>"


def control(*blocks: str) -> str:
    """Blocks (or runs, rows, cells) inside of a content control."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{''.join(blocks)}</w:sdtContent></w:sdt>"


def cell(*blocks: str, span: int = 1, down: str = "", change: str = "") -> Cell:
    """A cell of texts, paragraphs and tables; `down` is "restart" or "continue" of a merge.

    `change` is a tracked one of the whole cell: "cellIns" or "cellDel".
    """
    written = (block if block.startswith("<") else paragraph(block) for block in blocks)
    return Cell("".join(written) or paragraph(), span, down, change)


def table(rows: Sequence[Sequence[str | Cell]], *, widths: Sequence[int] = ()) -> str:
    """A table of texts and cells; `widths` of its columns where they matter."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(map(row, rows))}</w:tbl>"


def row(cells: Sequence[str | Cell], *, properties: str = "") -> str:
    """A row of a table; `properties` is XML such as `<w:gridBefore w:val="1"/>`."""
    written = "".join(_cell(each if isinstance(each, Cell) else cell(each)) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{written}</w:tr>"


def numbered_list(
    list_id: int, *levels: tuple[str, str], start: int = 1, extra: Mapping[int, str] | None = None
) -> str:
    """A list (and its pattern of the same id): for each level its form and its text.

    `numbered_list(90, ("upperRoman", "%1."), ("decimal", "%2.%1"))`; `extra` is more XML of a
    level, such as `{1: "<w:isLgl/>"}`.
    """
    written = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{(extra or {}).get(level, "")}<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(levels)
    )
    pattern = f'<w:abstractNum w:abstractNumId="{list_id}">{written}</w:abstractNum>'
    return pattern + list_use(list_id, list_id)


def list_use(list_id: int, pattern_id: int, changes: str = "") -> str:
    """Another list of the same pattern; it counts on unless `changes` say otherwise."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{pattern_id}"/>{changes}</w:num>'


def restart(level: int, start: int = 1) -> str:
    """A change of a list: it begins anew at this level."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def numbered_style(style: str, list_id: int | None, parent: str = "") -> str:
    """A style whose paragraphs belong to a list; None where its parent says to which."""
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    number = "" if list_id is None else f'<w:numPr><w:numId w:val="{list_id}"/></w:numPr>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{style}"/>'
        f"{based}<w:pPr>{number}</w:pPr></w:style>"
    )


def parts_of(content: bytes) -> dict[str, bytes]:
    """The entries of a ZIP by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP of these entries, the same bytes on every day."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def raw_docx(body: str, *, before: str = "", **parts: str) -> bytes:
    """The smallest Word file: XML of a body as it is, and other parts (`styles="…"`)."""
    document = f"{before}<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    others = {f"word/{name}.xml": text.encode() for name, text in parts.items()}
    return zip_of({"word/document.xml": document.encode(), **others})


def _cell(each: Cell) -> str:
    settings = f'<w:gridSpan w:val="{each.span}"/>' if each.span > 1 else ""
    settings += f'<w:vMerge w:val="{each.down}"/>' if each.down == "restart" else ""
    settings += "<w:vMerge/>" if each.down == "continue" else ""
    settings += f"<w:{each.change}/>" if each.change else ""
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{each.blocks}</w:tc>"


def _xml(block: str) -> Element:
    """One element, with the namespaces that every piece may use."""
    return next(parse_xml(f"<w:piece {_NAMESPACES}>{block}</w:piece>").iterchildren())
