"""A part of an Office package is judged by what it is to the package, wherever it lies."""

import zlib
from io import BytesIO

import pytest
from docx import Document

from services.commands.evidence import examine
from services.domain.errors import Refusal
from tests import evidence_files as files

AT_MOST = 25
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MICROSOFT_RELS = "http://schemas.microsoft.com/office/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT_W = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
Parts = dict[str, bytes | str]


def _types(overrides: dict[str, str], **defaults: str) -> Parts:
    said = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items()
    ) + "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return {"[Content_Types].xml": f"<Types>{said}</Types>"}


def _relation(kind: str, target: str, of: str = "word/document.xml", mode: str = "") -> Parts:
    folder, _, name = of.rpartition("/")
    said = f'<Relationships><Relationship Id="r1" Type="{kind}" Target="{target}" {mode}/>'
    return {f"{folder}/_rels/{name}.rels".lstrip("/"): said + "</Relationships>"}


def _odd_main(content: bytes | str, kind: str = WORD_MAIN, name: str = "x/doc.xml") -> bytes:
    """A package that names another part as the main one, beside a part at the usual place."""
    return files.parts(
        {
            name: content,
            **_types({f"/{name}": kind}),
            **_relation(f"{RELS}/officeDocument", name, of=""),
        }
    )


def _fields(*runs: str, space: str = W) -> str:
    return f"<w:document {space} {MC}><w:p>{''.join(runs)}</w:p></w:document>"


def _says(words: str, element: str = "instrText") -> str:
    return f"<w:r><w:{element}>{words}</w:{element}></w:r>"


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _internal(kind: str, target: str = "media/x.bin") -> bytes:
    return files.parts({"word/media/x.bin": b"\x01\x02", **_relation(kind, target)})


def _typed(kind: str) -> bytes:
    return files.parts({"word/media/x.dat": b"\x01", **_types({"/word/media/x.dat": kind})})


