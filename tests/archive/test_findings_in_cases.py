"""Findings of inspectors in case files: of restricted work days and digests, like the work."""

from base64 import b64decode
from datetime import date
from pathlib import Path

import pytest

from infra.sealing.archives import Maker, export_case
from infra.verifier import dondoc_verify
from services.domain.assignment.events import assignment_stream
from services.domain.inspection.events import inspection_stream
from services.domain.inspection_scope import InspectionScope
from services.domain.roles import Holder, Office, OfficeHeld
from services.queries.case_scope import CaseKind, CaseScope
from services.queries.log_rights import Reader
from tests.api.ward import WebWard
from tests.archive.installed import signed
from tests.archive.test_case_files import Case
from tests.moment import MOMENT, today
from tests.projections.lives import act, sampled_of
from tests.queries.people import reader_of

pytestmark = pytest.mark.postgres
SECRET, OPEN, LATER = "2026.secret22", "2026.open2222", "2026.later222"
NUMBER, ANSWER = "15/TTr", "16/CV-CAP"
EVERYTHING = CaseScope(kind=CaseKind.PERIOD)


def paper(number: str) -> dict[str, object]:
    return {"text": None, "paper": {"number": number, "dated_on": today().isoformat()}}


async def found(web: WebWard) -> None:
    """A finding about restricted work, answered; one about a task; one about what became so."""

    async def done(login: str, name: str, code: str, task: str, **sent: object) -> None:
        await act(web, login, sampled_of(name, {"task": task, "inspection": code}, **sent))

    secret = web.task("58-01")
    opening = "open-inspection-finding"
    await done("thanhtra", opening, SECRET, secret, unit="CAP", **paper(NUMBER))
    await done("truongcongan", "answer-inspection-finding", SECRET, secret, **paper(ANSWER))
    await done("thanhtra", opening, OPEN, web.task("51-08"))
    await done("thanhtra", opening, LATER, "", subject="III-07", unit="VHXH")
    named = sampled_of("name-lead", {"item": assignment_stream("III-07")}, lead_unit="CAP")
    await act(web, "chanhvp", named)


async def case_for(
    web: WebWard, tmp_path: Path, reader: Reader, scope: CaseScope = EVERYTHING
) -> Case:
    there, key = await signed(web, tmp_path)
    out = tmp_path / "case.zip"
    out.unlink(missing_ok=True)
    await export_case(there, out, Maker(at=MOMENT), reader, scope)
    case = Case(out, key)
    assert case.code == dondoc_verify.SOUND, case.said
    return case


def everything(case: Case) -> str:
    """All that is said in it."""
    kept = (line.get(part) or "" for line in case.lines for part in ("record", "payload"))
    return case.report + b"".join(map(b64decode, kept)).decode() + "".join(case.bodies())


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (CaseKind.PERIOD, ""),
        (CaseKind.UNIT, "CAP"),
        (CaseKind.PERSON, "truongcongan"),
        (CaseKind.PERSON, "thanhtra"),
    ],
)
async def test_the_office_takes_away_a_day_and_a_digest(
    web: WebWard, tmp_path: Path, kind: CaseKind, key: str
) -> None:
    await found(web)
    known = str(await web.person_id(key)) if kind is CaseKind.PERSON else key
    reader = await reader_of(web, "chanhvp")
    case = await case_for(web, tmp_path, reader, CaseScope(kind=kind, key=known))
    content = everything(case)
    for each in (NUMBER, ANSWER, SECRET, LATER):
        assert each not in content, each
    assert any("leaf" in line for line in case.lines)


async def test_an_inspector_takes_away_the_record_of_it_and_of_other_work_what_was_found(
    web: WebWard, tmp_path: Path
) -> None:
    await found(web)
    case = await case_for(web, tmp_path, await reader_of(web, "thanhtra"))
    assert case.payload(inspection_stream(SECRET)) == [None, None]
    assert case.payload(inspection_stream(LATER)) == [None]
    (opened,) = case.payload(inspection_stream(OPEN))
    assert opened is not None
    assert opened["subject"] == web.task("51-08")
    content = everything(case)
    for each in (NUMBER, ANSWER, "Đề nghị giải trình"):
        assert each not in content, each
    assert case.report.count("Sự kiện của việc theo chế độ mật") >= 3


async def test_the_unit_takes_away_its_own_answer_as_a_record(
    web: WebWard, tmp_path: Path
) -> None:
    await found(web)
    case = await case_for(web, tmp_path, await reader_of(web, "truongcongan"))
    assert case.payload(inspection_stream(SECRET)) == [None]
    assert ANSWER not in everything(case)


async def test_a_scope_takes_away_nothing_that_another_inspector_found(
    web: WebWard, tmp_path: Path
) -> None:
    await found(web)
    scope = InspectionScope(units=("KTHTDT", "CAP", "VHXH"))
    office = OfficeHeld(office=Office.INSPECTOR, unit=None, from_on=date.min, scope=scope)
    holder = Holder(person_id=await web.person_id("kiemtra"), offices=(office,))
    case = await case_for(web, tmp_path, await reader_of(web, "kiemtra", holder))
    assert "inspection-" not in everything(case)
    assert len(case.lines) > 10
