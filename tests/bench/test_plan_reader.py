"""What the bench says of the reader: scores of folders, a long plan, a start; empty ones too."""

from pathlib import Path

from infra.bench.long_plan import long_plan
from infra.bench.plan_reader import documents_in, lines, measure_reader
from services.domain.plan.draft import ItemKind
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from tests.plandoc.clean_plan import CLEAN
from tests.plandoc.word_plan import as_word

EXPECTED = "complete: false\nitems: [{kind: indicator, words: rác thải, lead: Trạm Y tế}]"


def test_a_folder_without_documents_is_no_fault(tmp_path: Path) -> None:
    figures = measure_reader(tmp_path)
    assert (figures["sets"], figures["start_seconds"]) == ({}, None)
    (line,) = lines(figures)
    assert "start of plan check not measured" in line


def test_each_document_with_an_expected_reading_is_scored(tmp_path: Path) -> None:
    cases, unseen = tmp_path / "cases", tmp_path / "unseen"
    for folder in (cases, unseen):
        folder.mkdir()
        (folder / "scores.yaml").write_text("{}", encoding="utf-8")
        (folder / "alone.txt").write_text(CLEAN, encoding="utf-8")
    (cases / "a.txt").write_text(CLEAN, encoding="utf-8")
    source = read_source(CLEAN.encode(), "b.txt")
    (unseen / "b.docx").write_bytes(as_word(source))
    for file in (cases / "a.yaml", unseen / "b.yaml"):
        file.write_text(EXPECTED, encoding="utf-8")
    assert [each.name for each in documents_in(unseen)] == ["b.docx"]
    figures = measure_reader(tmp_path)
    for each in figures["sets"].values():
        assert (each["documents"], each["exact"], each["invented"]) == (1, 0, 0)
        assert each["kinds"]["indicators"]["recalled"] == 1
        assert each["kinds"]["leads"]["recalled"] == 0
    assert figures["start_seconds"] > 0
    said = "\n".join(lines(figures))
    assert "unseen: 0 of 1 documents as expected" in said
    assert "recalled    0 of    1 = 0.000" in said


def test_a_long_plan_is_as_long_as_asked_and_is_read_whole() -> None:
    content = long_plan(60_000)
    assert 60_000 <= len(content) < 61_000
    draft = read_document(read_source(content, "k.txt")).draft
    kinds = [item.kind for item in draft.items]
    assert kinds.count(ItemKind.INDICATOR) == 60
    assert kinds.count(ItemKind.DUTY) >= content.decode().count("\n- ") - 2
