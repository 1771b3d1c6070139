"""The reader knows the genre, not the plan: nothing of the shipped plan stands in its code."""

import re

import pytest

from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain
from services.planyaml.yaml_plan import read_plan
from tests.house.tree import ROOT

_FOLDERS = ("services/plandoc", "services/planyaml", "services/domain/plan")
_SHIPPED = ROOT / "infra" / "plans" / "thach-khoi-2026-2030.yaml"
# Names that any ward may use stand in the vocabulary; a measure's whole wording does not.
_FEWEST_SYLLABLES = 4


def _code() -> dict[str, str]:
    files = [
        file
        for folder in _FOLDERS
        for kind in ("*.py", "*.yaml")
        for file in (ROOT / folder).rglob(kind)
    ]
    assert len(files) > 40
    return {str(file): plain(file.read_text(encoding="utf-8")) for file in files}


def _holding(words: str) -> list[str]:
    return [name for name, text in _code().items() if plain(words) in text]


def _draft_words() -> list[str]:
    draft = read_plan(_SHIPPED.read_text(encoding="utf-8"), _SHIPPED.name)
    titles = [item.title.removeprefix("Đề án ") for item in draft.items]
    titles += [measure.title for item in draft.items for measure in item.measures]
    return [title for title in titles if len(title.split()) >= _FEWEST_SYLLABLES]


def test_no_title_of_the_shipped_plan_stands_in_the_reader() -> None:
    titles = _draft_words()
    assert len(titles) > 100
    code = "\n".join(_code().values())
    assert [title for title in titles if plain(title) in code] == []


@pytest.mark.parametrize("name", ["Thạch Khôi", "Thạch Khê", "thach-khoi", "Hải Phòng"])
def test_no_name_of_the_ward_stands_in_the_reader(name: str) -> None:
    assert _holding(name) == []


def test_no_decimal_target_of_the_shipped_plan_stands_in_the_reader() -> None:
    draft = read_plan(_SHIPPED.read_text(encoding="utf-8"), _SHIPPED.name)
    values = {
        target.value
        for item in draft.items
        for measure in item.measures
        for target in (measure.target_2030, measure.target_average)
        if target is not None and "." in target.value
    }
    assert values >= {"61.03", "97.45", "15.2", "10.9"}
    for value in values:
        either = re.compile(rf"(?<!\d){value.replace('.', '[.,]')}(?!\d)")
        assert [name for name, text in _code().items() if either.search(text)] == []


def test_abbreviations_in_general_use_are_data() -> None:
    forms = {form for unit in vocabulary().units for form in unit.forms}
    assert {"VHXH", "BCHQS", "TTPVHCC", "BQLDA"} <= forms
    python = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "services/plandoc").rglob("*.py")
    )
    assert [form for form in ("VHXH", "BCHQS", "TTPVHCC", "KTHTĐT") if form in python] == []


def test_every_unit_of_the_vocabulary_stands_once() -> None:
    codes = [unit.code for unit in vocabulary().units]
    assert len(codes) == len(set(codes))
