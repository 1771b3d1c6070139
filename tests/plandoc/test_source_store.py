"""A document that was read comes back from the ledger's text as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.canonical import check_string
from services.plandoc.sources.source import DocumentError, Paragraph, Row, SourceDocument, Table
from services.plandoc.sources.source_store import dump, load
from services.plandoc.sources.text_source import read_text

_NUMBERS = st.integers(1, 99_999)
_ROWS = st.builds(Row, cells=st.lists(st.text()).map(tuple), at=_NUMBERS)
_BLOCKS = st.builds(Paragraph, text=st.text(), at=_NUMBERS) | st.builds(
    Table, rows=st.lists(_ROWS).map(tuple), at=_NUMBERS
)
_DOCUMENTS = st.builds(
    SourceDocument,
    name=st.text(),
    blocks=st.lists(_BLOCKS).map(tuple),
    notes=st.lists(st.text()).map(tuple),
)


@given(_DOCUMENTS)
def test_every_document_goes_through_a_text_of_the_ledger_and_back(
    document: SourceDocument,
) -> None:
    written = dump(document)
    check_string(written)
    assert load(written) == document


def test_a_mark_after_an_escape_does_not_join_with_it() -> None:
    document = SourceDocument(name="k", blocks=(Paragraph(text="\n\u0301", at=1),), notes=())
    assert load(dump(document)) == document


def test_vietnamese_stays_readable_in_the_ledger() -> None:
    document = read_text("Kế hoạch của phường\n1\tMột\n2\tHai\n".encode(), "kế hoạch.txt")
    assert "Kế hoạch của phường" in dump(document)
    assert load(dump(document)) == document


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"name":"k","notes":[],"blocks":[{"at":1}]}'])
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(DocumentError, match="Hãy tải văn bản lên lại"):
        load(text)
