"""A figure that jumps: the field for its reason appears beside what was typed, in both places."""

import pytest

from services.domain.assignment.events import assignment_stream
from services.domain.assignment.evolving import fold as fold_item
from services.domain.assignment.plan_years import years_of
from services.domain.task.acts.submit_report import ReportSubmitted
from tests.api.programs import key, problem, program
from tests.api.reading import alert, form_of, send
from tests.api.ward import WebWard
from tests.moment import today

FIGURES = {"figure.CT10.1": "97,45", "figure.CT10.2": "12", "figure.CT10.3": "dat"}
SAID = "kỳ này là 97,45%, số gốc năm {before} là 20%, thay đổi trên 50%"


async def stated(web: WebWard) -> str:
    """The Office states a share of the year before, over JSON; the year."""
    item = fold_item(
        (await web.ward.ledger.read([stream := assignment_stream("CT10")])).of(stream)
    )
    assert item is not None
    before = years_of(item).before
    body = {
        "measure": "CT10.1",
        "years": [{"year": before, "value": "20"}],
        "paper": {"number": "12/QĐ-UBND", "dated_on": today().isoformat()},
    }
    async with program(web, "kiemtra") as office:
        answer = await office.post("/plan/items/CT10/yearly-targets", json=body, headers=key())
        assert answer.status_code == 200, answer.text
    return str(before)


@pytest.mark.postgres
async def test_the_form_asks_for_the_reason_and_keeps_what_was_typed(web: WebWard) -> None:
    before = await stated(web)
    stream = web.task("CT10")
    address = f"/viec/{stream}"
    async with web.browser("chuyenvien") as specialist:
        fields = form_of(await specialist.get(address), "/bao-cao").fields
        assert "jump_reason" not in fields, "nobody is asked before it jumps"
        refused = await send(specialist, address, "/bao-cao", FIGURES)
        assert refused.status_code == 409
        assert SAID.format(before=before) in alert(refused)
        kept = form_of(refused, "/bao-cao").fields
        assert kept["figure.CT10.1"] == "97,45"
        assert kept["jump_reason"] == ""
        sent = await specialist.post(
            f"{address}/bao-cao", data={**kept, "jump_reason": "Nhà máy nước mới chạy."}
        )
        assert sent.status_code == 303, alert(sent)
        page = await specialist.get(sent.headers["location"])
        assert "Lý do số liệu thay đổi nhiều" in page.text
        assert "Nhà máy nước mới chạy." in page.text
    report = (await web.ward.ledger.read([stream])).of(stream)[-1].event
    assert isinstance(report, ReportSubmitted)
    assert report.jump_reason is not None


@pytest.mark.postgres
async def test_a_program_is_refused_the_same_at_the_field_of_the_reason(web: WebWard) -> None:
    before = await stated(web)
    figures = [
        {"measure": "CT10.1", "value": "97.45", "kind": "estimate"},
        {"measure": "CT10.2", "value": "3", "kind": "estimate"},
        {"measure": "CT10.3", "value": "1"},
    ]
    async with program(web, "chuyenvien") as specialist:
        address = f"/tasks/{web.task('CT10')}/report"
        body = {"after_submission": 0, "figures": figures}
        refused = problem(
            await specialist.post(address, json=body, headers=key()), 409, "figure-jumps"
        )
        assert SAID.format(before=before) in refused["detail"]
        assert refused["errors"][0]["field"] == "jump_reason"
        body = {**body, "jump_reason": "Nhà máy nước mới chạy."}
        done = await specialist.post(address, json=body, headers=key())
        assert done.status_code == 200, done.text
        page = (await specialist.get(f"/tasks/{web.task('CT10')}")).json()
        assert page["submissions"][0]["jump_reason"] == "Nhà máy nước mới chạy."