BY_RELATION = {
    "OLE object": (_internal(f"{RELS}/oleObject"), "file-embedded"),
    "OLE object, strict": (_internal(f"{STRICT_RELS}/oleObject"), "file-embedded"),
    "OLE object, other letters": (_internal(f"{RELS}/OLEOBJECT"), "file-embedded"),
    "package": (_internal(f"{RELS}/package"), "file-embedded"),
    "control": (_internal(f"{RELS}/control"), "file-program"),
    "ActiveX": (_internal(f"{MICROSOFT_RELS}/activeXControlBinary"), "file-program"),
    "chunk of RTF": (_internal(f"{RELS}/aFChunk"), "file-embedded"),
    "chunk of a page, strict": (_internal(f"{STRICT_RELS}/aFChunk"), "file-embedded"),
    "macros": (_internal(f"{MICROSOFT_RELS}/vbaProject"), "file-macro"),
    "what belongs to macros": (_internal(f"{MICROSOFT_RELS}/wordVbaData"), "file-macro"),
    "sheet of old macros": (_internal(f"{MICROSOFT_RELS}/xlMacrosheet"), "file-macro"),
    "sheet of other old macros": (_internal(f"{MICROSOFT_RELS}/xlIntlMacrosheet"), "file-macro"),
    "old dialog": (_internal(f"{RELS}/dialogsheet"), "file-macro"),
    "template from elsewhere, strict": (
        files.parts(
            _relation(
                f"{STRICT_RELS}/attachedTemplate",
                "https://noi-khac.example/a.dotm",
                mode='TargetMode="EXTERNAL"',
            )
        ),
        "file-remote",
    ),
    "document from elsewhere": (
        files.parts(_relation(f"{RELS}/subDocument", "b.docx", mode='TargetMode="External"')),
        "file-remote",
    ),
    "frame by an address that is not called external": (
        files.parts(_relation(f"{RELS}/frame", "https://noi-khac.example/a")),
        "file-remote",
    ),
    "template on a shared folder that is not called external": (
        files.parts(_relation(f"{RELS}/attachedTemplate", r"\\noi-khac\a.dotm")),
        "file-remote",
    ),
    "list of relations under a written-out name": (
        files.parts(
            {
                "word/_rels/document.xml%2Erels": _relation(f"{RELS}/oleObject", "a")[
                    "word/_rels/document.xml.rels"
                ]
            }
        ),
        "file-embedded",
    ),
}
BY_TYPE = {
    "OLE object": (
        _typed("application/vnd.openxmlformats-officedocument.oleObject"),
        "file-embedded",
    ),
    "OLE object by ending": (
        files.parts(
            {
                "word/media/x.dat": b"\x01",
                **_types({}, DAT="application/vnd.openxmlformats-officedocument.oleObject"),
            }
        ),
        "file-embedded",
    ),
    "ActiveX": (_typed("application/vnd.ms-office.activeX+xml"), "file-program"),
    "page of the web": (_typed("text/html; charset=utf-8"), "file-program"),
    "RTF": (_typed("application/rtf"), "file-embedded"),
    "old Word document": (_typed("application/msword"), "file-embedded"),
    "macros": (_typed("application/vnd.ms-office.vba&#80;roject"), "file-macro"),
    "sheet of old macros": (
        _typed("application/vnd.ms-excel.intlM&#97;crosheet+xml"),
        "file-macro",
    ),
    "old dialog": (
        _typed("application/vnd.openxmlformats-officedocument.spreadsheetml.dialogsheet+xml"),
        "file-macro",
    ),
}
BY_CONTENT = {
    "OLE file": (
        files.parts({"word/media/a.png": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
        "file-embedded",
    ),
    "RTF": (files.parts({"word/media/a.txt": rb"{\rtf1 a}"}), "file-embedded"),
    "archive": (files.parts({"word/media/a.png": _internal(f"{RELS}/control")}), "file-program"),
    "part in pieces": (files.parts({"word/document.xml/[0].piece": "<x/>"}), "file-paths"),
    "DDE in an odd main part": (_odd_main(_fields(_says("DDEAUTO cmd"))), "file-dde"),
    "DDE in pieces, strict": (
        _odd_main(_fields(_says(" D"), _says("DE"), _says(" cmd"), space=STRICT_W)),
        "file-dde",
    ),
    "DDE under an ending of a picture": (
        _odd_main(_fields(_says("DDE cmd")), name="x/a.png"),
        "file-dde",
    ),
    "DDE in two bytes a letter, no ending": (
        _odd_main(_fields(_says("DDE cmd")).encode("utf-16"), name="x/a"),
        "file-dde",
    ),
    "DDE in words that were deleted": (
        files.parts({"a.xml": _fields(_says("DDE cmd", "delInstrText"))}),
        "file-dde",
    ),
    "DDE around another field": (
        files.parts(
            {
                "word/document.xml": _fields(
                    *(_mark("begin"), _says("D")),
                    *(_mark("begin"), _says("QUOTE"), _mark("end")),
                    *(_says("DE cmd"), _mark("end")),
                )
            }
        ),
        "file-dde",
    ),
    "DDE before another field": (
        files.parts(
            {
                "word/document.xml": _fields(
                    *(_mark("begin"), _says("DDE")),
                    *(_mark("begin"), _says("QUOTE"), _mark("end")),
                    *(_says("cmd"), _mark("end")),
                )
            }
        ),
        "file-dde",
    ),
    "field with words that one reader skips": (
        files.parts(
            {
                "word/document.xml": _fields(
                    *(_mark("begin"), _says("D"), "<mc:AlternateContent><mc:Fallback>"),
                    *(_says("x"), "</mc:Fallback></mc:AlternateContent>"),
                    *(_says("DE cmd"), _mark("end")),
                )
            }
        ),
        "file-dde",
    ),
    "DDE behind a long text": (
        files.parts(
            {"word/document.xml": _fields("<w:t>" + "a" * 262_100 + "</w:t>", _says("DDE cmd"))}
        ),
        "file-dde",
    ),
    "DDE link of a workbook at an odd place": (
        files.parts({"a/b.bin": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'}),
        "file-dde",
    ),
    "main part that is no XML": (_odd_main(b"\x01", name="x/a"), "file-broken"),
    "two main parts": (
        files.parts(
            {
                "_rels/.rels": f'<r><Relationship Type="{RELS}/officeDocument" Target="a"/>'
                f'<Relationship Type="{STRICT_RELS}/officeDocument" Target="b"/></r>'
            }
        ),
        "file-broken",
    ),
    "relation whose type is written twice": (
        files.parts(
            {
                "_rels/a.rels": f'<r xmlns:x="urn:x"><Relationship Type="{RELS}/oleObject" '
                f'x:Type="{RELS}/styles" Target="a"/></r>'
            }
        ),
        "file-embedded",
    ),
    "relation whose type is written twice, in other letters": (
        files.parts(
            {"_rels/a.rels": f'<r><Relationship Type="{RELS}/oleObject" type="" Target="a"/></r>'}
        ),
        "file-broken",
    ),
    "part of two types": (
        files.parts(
            {
                "[Content_Types].xml": '<Types><Override PartName="/a" ContentType="text/xml"/>'
                '<Override PartName="/A" ContentType="image/png"/></Types>'
            }
        ),
        "file-broken",
    ),
    "workbook that is none": (files.parts({"word/embeddings/a.xlsx": b"MZ"}), "file-broken"),
    "also an OpenDocument": (files.parts({"META-INF/manifest.xml": "<x/>"}), "file-archive"),
    "simple field with two instructions": (
        files.parts(
            {
                "word/document.xml": f'<w:p {W} xmlns:x="urn:x"><w:fldSimple w:instr="DDE cmd" '
                'x:instr="PAGE"/></w:p>'
            }
        ),
        "file-dde",
    ),
    "field whose end one reader skips": (
        files.parts(
            {
                "word/document.xml": _fields(
                    *(_mark("begin"), _says("D"), "<mc:AlternateContent><mc:Fallback>"),
                    *(_mark("end"), _mark("begin"), "</mc:Fallback></mc:AlternateContent>"),
                    *(_says("DE cmd"), _mark("end")),
                )
            }
        ),
        "file-dde",
    ),
    "field that goes on in another alternative": (
        files.parts(
            {
                "word/document.xml": _fields(
                    *("<mc:Choice>", _mark("begin"), _says("D"), "</mc:Choice>"),
                    *("<mc:Fallback>", _says("x"), "</mc:Fallback>"),
                    *("<mc:Choice>", _says("DE cmd"), "</mc:Choice>"),
                )
            }
        ),
        "file-dde",
    ),
    "field whose beginning is also its end": (
        files.parts(
            {
                "word/document.xml": _fields(
                    '<w:fldChar w:fldCharType="begin" mc:fldCharType="end"/>', _says("PAGE")
                )
            }
        ),
        "file-dde",
    ),
    "presentation": (
        _odd_main(
            "<p/>",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        ),
        "file-archive",
    ),
    "workbook beside a document": (_odd_main("<w/>", EXCEL_MAIN), "file-lies"),
}
REFUSED = {
    f"{how}: {what}": case
    for how, cases in (("relation", BY_RELATION), ("type", BY_TYPE), ("content", BY_CONTENT))
    for what, case in cases.items()
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_a_part_that_acts_is_refused_wherever_it_lies(content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        examine(content, "a.docx", AT_MOST)
    assert refused.value.code == code


def _picture() -> BytesIO:
    rows = zlib.compress(b"\x00\xff\xff\xff")
    end = b"".join(
        len(said).to_bytes(4) + kind + said + zlib.crc32(kind + said).to_bytes(4)
        for kind, said in ((b"IDAT", rows), (b"IEND", b""))
    )
    return BytesIO(files.png(1, 1) + end)


def _with_picture() -> bytes:
    document = Document()
    document.add_picture(_picture())
    document.sections[0].header.paragraphs[0].text = "Ủy ban nhân dân phường"
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _with_chart(root: str) -> bytes:
    """A document whose chart keeps its figures as a workbook, as Word writes it."""
    return files.parts(
        {
            "word/embeddings/a.xlsx": files.XLSX,
            "word/charts/chart1.xml": f"<c:{root} xmlns:c='urn:c'/>",
            **_types({"/word/charts/chart1.xml": CHART}, xml="application/xml"),
            **_relation(f"{RELS}/package", "../embeddings/a.xlsx", of="word/charts/chart1.xml"),
        }
    )


HONEST = {
    "a picture pasted": _with_picture(),
    "a chart with its figures": _with_chart("chartSpace"),
    "a main part under another name": _odd_main(_fields(_says("PAGE")), name="word/document2.xml"),
    "a picture linked": files.parts(
        _relation(f"{RELS}/image", "https://vi-du.example/a.png", mode='TargetMode="External"')
    ),
    "a page of the web to press, strict": files.parts(
        _relation(
            f"{STRICT_RELS}/hyperlink", "https://vi-du.example", mode='TargetMode="External"'
        )
    ),
    "a type that no part has": files.parts(
        _types({}, bin="application/vnd.openxmlformats-officedocument.oleObject")
    ),
    "old drawings, which need not be whole XML": files.parts(
        {"word/a.vml": "<xml><div>a<br></div></xml>"}
    ),
    "a field inside the drawing of a field's result": files.parts(
        {
            "word/document.xml": _fields(
                *(_mark("begin"), _says("PAGE"), _mark("separate"), "<mc:AlternateContent>"),
                *(_mark("begin"), _says("DATE"), _mark("end"), "</mc:AlternateContent>"),
                _mark("end"),
            )
        }
    ),
}


@pytest.mark.parametrize("content", HONEST.values(), ids=HONEST)
def test_what_an_office_program_writes_is_taken(content: bytes) -> None:
    assert examine(content, "a.docx", AT_MOST).endswith("wordprocessingml.document")


def test_figures_of_a_chart_belong_to_a_chart() -> None:
    with pytest.raises(Refusal) as refused:
        examine(_with_chart("document"), "a.docx", AT_MOST)
    assert refused.value.code == "file-embedded"


def test_a_workbook_is_shown_by_its_main_part() -> None:
    written = _odd_main("<workbook/>", EXCEL_MAIN, "xl/workbook2.xml")
    assert examine(written, "a.xlsx", AT_MOST).endswith("spreadsheetml.sheet")
