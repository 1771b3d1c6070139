"""A case file holds what its reader may take away, proves the rest, and can be read by people."""

import asyncio
import json
import re
import zipfile
from base64 import b64decode
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest

from infra.errors import SettingsError
from infra.sealing.archives import Maker, export_case
from infra.sealing.by_operator import case_by_operator, export_by_operator
from infra.sealing.for_person import CaseRequest, case_for_person
from infra.verifier import dondoc_verify
from services.domain.errors import NotFound
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.ledger.tlog.keys import NoteSigner
from services.queries import case_file as case_file_module
from services.queries.case_scope import CaseKind, CaseScope
from tests.api.ward import WebWard
from tests.archive.installed import keep, signed
from tests.archive.sealed import EVIDENCE, EVIDENCE_SHA256, verdict
from tests.command_line import run_command
from tests.moment import MOMENT, today
from tests.projections.lives import act, live, sampled
from tests.queries.people import reader_of, refused

pytestmark = pytest.mark.postgres
VERIFIER = Path(dondoc_verify.__file__).read_bytes()
Line = dict[str, Any]


class Case:
    """An archive that was written, read back without our own code."""

    def __init__(self, path: Path, key: NoteSigner) -> None:
        self.data = path.read_bytes()
        self.code, self.said = verdict(self.data, key)
        with zipfile.ZipFile(path) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.manifest = json.loads(self.members["manifest.json"])
        self.report = self.members.get("report.html", b"").decode()
        self.lines: list[Line] = [
            json.loads(line)
            for name in sorted(self.members)
            if name.startswith("records/")
            for line in self.members[name].splitlines()
        ]

    def records(self) -> list[Line]:
        """The records that stand in it."""
        return [json.loads(b64decode(line["record"])) for line in self.lines if "record" in line]

    def payload(self, stream: str) -> list[Line | None]:
        """What the facts of a stream say, None where it is withheld."""
        return [
            json.loads(b64decode(line["payload"])) if line["payload"] else None
            for line in self.lines
            if "record" in line and json.loads(b64decode(line["record"]))["stream"] == stream
        ]

    def bodies(self) -> set[str]:
        """Every text that goes along."""
        return {text["body"] for line in self.lines for text in line.get("texts", ())}


async def case_of(web: WebWard, tmp_path: Path, scope: CaseScope, name: str = "case.zip") -> Case:
    there, key = await signed(web, tmp_path)
    await keep(there, EVIDENCE, EVIDENCE_SHA256)
    await case_by_operator(there, tmp_path / name, scope)
    return Case(tmp_path / name, key)


def written(folder: Path) -> set[str]:
    """The files in the data directory, half-written ones among them."""
    return {path.name for path in folder.iterdir() if path.is_file()} - {"house.json"}


async def lived(web: WebWard) -> None:
    """A quarter of work, with one evidence file that lies in the store."""
    file = sampled("attach-file", web.task("51-08"), command={"sha256": EVIDENCE_SHA256})
    await act(web, "chuyenvien", file)
    await live(web)


async def test_a_task_goes_out_with_its_facts_people_rules_and_files(
    web: WebWard, tmp_path: Path
) -> None:
    await lived(web)
    stream = web.task("51-08")
    case = await case_of(web, tmp_path, CaseScope(kind=CaseKind.TASK, key=stream))
    assert case.code == dondoc_verify.SOUND, case.said
    own = [record for record in case.records() if record["stream"] == stream]
    assert [record["type"] for record in own] == await web.states(stream)
    streams = {record["stream"] for record in case.records()}
    person = await web.person_id("chuyenvien")
    assert {"ledger-main", "policy-ward", "assignment-51-08"} <= streams
    assert {f"directory-person.{person}", f"calendar-{today().year}"} <= streams
    assert case.members[f"files/{EVIDENCE_SHA256}"] == EVIDENCE
    assert "Nội dung báo cáo" in case.bodies()
    assert case.manifest["about"]["kind"] == "task"
    assert not case.manifest["complete"]
    assert case.members["dondoc-verify.py"] == VERIFIER


async def test_the_report_says_it_in_the_words_of_the_log(web: WebWard, tmp_path: Path) -> None:
    await lived(web)
    scope = CaseScope(kind=CaseKind.TASK, key=web.task("51-08"))
    case = await case_of(web, tmp_path, scope)
    for said in (
        "Hồ sơ kiểm tra: Báo cáo",
        "Nội dung báo cáo",
        "Trả lại báo cáo bản 1",
        f"files/{EVIDENCE_SHA256}",
        "Bản trình diễn, dữ liệu giả",
        "python3 dondoc-verify.py",
    ):
        assert said in case.report, said
    assert "<script" not in case.report
    assert not re.search(r"(?:src|href)=", case.report)


