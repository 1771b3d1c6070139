"""`dondoc ledger verify` and the evidence files: what a fact names is there, byte for byte."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from infra.engines.private_files import write_private
from infra.engines.temporal.connection import TemporalConnection
from infra.randomness import RANDOMNESS
from infra.settings import Installation, InstallationFile
from infra.stores.files import DirectoryFileStore
from infra.verify.exit_codes import Wrong
from services.commands.files import FileCommands
from services.commands.requests import CommandRequest, TypedTexts
from services.domain.directive.acts.attach_directive_file import AttachDirectiveFile
from services.domain.task.acts.attach_file import AttachFile
from services.domain.task.acts.detach_file import DetachFile
from services.ledger.port import Outcome
from tests.api import matrix_directive
from tests.api.fixtures import filled, web
from tests.api.ward import WebWard
from tests.command_line import run_command
from tests.projections.lives import act, click

__all__ = ["filled", "web"]
pytestmark = pytest.mark.postgres


def installed(web: WebWard, folder: Path) -> Installation:
    """A data directory as a first start leaves it, over the test's database."""
    installation = Installation(folder)
    logins = web.logins
    temporal = TemporalConnection.from_environment({"TEMPORAL_ADDRESS": "127.0.0.1:1"})
    assert temporal is not None
    installation.secrets.mkdir(parents=True)
    for part in ("app", "relay", "auditor"):
        password = getattr(logins, part).password
        write_private(installation.secrets / f"postgres-{part}", str(password))
    installation.write(
        InstallationFile(
            ledger_id=logins.ledger_id,
            ward_name="phường cho sẵn",
            app=logins.app,
            relay=logins.relay,
            auditor=logins.auditor,
            temporal=temporal,
            web_port=1,
        )
    )
    return installation


def verified(folder: Path, *options: str) -> tuple[int | None, str]:
    """The command as the keeper of the machine runs it."""
    reported = run_command("ledger", "verify", "--full", "--data", folder, *options)
    assert reported.err == ""
    return reported.code, reported.out


async def attached(web: WebWard, folder: Path, stream: str, content: bytes) -> Path:
    """A file of a task; where its bytes lie."""
    store = DirectoryFileStore(folder)
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    digest = hashlib.sha256(content).hexdigest()
    command = AttachFile(
        stream=stream,
        sha256=digest,
        size_bytes=len(content),
        media_type="text/plain",
        name=words.need("biểu.txt", label="Tên tệp"),
        contribution_of=None,
    )
    commands = FileCommands(web.ward.people, store)
    outcome = await commands.attach(await click(web, "chuyenvien", words), command, content)
    assert isinstance(outcome, Outcome)
    return folder / digest[:2] / digest


async def test_every_file_that_a_fact_names_is_read(web: WebWard, tmp_path: Path) -> None:
    installation = installed(web, tmp_path)
    kept = [
        await attached(web, installation.files, web.task("51-08"), content)
        for content in (b"mot", b"hai")
    ]
    gone = DetachFile(stream=web.task("51-08"), sha256=kept[1].name, contribution_of=None)
    await act(web, "chuyenvien", lambda _: gone)
    code, said = verified(tmp_path)
    assert code == 0, said
    assert "toàn vẹn" in said
    assert "Khóa chống sửa của các bảng sổ đang bật." in said
    assert "Tệp minh chứng: 2 tệp, đủ và nguyên vẹn." in said
    report = json.loads(verified(tmp_path, "--json")[1])
    assert report["files"] == {
        "checked": 2,
        "older": 0,
        "older_read_again": 0,
        "strays": 0,
        "problems": [],
    }


async def test_a_missing_and_a_changed_file_are_named_with_their_tasks(
    web: WebWard, tmp_path: Path
) -> None:
    installation = installed(web, tmp_path)
    missing = await attached(web, installation.files, web.task("51-08"), b"mot")
    changed = await attached(web, installation.files, web.task("CT10"), b"hai")
    twice = await attached(web, installation.files, web.task("CT10"), b"mot")
    assert twice == missing
    missing.unlink()
    changed.chmod(0o600)
    changed.write_bytes(b"khac")
    code, said = verified(tmp_path)
    assert code == Wrong.EVIDENCE.code
    assert f"Sổ {web.logins.ledger_id} toàn vẹn" in said
    assert "Tệp minh chứng KHÔNG toàn vẹn: sai 3 chỗ trong sổ, trên 2 tệp." in said
    lines = [line for line in said.splitlines() if line.startswith("  - ")]
    assert [(", mục 51-08" in line, ", mục CT10" in line) for line in lines] == [
        (True, False),
        (False, True),
        (False, True),
    ]
    assert f"tệp {missing.name} không còn trong kho." in lines[0]
    assert f"tệp {changed.name} đã bị thay đổi" in lines[1]
    assert lines[0].startswith("  - Báo cáo quý ")
    code, said = verified(tmp_path, "--json")
    report = json.loads(said)
    assert (code, report["ok"]) == (Wrong.EVIDENCE.code, False)
    assert [each["code"] for each in report["files"]["problems"]] == [
        "file-missing",
        "file-changed",
        "file-missing",
    ]


