"""A step of the leader in charge: the page and the act leave it to that leader alone."""

from dataclasses import replace

import pytest

from api.labels.words import day
from services.commands.first_people import FirstPerson
from services.commands.opening import OpeningCommands
from services.domain.approval_chains import ApprovalChain, ApprovalStep, ApprovalStepUnit
from services.domain.errors import NotAllowed
from services.domain.roles import Office, OfficeHeld
from services.domain.task.evolving import fold
from services.domain.task.state import Stage
from tests import givens
from tests.api.reading import send
from tests.api.ward import PASSWORD, WebWard
from tests.moment import today
from tests.projections.lives import act, approval, report

pytestmark = pytest.mark.postgres
LEADER = ApprovalStep(
    name="leader",
    offices=(Office.VICE_CHAIR, Office.CHAIR),
    unit=ApprovalStepUnit.WARD,
    in_charge=True,
)


async def signed(web: WebWard) -> str:
    """The stream of a task whose report waits for the leader in charge; the ward has a chair."""
    rules, stream = givens.policy(), web.task("51-08")
    head, office = rules.chain_for("KTHTDT").rungs
    chain = ApprovalChain(lead_units=(), items=("51-08",), rungs=(head, LEADER, office))
    ruled = replace(rules, chains=(*rules.chains, chain))
    ward = web.ward
    held = OfficeHeld(office=Office.CHAIR, unit=None, from_on=today())
    chair = FirstPerson(key="chutich", name="Tạ Văn Chu", login="chutich", offices=(held,))
    await ward.accounts.set_password(await ward.directory.register_first(chair), PASSWORD)
    await OpeningCommands(ward.ledger, ward.agendas).adopt_policy(ruled, "leaders decide")
    await act(web, "chuyenvien", report(stream, 0))
    await act(web, "truongphong", approval(stream, 1))
    return stream


async def put_in_charge(web: WebWard, login: str) -> None:
    typed = {"person_id": str(await web.person_id(login)), "from_on": day(today())}
    async with web.browser("quantri") as administrator:
        answer = await send(administrator, "/quan-tri/don-vi/KTHTDT", "/phu-trach", typed)
        assert answer.status_code == 303


async def stage(web: WebWard, stream: str) -> Stage | None:
    task = fold((await web.ward.ledger.read([stream])).of(stream))
    return task.stage if task and len(task.approvals) == 2 else None


async def test_the_step_is_for_who_is_in_charge_and_not_for_another_leader(web: WebWard) -> None:
    stream = await signed(web)
    await put_in_charge(web, "phochutich")
    async with web.browser("chutich") as chair:
        page = (await chair.get(f"/viec/{stream}")).text
        assert "Đang chờ: Phó Chủ tịch hoặc Chủ tịch phụ trách đơn vị chủ trì" in page
        assert f'action="/viec/{stream}/duyet"' not in page
        assert "lãnh đạo được phân công phụ trách" in page
    with pytest.raises(NotAllowed, match="được phân công phụ trách"):
        await act(web, "chutich", approval(stream, 1))
    async with web.browser("phochutich") as leader:
        assert f'action="/viec/{stream}/duyet"' in (await leader.get(f"/viec/{stream}")).text
        assert stream in (await leader.get("/viec")).text
    await act(web, "phochutich", approval(stream, 1))
    assert await stage(web, stream) is Stage.APPROVED


async def test_where_nobody_is_in_charge_every_leader_of_the_step_decides(web: WebWard) -> None:
    stream = await signed(web)
    async with web.browser("chutich") as chair:
        assert f'action="/viec/{stream}/duyet"' in (await chair.get(f"/viec/{stream}")).text
    await act(web, "chutich", approval(stream, 1))
    assert await stage(web, stream) is Stage.APPROVED


async def test_who_is_put_in_charge_meanwhile_decides(web: WebWard) -> None:
    stream = await signed(web)
    await put_in_charge(web, "phochutich")
    await put_in_charge(web, "chutich")
    with pytest.raises(NotAllowed, match="được phân công phụ trách"):
        await act(web, "phochutich", approval(stream, 1))
    await act(web, "chutich", approval(stream, 1))
    assert await stage(web, stream) is Stage.APPROVED
