"""Units of hand and of the plan beside each other: one code, one name, whoever wrote it."""

from dataclasses import replace

import pytest

from services.commands.operator import OperatorAct, keep
from services.domain.assignment.events import assignment_stream
from services.domain.directory.acts.register_unit import RegisterUnit
from services.domain.directory.acts.rename_unit import RenameUnit
from services.domain.directory.events import UnitRegistered, unit_stream
from services.domain.directory.unit_kinds import UnitKind
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.errors import NotAllowed, Refusal
from services.domain.facts import NewEvent
from services.domain.instants import day_of
from services.domain.papers import Paper
from tests.givens import ADMINISTRATOR, CHIEF
from tests.memory_ward import MemoryWard, shipped_plan


async def ward_of(*, planned: bool = True) -> MemoryWard:
    ward = MemoryWard()
    await ward.open()
    if planned:
        await ward.activate(*shipped_plan())
    await ward.register(ADMINISTRATOR, CHIEF)
    return ward


def new(code: str, name: str = "Đơn vị mới") -> RegisterUnit:
    return RegisterUnit(
        code=code, name=name, kind=UnitKind.SCHOOL, internal=True, restricted=False
    )


async def register(ward: MemoryWard, command: RegisterUnit) -> None:
    request = ward.request(ADMINISTRATOR, "register-unit")
    await ward.acts.handle(request, command)


async def rename(ward: MemoryWard, code: str, name: str) -> None:
    today = day_of(ward.now)
    paper = Paper(number="12/QĐ-UBND", dated_on=today)
    command = RenameUnit(unit=code, name=name, from_on=today, basis=paper)
    request = ward.request(ADMINISTRATOR, "rename-unit")
    await ward.acts.handle(request, command)


async def unit(ward: MemoryWard, code: str) -> Unit:
    stream = unit_stream(code)
    result = fold_unit((await ward.ledger.read([stream])).of(stream))
    assert result is not None
    return result


async def test_a_code_is_given_once_whoever_gave_it() -> None:
    ward = await ward_of()
    await register(ward, new("ABC"))
    for code in ("KTHTDT", "ABC"):
        with pytest.raises(Refusal, match="không bao giờ dùng lại"):
            await register(ward, new(code))


async def test_a_code_that_differs_in_capitals_alone_is_refused_with_a_sentence() -> None:
    ward = await ward_of(planned=False)
    stream = unit_stream("Ttyt")  # as a plan may write it
    registered = UnitRegistered(
        code="Ttyt", name="Trạm Y tế", kind="health", aliases=(), internal=True, restricted=False
    )
    act = OperatorAct(action="plan", decision=(NewEvent(stream=stream, event=registered),))
    await keep(ward.ledger, await ward.ledger.read([stream]), act)
    with pytest.raises(Refusal) as refusal:
        await register(ward, new("TTYT"))
    assert refusal.value.code == "unit-known"


async def test_the_plan_takes_no_corrected_name_back() -> None:
    ward = await ward_of(planned=False)
    draft, source = shipped_plan()
    first = draft.units[0]
    await register(ward, new(first.code, first.name))
    await rename(ward, first.code, "Tên đã đính chính")
    await ward.activate(draft, source)
    unit_now = await unit(ward, first.code)
    assert unit_now.name == "Tên đã đính chính"
    assert unit_now.registered.kind == first.kind.value


async def test_a_plan_opens_no_unit_that_was_registered_as_restricted() -> None:
    ward = await ward_of(planned=False)
    draft, source = shipped_plan()
    item = next(item for item in draft.items if any(u.code == item.lead for u in draft.units))
    code = item.lead or ""
    units = (replace(each, restricted=False) for each in draft.units)
    draft = replace(draft, units=tuple(units), items=(replace(item, restricted=False),))
    await register(ward, replace(new(code), restricted=True))
    await ward.activate(draft, source)
    assert (await unit(ward, code)).restricted
    facts = (await ward.ledger.read([stream := assignment_stream(item.code)])).of(stream)
    assert [getattr(fact.event, "restricted", None) for fact in facts] == [True]


async def test_only_an_administrator_keeps_the_register() -> None:
    ward = await ward_of()
    before = len(ward.ledger.stored)
    with pytest.raises(NotAllowed):
        await ward.acts.handle(ward.request(CHIEF, "register-unit"), new("ABC"))
    kept = ward.ledger.stored[before:]
    assert len(kept) == 1  # the attempt
