"""Units by hand: a code is given once, a name follows the paper that decided it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.domain.directory.acts.register_unit import ACT as REGISTER
from services.domain.directory.acts.register_unit import RegisterUnit
from services.domain.directory.acts.rename_unit import ACT as RENAME
from services.domain.directory.acts.rename_unit import RenameUnit
from services.domain.directory.events import UnitRegistered, UnitRenamed
from services.domain.directory.unit_kinds import UnitKind
from services.domain.directory.unit_state import Unit
from services.domain.errors import NotFound, Refusal
from services.domain.facts import Event
from services.domain.papers import Paper
from tests.domain.deciding import context
from tests.givens import ADMINISTRATOR

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PAPER = Paper(number="12/QĐ-UBND", dated_on=date(2026, 11, 20))
COMMAND = RegisterUnit(
    code="TTYT", name="Trạm Y tế phường", kind=UnitKind.HEALTH, internal=True, restricted=False
)
REGISTERED = UnitRegistered(
    code="TTYT",
    name="Trạm Y tế phường",
    kind="health",
    aliases=(),
    internal=True,
    restricted=False,
)
UNIT = Unit(registered=REGISTERED, name=REGISTERED.name)
RENAMING = RenameUnit(unit="TTYT", name="Trung tâm Y tế", from_on=TODAY, basis=PAPER)


def register_unit(unit: Unit | None, command: RegisterUnit) -> tuple[Event, ...]:
    """What the administrator's command makes true."""
    return REGISTER.decide(unit, command, context(ADMINISTRATOR, NOW)).events


def rename_unit(unit: Unit | None, command: RenameUnit, now: datetime) -> tuple[Event, ...]:
    """What the administrator's command makes true."""
    return RENAME.decide(unit, command, context(ADMINISTRATOR, now)).events


def test_a_new_unit_is_registered_as_the_plan_registers_its_own() -> None:
    assert register_unit(None, COMMAND) == (REGISTERED,)


@pytest.mark.parametrize("code", ["", "T", "1TT", "T T", "TRẠM", "tt", "T-1", "T" * 21, "TT\n"])
def test_a_code_that_could_be_misread_is_refused_with_a_sentence(code: str) -> None:
    with pytest.raises(Refusal, match="chữ cái không dấu") as refusal:
        register_unit(None, replace(COMMAND, code=code))
    assert refusal.value.code == "unit-code"


@pytest.mark.parametrize("name", ["", "12", "Phòng\nA", "–"])
def test_a_name_has_letters_and_one_line(name: str) -> None:
    with pytest.raises(Refusal, match="tên chính thức"):
        register_unit(None, replace(COMMAND, name=name))
    with pytest.raises(Refusal, match="tên chính thức"):
        rename_unit(UNIT, replace(RENAMING, name=name), NOW)


def test_a_code_is_never_given_again() -> None:
    with pytest.raises(Refusal, match="không bao giờ dùng lại") as refusal:
        register_unit(UNIT, COMMAND)
    assert refusal.value.code == "unit-known"


def test_a_name_is_corrected_from_a_day_by_a_paper() -> None:
    (event,) = rename_unit(UNIT, RENAMING, NOW)
    assert event == UnitRenamed(unit="TTYT", name="Trung tâm Y tế", from_on=TODAY, basis=PAPER)


def test_day_paper_and_name_of_a_correction_must_make_sense() -> None:
    tomorrow = TODAY + timedelta(days=1)
    renamed = replace(UNIT, renamed_on=TODAY)
    for unit, wrong, code in (
        (UNIT, replace(RENAMING, name=UNIT.name), "unit-name-same"),
        (UNIT, replace(RENAMING, from_on=tomorrow), "unit-name-day"),
        (renamed, replace(RENAMING, from_on=TODAY - timedelta(days=1)), "unit-name-day"),
        (UNIT, replace(RENAMING, from_on=date(1999, 1, 1)), "date-far"),
        (UNIT, replace(RENAMING, basis=Paper(number="x", dated_on=TODAY)), "paper-number"),
        (UNIT, replace(RENAMING, basis=Paper(number="1", dated_on=tomorrow)), "paper-in-future"),
    ):
        with pytest.raises(Refusal) as refusal:
            rename_unit(unit, wrong, NOW)
        assert refusal.value.code == code
    assert len(rename_unit(renamed, RENAMING, NOW)) == 1  # a slip of the same day is mended
    with pytest.raises(NotFound):
        rename_unit(None, RENAMING, NOW)