async def test_restricted_work_goes_out_as_days_and_digests(web: WebWard, tmp_path: Path) -> None:
    await lived(web)
    secret = web.task("58-01")
    case = await case_of(web, tmp_path, CaseScope(kind=CaseKind.TASK, key=secret))
    assert case.code == dondoc_verify.SOUND, case.said
    assert set(map(type, case.payload(secret))) == {type(None)}
    assert "15/BC-CAP" not in case.report
    assert b"15/BC-CAP" not in b"".join(b64decode(x["record"]) for x in case.lines)
    assert case.payload("assignment-58-01") == []
    assert "Sự kiện của việc theo chế độ mật" in case.report


async def test_no_case_tells_what_restricted_work_is_about(web: WebWard, tmp_path: Path) -> None:
    """The whole ward over its whole time: titles and papers of restricted work are not in it."""
    await lived(web)
    case = await case_of(web, tmp_path, CaseScope(kind=CaseKind.PERIOD, from_on=today()))
    everything = case.report + "".join(
        b64decode(line["payload"]).decode() for line in case.lines if line.get("payload")
    )
    assert case.code == dondoc_verify.SOUND, case.said
    assert len(case.lines) == await web.size()
    state = (await web.ward.ledger.read(["assignment-58-01"])).of("assignment-58-01")[0].event
    title = state.title  # type: ignore[attr-defined]
    assert title not in everything
    assert "15/BC-CAP" not in everything
    assert "hash_sha256" not in everything


@pytest.mark.parametrize(
    ("kind", "key"),
    [(CaseKind.ITEM, "51-08"), (CaseKind.UNIT, "KTHTDT"), (CaseKind.PERSON, "chuyenvien")],
)
async def test_an_item_a_unit_and_a_person_have_cases(
    web: WebWard, tmp_path: Path, kind: CaseKind, key: str
) -> None:
    await lived(web)
    case = await case_of(web, tmp_path, CaseScope(kind=kind, key=key))
    assert case.code == dondoc_verify.SOUND, case.said
    assert web.task("51-08") in {record["stream"] for record in case.records()}
    assert case.report.count("<tr>") > 10


async def test_what_a_reader_may_not_know_of_is_a_day_and_a_hash(
    web: WebWard, tmp_path: Path
) -> None:
    """Somebody tried what is not theirs: the attempt is their own act, its work is not named."""
    await lived(web)
    secret = web.task("58-01")
    await refused(web, "chuyenvien", ApproveSubmission(stream=secret, submission=1))
    attempt = await web.size()
    there, key = await signed(web, tmp_path)
    reader, maker = await reader_of(web, "chuyenvien"), Maker(at=MOMENT)
    scope = CaseScope(kind=CaseKind.TASK, key=secret)
    with pytest.raises(NotFound):
        await export_case(there, tmp_path / "secret.zip", maker, reader, scope)
    await export_case(there, tmp_path / "own.zip", maker, reader, CaseScope(kind=CaseKind.PERIOD))
    case = Case(tmp_path / "own.zip", key)
    assert case.code == dondoc_verify.SOUND, case.said
    (hidden,) = [line for line in case.lines if "leaf" in line]
    assert hidden["position"] == attempt
    assert "58-01" not in case.report
    assert not any("58-01" in record["stream"] for record in case.records())


async def test_somebody_s_case_is_sealed_in_that_person_s_name(
    web: WebWard, tmp_path: Path
) -> None:
    await lived(web)
    there, key = await signed(web, tmp_path)
    person = await web.person_id("truongphong")
    own = CaseScope(kind=CaseKind.TASK, key=web.task("51-08"))
    await case_for_person(there, tmp_path / "own.zip", CaseRequest(person_id=person, scope=own))
    case = Case(tmp_path / "own.zip", key)
    assert case.code == dondoc_verify.SOUND, case.said
    assert case.manifest["made_by"] == {"person_id": str(person), "office": "unit_head"}
    assert "Trần Văn Bình (Thủ trưởng đơn vị)" in case.report
    secret = CaseScope(kind=CaseKind.TASK, key=web.task("58-01"))
    for asked in (
        CaseRequest(person_id=person, scope=secret),
        CaseRequest(person_id=UUID(int=1), scope=own),
    ):
        with pytest.raises(NotFound):
            await case_for_person(there, tmp_path / "none.zip", asked)
    assert written(tmp_path) == {"own.zip"}


async def test_what_is_not_there_has_no_case(web: WebWard, tmp_path: Path) -> None:
    for kind in (CaseKind.TASK, CaseKind.ITEM, CaseKind.UNIT, CaseKind.PERSON):
        with pytest.raises(NotFound):
            await case_of(web, tmp_path, CaseScope(kind=kind, key="khong-co"))
    assert written(tmp_path) == set()


