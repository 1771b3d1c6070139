"""Excel files made part by part, for what no library would write."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def parts_with(sheet_data: str, *, before: str = "", after: str = "") -> dict[str, bytes]:
    """The parts of a workbook of one sheet with these rows as XML."""
    relation = f'<Relationship Id="rId1" Type="{_KINDS}'
    texts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{relation}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><sheets>'
        '<sheet name="Sổ" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relation}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{sheet_data}'
        f"</sheetData>{after}</worksheet>",
    }
    return {name: (_HEADER + text).encode() for name, text in texts.items()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def row(number: int, cells: Iterable[str]) -> str:
    """A row of cells that are XML already."""
    return f'<row r="{number}">{"".join(cells)}</row>'


def text(words: str) -> str:
    """A cell with a text in it, at the next place."""
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def formula(kept: str | None = None, kind: str = "n") -> str:
    """A formula with the value that was last calculated, or none."""
    value = "" if kept is None else f"<v>{escape(kept)}</v>"
    return f'<c t="{kind}"><f>A1+1</f>{value}</c>'
