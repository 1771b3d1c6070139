"""Each kind of hard document in three wordings: no reading falls behind the score that is kept."""

from collections import Counter
from pathlib import Path

import pytest

from infra.bench.plan_reader import documents_in
from services.plandoc.sources.open_source import read_source
from services.scoring.expected_yaml import read_expected
from tests.plandoc.case_scores import (
    DOCUMENTS,
    ONCE_UNSEEN,
    STRANGERS,
    as_kept,
    behind,
    kept_scores,
    scored,
)
from tests.plandoc.word_plan import as_word

KINDS = 12
WORDINGS = ["a", "b", "c"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_case_is_read_at_least_as_well_as_is_kept(document: Path) -> None:
    assert behind(as_kept(scored(document)), kept_scores()[document.stem]) == []


@pytest.mark.parametrize("document", STRANGERS, ids=lambda path: path.stem)
def test_what_was_unseen_once_is_read_at_least_as_well_as_is_kept(document: Path) -> None:
    assert behind(as_kept(scored(document)), kept_scores(ONCE_UNSEEN)[document.stem]) == []


def test_every_kind_is_there_in_three_wordings() -> None:
    kinds = Counter(document.stem.rpartition("-")[0] for document in DOCUMENTS)
    assert len(kinds) == KINDS
    assert set(kinds.values()) == {len(WORDINGS)}
    assert {document.stem[-1] for document in DOCUMENTS} == set(WORDINGS)
    assert set(kept_scores()) == {document.stem for document in DOCUMENTS}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_case_as_a_word_file_scores_the_same(document: Path, tmp_path: Path) -> None:
    typed = read_source(document.read_bytes(), document.name)
    printed = tmp_path / f"{document.stem}.docx"
    printed.write_bytes(as_word(typed))
    printed.with_suffix(".yaml").write_bytes(document.with_suffix(".yaml").read_bytes())
    assert as_kept(scored(printed)) == as_kept(scored(document))


def test_what_is_expected_of_unseen_documents_is_well_formed() -> None:
    for document in documents_in(Path(__file__).parent / "unseen"):
        expected = document.with_suffix(".yaml")
        assert read_expected(expected.read_bytes(), expected.name).items
