"""One hundred spoiled registers: every row of each is accounted for, also when sent again."""

import io
import random
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

import pytest
from openpyxl import load_workbook

from services.register.pairing_rows import OurRow
from services.register.reconciling import Reconciliation, reconcile
from tests.register import mutations as spoil
from tests.register.drafts import Draft, draft_of, workbook_of
from tests.register.seed import imported, ours_of, seed_rows

COUNT = 100
BLANK = "\u200b\u00a0\ufeff \n"


def chosen(number: int) -> tuple[spoil.Mutation, ...]:
    """The mutations of one register: each of a list in turn, and some of the others."""
    draw = random.Random(number)  # noqa: S311  (a choice, no secret)
    rows = {spoil.ROWS[number % len(spoil.ROWS)], *draw.sample(spoil.ROWS, draw.randrange(4))}
    layout = {
        spoil.LAYOUT[number % len(spoil.LAYOUT)],
        *draw.sample(spoil.LAYOUT, draw.randrange(3)),
    }
    if spoil.codes_gone in layout:
        rows.discard(spoil.example_left)  # without codes nothing marks the example
    single = [
        mutations[number % len(mutations)]
        for mutations in (spoil.DAYS, spoil.LETTERS, spoil.HEADS)
        if draw.random() < 0.6
    ]
    days = [each for each in single if each in spoil.DAYS]
    rest = [each for each in single if each not in spoil.DAYS]
    in_order = [each for each in spoil.ROWS if each in rows]
    return (*in_order, *days, *rest, *(each for each in spoil.LAYOUT if each in layout))


@dataclass(frozen=True)
class SpoiledRegister:
    """A register with what was done to it and what came of it."""

    names: tuple[str, ...]
    draft: Draft
    content: bytes
    ours: list[OurRow]
    result: Reconciliation


@lru_cache(maxsize=COUNT)
def spoiled(number: int) -> SpoiledRegister:
    rows = seed_rows()
    draft = draft_of(rows, number)
    mutations = chosen(number)
    for mutation in mutations:
        mutation(draft)
    content = workbook_of(draft)
    ours = ours_of(rows)
    return SpoiledRegister(
        names=tuple(mutation.__name__ for mutation in mutations),
        draft=draft,
        content=content,
        ours=ours,
        result=reconcile(imported(content, sheet="Sổ"), ours),
    )


def filled_below(draft: Draft, content: bytes) -> tuple[int, int]:
    """The first row below the heads and the last filled one, as another reader sees them."""
    sheet = load_workbook(io.BytesIO(content))["Sổ"]
    numbers = [
        number
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1)
        if any(value is not None and str(value).strip(BLANK) for value in row)
    ]
    return len(draft.above) + (3 if draft.groups else 2), max(numbers)


@pytest.mark.parametrize("number", range(COUNT))
def test_every_row_of_a_spoiled_register_is_accounted_for(number: int) -> None:
    case = spoiled(number)
    result, planted = case.result, case.draft.planted
    first, last = filled_below(case.draft, case.content)
    register = result.register

    assert (register.first_row, register.last_row) == (first, last), case.names
    assert result.sums.balanced, case.names
    assert result.sums.file_rows == len(case.draft.rows) == last - first + 1
    assert sorted(numbers_of(result)) == list(range(first, last + 1))
    assert result.sums.skipped == planted.skipped, case.names
    assert (result.sums.new, result.sums.twice) == (planted.new, planted.twice), case.names

    lost = {each.ours.code for each in result.only_ours}
    assert lost == planted.dropped | planted.refused, case.names
    assert len(result.refused) == len(planted.refused), case.names
    changed = {each.ours.code: {c.column for c in each.changes} for each in result.changed}
    assert changed == planted.changed, case.names


@pytest.mark.parametrize("number", range(COUNT))
def test_every_refusal_has_its_cell_and_says_what_to_do(number: int) -> None:
    case = spoiled(number)
    for row in case.result.refused:
        assert row.refusals
        for refusal in row.refusals:
            assert refusal.cell.endswith(str(row.number))
            assert refusal.cell in refusal.sentence or refusal.cell.startswith("dòng")
            assert "Hãy" in refusal.sentence
    if "code" in case.draft.keys:
        named = {each.ours.code for each in case.result.only_ours if each.refused_row is not None}
        assert named == case.draft.planted.refused


@pytest.mark.parametrize("number", range(0, COUNT, 4))
def test_a_register_that_is_sent_again_has_nothing_to_write(number: int) -> None:
    case = spoiled(number)
    written = [
        OurRow(
            code=f"new-{row.number}",
            row=replace(row.values, code=f"new-{row.number}"),
            imported_keys=frozenset({row.key}),
        )
        for row in case.result.new
        if row.values is not None
    ]
    again = reconcile(imported(case.content, sheet="Sổ"), [*case.ours, *written])
    assert again.new == ()
    assert len(again.same) == len(case.result.same) + len(written)
    assert again.changed == case.result.changed
    assert again.only_ours == case.result.only_ours


def test_the_hundred_use_every_mutation() -> None:
    used = Counter(mutation for number in range(COUNT) for mutation in chosen(number))
    every = {*spoil.ROWS, *spoil.LETTERS, *spoil.DAYS, *spoil.HEADS, *spoil.LAYOUT}
    assert set(used) == every
    assert min(used.values()) >= 2


def numbers_of(result: Reconciliation) -> list[int]:
    """The numbers of all rows of the file, wherever they were put."""
    skipped = result.register.skipped
    return [
        *(each.imported.number for each in result.same),
        *(each.imported.number for each in result.changed),
        *(each.imported.number for each in result.twice),
        *(each.number for each in (*result.new, *result.refused)),
        *skipped.blank,
        *skipped.example,
        *skipped.numbering,
        *skipped.group_headings,
    ]
