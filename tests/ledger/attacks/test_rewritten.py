"""Whoever owns the database makes everything fit together: only what was signed before tells."""

import psycopg
import pytest

from infra.verify.exit_codes import Wrong
from tests.ledger.attacks.kit import AttackedWard

pytestmark = pytest.mark.postgres


async def size_of(ward: AttackedWard) -> int:
    report = await ward.judged()
    size: int = report.report["size"]
    return size


async def test_an_untouched_ward_agrees_with_all_that_was_kept(ward: AttackedWard) -> None:
    result = await ward.judged(outside=True)
    assert result.wrongs == frozenset(), result.sentence
    assert "điểm kiểm tra, khớp với sổ." in result.sentence
    assert result.report["log"]["tiles"] == result.report["size"]
    assert result.report["log"]["checkpoints"] == 4, "two signed, two copied"


async def test_facts_behind_the_newest_checkpoint_are_no_fault(ward: AttackedWard) -> None:
    await ward.grow(3)
    result = await ward.judged(outside=True)
    assert result.wrongs == frozenset(), result.sentence


async def test_a_fact_that_was_rewritten_with_a_fresh_leaf(ward: AttackedWard) -> None:
    size = await size_of(ward)
    ward.rewritten(5, {})
    assert (await ward.judged()).wrong is None, "the same words again are the same bytes"
    ward.rewritten(5, {}, {"build": "9.9.9+unknown"})
    result = await ward.judged()
    assert result.report["problems"] == [], "by itself the database is sound"
    assert result.wrong is Wrong.FORKED
    assert f"Theo điểm kiểm tra đã ký, {size} sự kiện đầu có mã gốc " in result.sentence
    assert "sổ bị viết lại hoặc rẽ nhánh." in result.sentence


async def test_a_middle_fact_that_was_the_last_of_its_stream_is_taken_out(
    ward: AttackedWard,
) -> None:
    size = await size_of(ward)

    def take_out(admin: psycopg.Connection) -> None:
        gone = size - 2
        for step in (
            "DELETE FROM events WHERE ledger_id = %(id)s AND position = %(gone)s",
            "DELETE FROM payloads WHERE ledger_id = %(id)s AND position = %(gone)s",
            """DELETE FROM commands WHERE ledger_id = %(id)s
            AND (outcome ->> 'first_position')::bigint = %(gone)s""",
            """UPDATE events SET position = position - 1
            WHERE ledger_id = %(id)s AND position > %(gone)s""",
            """UPDATE payloads SET position = position - 1
            WHERE ledger_id = %(id)s AND position > %(gone)s""",
            """UPDATE commands SET outcome = outcome || jsonb_build_object(
            'first_position', (outcome ->> 'first_position')::bigint - 1,
            'last_position', (outcome ->> 'last_position')::bigint - 1)
            WHERE ledger_id = %(id)s AND (outcome ->> 'first_position')::bigint > %(gone)s""",
            "UPDATE ledger_heads SET size = size - 1 WHERE ledger_id = %(id)s",
        ):
            admin.execute(step.encode(), {"id": ward.ledger_id, "gone": gone})

    ward.attack(take_out)
    result = await ward.judged()
    assert result.report["problems"] == []
    assert result.report["commands"]["problems"] == []
    assert result.wrong is Wrong.ROLLED_BACK
    said = f"Theo điểm kiểm tra đã ký, sổ đã có {size} sự kiện; nay sổ chỉ còn {size - 1} sự kiện"
    assert said in result.sentence


async def test_an_older_backup_is_put_in_its_place(ward: AttackedWard) -> None:
    size = await size_of(ward)
    ward.restored_to(size - 3)
    result = await ward.judged(outside=True)
    assert result.report["problems"] == []
    assert result.wrong is Wrong.ROLLED_BACK
    for name in ("điểm kiểm tra đã ký", "bản sao giữ ở thư mục ngoài", "nhân chứng "):
        assert f"Theo {name}" in result.sentence
    assert "sổ bị lùi về bản cũ hoặc bị cắt ở cuối." in result.sentence


async def test_two_histories_grow_from_one_backup(ward: AttackedWard) -> None:
    size = await size_of(ward)
    ward.restored_to(size - 2)
    await ward.grow(5)
    result = await ward.judged()
    assert result.report["problems"] == []
    assert result.wrong is Wrong.FORKED
    assert f"{size} sự kiện đầu có mã gốc" in result.sentence


async def test_the_key_is_stolen_and_the_whole_log_made_anew(ward: AttackedWard) -> None:
    """Here the ward's machine says nothing any more: only the outside tells."""
    size = await size_of(ward)
    ward.rewritten(5, {}, {"build": "9.9.9+unknown"})
    await ward.log_made_anew()
    assert (await ward.judged()).wrongs == frozenset()
    result = await ward.judged(outside=True)
    assert result.wrongs == frozenset({Wrong.FORKED})
    assert f"Theo bản sao giữ ở thư mục ngoài, {size} sự kiện đầu có mã gốc" in result.sentence
    assert f"Theo nhân chứng witness.example/one, {size} sự kiện" in result.sentence


async def test_what_is_remembered_of_the_new_log_does_not_keep_from_asking_the_outside(
    ward: AttackedWard,
) -> None:
    size = await size_of(ward)
    ward.rewritten(5, {}, {"build": "9.9.9+unknown"})
    await ward.log_made_anew()
    inside = await ward.judged(full=True, remembering=True)
    assert (inside.wrong, inside.report["size"]) == (None, size), "it says so of itself"
    for _ in range(2):
        result = await ward.judged(outside=True, full=False, remembering=True)
        assert result.wrongs == frozenset({Wrong.FORKED}), result.sentence
        assert f"Theo bản sao giữ ở thư mục ngoài, {size} sự kiện đầu có mã gốc" in result.sentence
        assert f"Theo nhân chứng witness.example/one, {size} sự kiện" in result.sentence
        await ward.grow(2)
        await ward.proved.signed_anew()
        await ward.judged(full=False, remembering=True)


async def test_a_fact_is_dated_back_behind_its_predecessor(ward: AttackedWard) -> None:
    size = await size_of(ward)
    long_ago = "2026-01-01T00:00:00.000000Z"
    ward.rewritten(size, {}, {"recorded_at": long_ago, "occurred_at": long_ago})
    result = await ward.judged()
    assert f"vị trí {size}: ghi nhận trước sự kiện {size - 1}." in result.sentence
    assert Wrong.SWAPPED in result.wrongs


async def test_within_a_stream_no_fact_is_a_moment_older_than_the_one_before(
    ward: AttackedWard,
) -> None:
    with ward.database.superuser() as admin:
        row = admin.execute(
            "SELECT min(position), max(position), min(recorded_at) FROM events"
            " WHERE ledger_id = %s AND stream = 'ledger-main'",
            [ward.ledger_id],
        ).fetchone()
    assert row is not None
    first, last, at = row
    earlier = at.astimezone(None).utctimetuple()
    said = f"{earlier.tm_year}-{earlier.tm_mon:02}-{earlier.tm_mday:02}T{earlier.tm_hour:02}:"
    said += f"{earlier.tm_min:02}:{earlier.tm_sec:02}.000000Z"
    ward.rewritten(last, {}, {"recorded_at": said, "occurred_at": said})
    result = await ward.judged()
    assert f"vị trí {last}: ghi nhận trước sự kiện {first} của cùng luồng." in result.sentence
