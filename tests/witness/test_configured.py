"""Nhân chứng, cơ quan cấp dấu thời gian được đặt bằng biến môi trường, đủ đôi mới dùng."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.errors import SettingsError
from infra.proving.anchors import Anchor
from infra.witness.configured import configured_anchors
from tests.command_line import run_command
from tests.ledger.tlog.note_vectors import LOG, ORIGIN, WITNESS
from tests.ledger.tlog.textbook import TilesInMemory
from tests.witness.authority import LocalAuthority

URL, KEY = "DONDOC_WITNESS_URL", "DONDOC_WITNESS_KEY"
STAMPS, ROOTS = "DONDOC_STAMP_URL", "DONDOC_STAMP_ROOTS"
WITNESS_SET = {URL: "http://127.0.0.1:8010", KEY: WITNESS.verifier.text()}


def anchors(environment: Mapping[str, str], log: Path) -> tuple[Anchor, ...]:
    moment = datetime(2027, 1, 1, tzinfo=UTC)
    return configured_anchors(environment, ORIGIN, TilesInMemory(), log, lambda: moment)


def test_without_settings_there_is_none(tmp_path: Path) -> None:
    assert anchors({URL: " "}, tmp_path) == ()


def test_what_is_set_is_there(tmp_path: Path) -> None:
    roots = LocalAuthority(tmp_path / "authority").make().roots
    both = {**WITNESS_SET, STAMPS: "https://stamps.example/tsa", ROOTS: str(roots)}
    assert [each.name for each in anchors(both, tmp_path)] == [
        WITNESS.name,
        "https://stamps.example/tsa",
    ]


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({URL: "http://w.example"}, f"Đã đặt {URL} nhưng thiếu {KEY}"),
        ({KEY: WITNESS.verifier.text()}, f"Đã đặt {KEY} nhưng thiếu {URL}"),
        ({STAMPS: "http://t.example"}, f"Đã đặt {STAMPS} nhưng thiếu {ROOTS}"),
        ({**WITNESS_SET, URL: "w.example"}, "không phải địa chỉ dịch vụ"),
        ({**WITNESS_SET, KEY: "x"}, "không phải khóa công khai của nhân chứng"),
        ({**WITNESS_SET, KEY: LOG.verifier.text()}, "không phải khóa công khai của nhân chứng"),
    ],
)
def test_half_or_wrong_settings_are_named(
    environment: Mapping[str, str], said: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=said):
        anchors(environment, tmp_path)


def test_nothing_is_started_with_half_of_the_settings(tmp_path: Path) -> None:
    data = tmp_path / "data"
    started = run_command("up", "--data", data, settings={URL: "http://w.example", KEY: ""})
    assert started.code == 1
    assert started.err.strip() == (
        f"Đã đặt {URL} nhưng thiếu {KEY}. Hãy đặt cả hai hoặc bỏ cả hai."
    )
    assert not data.exists()
