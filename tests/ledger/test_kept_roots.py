"""A root that was kept outside the database tells a ledger that was replaced by another one."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

import pytest

from infra.errors import SettingsError
from infra.verify.kept_roots import of_kept_roots, read_kept_roots
from services.ledger.memory import MemoryLedger
from services.ledger.read_row import MOST_PROBLEMS
from services.ledger.verify import Report, verify
from tests.ledger.toys import CODEC, WHEN, Counted, write

LEDGER = "demo-11002-aaaaaaaa"
DIGEST = sha256(b"x").digest()


async def grown(numbers: list[int]) -> MemoryLedger:
    """A ledger of one stream; whoever owns it may write such a one anew with other numbers."""
    ledger = MemoryLedger(LEDGER, CODEC, lambda: WHEN, salt=lambda: b"s" * 32)
    for version, number in enumerate(numbers):
        counted = ("task-1", Counted(number=number))
        await write(ledger, f"{version}/{number}", counted, expected={"task-1": version})
    return ledger


async def roots_of(numbers: list[int], *sizes: int) -> dict[int, bytes]:
    """What was kept when the ledger had so many facts."""
    reports = [await verify(await grown(numbers[:size])) for size in sizes]
    return {report.size: bytes.fromhex(report.root) for report in reports}


async def judged(numbers: list[int], kept: Mapping[int, bytes]) -> tuple[Report, list[str]]:
    report = await verify(await grown(numbers), kept_roots=kept)
    return report, list(of_kept_roots(report, kept))


async def test_a_ledger_that_only_grew_agrees_with_every_root_that_was_kept() -> None:
    kept = await roots_of([1, 2, 3, 4], 1, 3, 4)
    report, said = await judged([1, 2, 3, 4, 5], kept)
    assert report.ok
    assert said == ["Khớp với mã gốc đã giữ bên ngoài của 1, 3, 4 sự kiện."]


async def test_a_whole_ledger_written_anew_is_sound_in_itself_and_differs_from_the_root() -> None:
    kept = await roots_of([1, 2, 3, 4], 2, 4)
    alone = await verify(await grown([1, 2, 7, 4]))
    assert alone.ok, "nothing inside the database can tell"
    report, said = await judged([1, 2, 7, 4], kept)
    assert not report.ok
    (sentence,) = said
    assert f"khi ghi lại, 4 sự kiện đầu có mã gốc {kept[4].hex()}" in sentence
    assert f"nay mã gốc của 4 sự kiện đầu là {alone.root}" in sentence
    assert "khoảng từ vị trí 3 đến 4" in sentence, "the first two still have their root"


async def test_an_older_copy_is_shorter_than_what_was_kept() -> None:
    kept = await roots_of([1, 2, 3, 4], 4)
    report, said = await judged([1, 2], kept)
    assert not report.ok
    assert [problem.code for problem in report.problems] == ["ledger-shorter"]
    (sentence,) = said
    assert f"khi ghi lại, sổ có 4 sự kiện với mã gốc {kept[4].hex()};" in sentence
    assert "nay sổ chỉ còn 2 sự kiện." in sentence


async def test_two_histories_that_grew_from_one_copy_differ() -> None:
    kept = await roots_of([1, 2, 3, 4], 2, 4)
    _, said = await judged([1, 2, 8, 9, 10], kept)
    assert len(said) == 1
    assert "khoảng từ vị trí 3 đến 4" in said[0]


async def test_it_is_said_of_a_ledger_in_ruins_too() -> None:
    ledger = await grown(list(range(1, 2 * MOST_PROBLEMS)))
    ledger.stored[:] = [replace(row, payload=b"{}") for row in ledger.stored]
    kept = {150: DIGEST}
    report = await verify(ledger, kept_roots=kept)
    assert "root-differs" not in {problem.code for problem in report.problems}, "too many others"
    assert not report.ok
    (said,) = of_kept_roots(report, kept)
    assert said.startswith("KHÔNG khớp")


def test_a_root_is_given_as_it_was_printed_or_as_a_checkpoint_holds_it() -> None:
    both = [f"5:{DIGEST.hex()}", f" 7:{b64encode(DIGEST).decode()} "]
    assert read_kept_roots(both) == {5: DIGEST, 7: DIGEST}
    assert read_kept_roots([]) == {}


@pytest.mark.parametrize(
    "written",
    ["", "5", "5:", f"0:{DIGEST.hex()}", f"05:{DIGEST.hex()}", f"5:{DIGEST.hex()[:-1]}", "5:xyz"],
)
def test_what_is_no_root_is_refused_in_words(written: str) -> None:
    with pytest.raises(SettingsError, match="SỐ:MÃ"):
        read_kept_roots([written])


def test_two_roots_of_one_size_cannot_both_be_kept() -> None:
    with pytest.raises(SettingsError, match="hai mã gốc khác nhau"):
        read_kept_roots([f"5:{DIGEST.hex()}", f"5:{'0' * 64}"])
