"""What stands around a verification: its progress, the witness that the command names."""

import sys
from pathlib import Path

import pytest

from infra.cli.progress import ProgressBar
from infra.errors import SettingsError
from infra.verify.witnesses import witnesses_named
from infra.witness.configured import WITNESS_KEY, WITNESS_URL
from services.ledger.merkle import Tree, leaf_hash
from tests.ledger.tlog.note_vectors import LOG, WITNESS

KEY = WITNESS.verifier.text()


def test_in_a_pipe_there_is_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    bar = ProgressBar("Đang kiểm tra")
    bar.show(1, 2)
    bar.close()
    assert capsys.readouterr() == ("", "")


def test_at_a_terminal_it_is_drawn_now_and_then_and_taken_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    bar = ProgressBar("Đang kiểm tra")
    for done in (1, 2, 3, 4):
        bar.show(done, 4)
    bar.close()
    out, said = capsys.readouterr()
    assert out == ""
    assert said.count("\r") == 3, "the first, the whole, the end"
    assert "100% (4/4)" in said


@pytest.mark.parametrize(
    ("where", "key", "wrong"),
    [
        ("http://127.0.0.1:1", None, "Chưa nêu khóa công khai của nhân chứng"),
        ("/khong/co", KEY, "Không có thư mục /khong/co"),
        ("http://127.0.0.1:1", LOG.verifier.text(), "không phải khóa công khai của nhân chứng"),
    ],
)
def test_a_witness_that_cannot_be_meant_is_refused(
    where: str, key: str | None, wrong: str
) -> None:
    with pytest.raises(SettingsError, match=wrong):
        witnesses_named(where, key, {})


def test_without_a_word_it_is_the_witness_of_the_settings(tmp_path: Path) -> None:
    assert witnesses_named(None, None, {}) == {}
    settings = {WITNESS_URL: str(tmp_path), WITNESS_KEY: KEY}
    assert list(witnesses_named(None, None, settings)) == ["witness.example/one"]


def test_a_tree_goes_on_from_its_full_subtrees() -> None:
    whole = Tree()
    for number in range(100):
        gone_on = Tree(whole.peaks, whole.size)
        for tree in (whole, gone_on):
            tree.add(leaf_hash(b"%d" % number))
        assert gone_on.root() == whole.root()
    with pytest.raises(ValueError, match="full subtrees"):
        Tree(whole.peaks, 99)