async def test_a_file_of_a_directive_is_read_and_named_with_it(
    web: WebWard, tmp_path: Path
) -> None:
    installation = installed(web, tmp_path)
    await act(web, "kiemtra", matrix_directive.registered)
    kept = await FileCommands(web.ward.people, DirectoryFileStore(installation.files)).attach(
        *await scanned(web, b"ba")
    )
    assert isinstance(kept, Outcome)
    code, said = verified(tmp_path)
    assert code == 0, said
    assert "Tệp minh chứng: 1 tệp, đủ và nguyên vẹn." in said
    digest = hashlib.sha256(b"ba").hexdigest()
    (installation.files / digest[:2] / digest).unlink()
    code, said = verified(tmp_path)
    assert code == Wrong.EVIDENCE.code
    assert f"  - nguồn giao việc {matrix_directive.CODE} (sự kiện " in said
    assert f"tệp {digest} không còn trong kho." in said


async def scanned(
    web: WebWard, content: bytes
) -> tuple[CommandRequest, AttachDirectiveFile, bytes]:
    """A file of the directive, on its way."""
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    command = replace(
        matrix_directive.filed(words),
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
    )
    return await click(web, "kiemtra", words), command, content


async def test_without_its_files_the_ledger_alone_is_judged(web: WebWard, tmp_path: Path) -> None:
    installation = installed(web, tmp_path)
    (await attached(web, installation.files, web.task("51-08"), b"mot")).unlink()
    code, said = verified(tmp_path, "--no-files")
    assert code == 0
    assert "Tệp minh chứng" not in said
    assert json.loads(verified(tmp_path, "--no-files", "--json")[1])["files"] is None


async def test_a_ledger_that_is_wrong_is_said_beside_sound_files(
    web: WebWard, tmp_path: Path
) -> None:
    installation = installed(web, tmp_path)
    await attached(web, installation.files, web.task("51-08"), b"mot")
    with web.database.superuser() as owner:
        owner.execute("ALTER TABLE payloads DISABLE TRIGGER ALL")
        owner.execute(
            "UPDATE payloads SET payload = 'x' WHERE ledger_id = %s AND position = "
            "(SELECT max(position) FROM events WHERE ledger_id = %s AND type = 'file-attached')",
            [web.logins.ledger_id, web.logins.ledger_id],
        )
    code, said = verified(tmp_path)
    assert code == Wrong.EDITED.code
    assert "KHÔNG toàn vẹn. Sự kiện sai đầu tiên" in said
    assert "Tệp minh chứng: 0 tệp" in said


async def test_a_file_that_no_fact_names_is_shown(web: WebWard, tmp_path: Path) -> None:
    installation = installed(web, tmp_path)
    await attached(web, installation.files, web.task("51-08"), b"mot")
    await DirectoryFileStore(installation.files).put(b"la")
    code, said = verified(tmp_path)
    assert code == 0, said
    assert "Có 1 tệp trong kho mà sổ không nêu" in said


async def test_a_guard_that_is_off_is_said(web: WebWard, tmp_path: Path) -> None:
    installed(web, tmp_path)
    with web.database.superuser() as owner:
        owner.execute("ALTER TABLE events DISABLE TRIGGER append_only")
    code, said = verified(tmp_path, "--no-files")
    assert code == Wrong.GUARDS.code
    assert "Khóa chống sửa của bảng events đang tắt." in said


async def test_a_ledger_that_was_emptied_is_never_sound(web: WebWard, tmp_path: Path) -> None:
    installed(web, tmp_path)
    with web.database.superuser() as owner:
        owner.execute("SET session_replication_role = replica")
        for table in ("events", "payloads", "texts", "commands"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        owner.execute("ALTER TABLE ledger_heads DISABLE TRIGGER grows_only")
        owner.execute("TRUNCATE events, payloads, texts, commands CASCADE")
        owner.execute("UPDATE ledger_heads SET size = 0")
    code, said = verified(tmp_path, "--no-files")
    assert code == Wrong.UNOPENED.code
    assert "Sổ này đã từng mở, nay không còn sự kiện nào." in said


async def test_a_table_of_the_ledger_that_is_gone_is_said(web: WebWard, tmp_path: Path) -> None:
    installed(web, tmp_path)
    with web.database.superuser() as owner:
        owner.execute("ALTER TABLE texts RENAME TO texts_gone")
    code, said = verified(tmp_path)
    assert code == Wrong.REMOVED.code
    assert "Bảng texts của sổ không còn trong cơ sở dữ liệu." in said
    assert "Traceback" not in said