async def test_so_many_facts_are_no_case(
    web: WebWard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_file_module, "MOST_FACTS", 3)
    with pytest.raises(SettingsError, match="khoảng thời gian ngắn hơn"):
        await case_of(web, tmp_path, CaseScope(kind=CaseKind.ITEM, key="51-08"))
    assert written(tmp_path) == set()


async def test_a_period_without_facts_is_said_to_have_none(web: WebWard, tmp_path: Path) -> None:
    scope = CaseScope(kind=CaseKind.PERIOD, until_on=date(2020, 1, 1))
    case = await case_of(web, tmp_path, scope)
    assert case.code == dondoc_verify.SOUND, case.said
    assert "Không có sự kiện nào trong phạm vi này." in case.report
    assert "Mọi sự kiện được xem, đến hết 01/01/2020" in case.report


async def test_a_ledger_that_was_rewritten_after_it_was_signed_is_not_sealed(
    web: WebWard, tmp_path: Path
) -> None:
    await lived(web)
    there, _ = await signed(web, tmp_path)
    (position,) = {
        fact.position
        for fact in (await web.ward.ledger.read([web.task("51-08")])).of(web.task("51-08"))[:1]
    }
    with psycopg.connect(web.database.admin) as owner:
        owner.execute("ALTER TABLE events DISABLE TRIGGER USER")
        owner.execute(
            "UPDATE events SET leaf = sha256(leaf), record = record || ' '::bytea "
            "WHERE ledger_id = %s AND position = %s",
            [web.logins.ledger_id, position],
        )
    with pytest.raises(SettingsError, match="không khớp điểm kiểm tra đã ký"):
        await export_by_operator(there, tmp_path / "all.zip")
    scope = CaseScope(kind=CaseKind.TASK, key=web.task("51-08"))
    with pytest.raises(SettingsError, match="không khớp điểm kiểm tra đã ký"):
        await case_by_operator(there, tmp_path / "case.zip", scope)
    assert written(tmp_path) == set()


async def test_the_whole_ledger_goes_out_and_is_sound(web: WebWard, tmp_path: Path) -> None:
    await lived(web)
    there, key = await signed(web, tmp_path)
    await keep(there, EVIDENCE, EVIDENCE_SHA256)
    said = await export_by_operator(there, tmp_path / "all.zip")
    case = Case(tmp_path / "all.zip", key)
    assert case.code == dondoc_verify.SOUND, case.said
    assert len(case.lines) == await web.size()
    assert f"{len(case.lines)} sự kiện, 1 tệp minh chứng" in said
    assert "tệp không còn nguyên trong kho" in said
    assert written(tmp_path) == {"all.zip"}
    assert (tmp_path / "all.zip").stat().st_mode & 0o777 == 0o600
    (known,) = case.manifest["keys"]
    assert known["vkey"] == key.verifier.text()
    assert (known["since"][:10], known["until"]) == (today().isoformat(), None)
    with pytest.raises(SettingsError, match="Đã có tệp"):
        await export_by_operator(there, tmp_path / "all.zip")


async def test_the_command_line_makes_both(web: WebWard, tmp_path: Path) -> None:
    await lived(web)
    _, key = await signed(web, tmp_path)
    for given, name in (
        (["export"], "all.zip"),
        (["case", "--person", "chuyenvien", "--from", "2026-01-01"], "person.zip"),
        (["case", "--task", web.task("51-08").removeprefix("task-")], "task.zip"),
    ):
        command = ("ledger", *given, tmp_path / name, "--data", tmp_path)
        done = await asyncio.to_thread(run_command, *command)
        assert (done.code, done.err) == (0, ""), done
        assert f"python3 dondoc-verify.py {name} --key" in done.out
        assert Case(tmp_path / name, key).code == dondoc_verify.SOUND
    again = await asyncio.to_thread(run_command, *command)
    assert (again.code, again.out) == (1, "")
    assert "Đã có tệp" in again.err


async def test_a_key_file_that_is_broken_is_named(web: WebWard, tmp_path: Path) -> None:
    there, _ = await signed(web, tmp_path)
    (file,) = there.log_key.iterdir()
    file.write_text("không phải khóa", encoding="utf-8")
    with pytest.raises(SettingsError, match=str(file)):
        await export_by_operator(there, tmp_path / "all.zip")
    file.unlink()
    with pytest.raises(SettingsError, match="Không có khóa đang ký sổ"):
        await export_by_operator(there, tmp_path / "all.zip")


async def test_a_ledger_that_is_not_the_signed_one_is_not_sealed(
    web: WebWard, tmp_path: Path
) -> None:
    there, _ = await signed(web, tmp_path)
    (tmp_path / "log" / "checkpoint").unlink()
    with pytest.raises(SettingsError, match="chưa có điểm kiểm tra"):
        await export_by_operator(there, tmp_path / "all.zip")
