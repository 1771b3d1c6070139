"""`dondoc ledger verify`: the ledger and the files that its facts name, said in Vietnamese."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy.exc import DBAPIError

from api.labels import words
from infra.settings import InstallationFile
from infra.stores.files import DirectoryFileStore
from infra.verify import guard_words
from infra.verify.command_words import commands_as_json, of_commands
from infra.verify.kept_roots import OF_KEPT_ROOTS, of_kept_roots
from infra.verify.row_words import of_rows, rows_as_json
from infra.verify.secret_words import of_secrets, secrets_as_json
from infra.wiring import CODEC
from services.commands.file_audit import (
    Fault,
    FileProblem,
    FilesReport,
    NamedFile,
    NamedFiles,
    check_files,
)
from services.commands.secret_audit import FoldedAccounts
from services.domain.assignment.terms import DELIVERABLES
from services.domain.opening import STREAM as OPENING_STREAM
from services.domain.opening import LedgerOpened
from services.domain.streams import Family, family_of
from services.ledger.command_audit import check_commands
from services.ledger.engine import make_engine
from services.ledger.guards import guard_problems
from services.ledger.port import LedgerError
from services.ledger.postgres_source import postgres_source
from services.ledger.rows import StoredRow
from services.ledger.verify import NOTHING_KEPT, Report, verify
from services.projections.audit import FoldedRows
from services.projections.tables import ALL

_STRAYS: Final = (
    " Có {count} tệp trong kho mà sổ không nêu: tệp tải lên dở dang, hoặc tệp sổ theo dõi đã xem "
    "trước khi nhập; sổ không cần đến."
)
_FAULTS: Final = {
    Fault.MISSING: "không còn trong kho",
    Fault.CHANGED: "đã bị thay đổi, mã SHA-256 không còn đúng",
}


@dataclass(slots=True)
class Opening:
    """Whether position 1 opens this very ledger."""

    ledger_id: str
    rows: int = 0
    found: bool = False

    def row(self, row: StoredRow) -> None:
        """Look at the first row; the others are only counted."""
        self.rows += 1
        if self.rows == 1:
            place = (row.position, row.stream, row.type, row.ledger_id)
            self.found = place == (1, OPENING_STREAM, LedgerOpened.TYPE, self.ledger_id)


async def verify_ledger(
    installation: InstallationFile,
    files: Path | None,
    kept_roots: Mapping[int, bytes] = NOTHING_KEPT,
) -> tuple[dict[str, Any], str, bool]:
    """Check the whole ledger, and the evidence files where their folder is given.

    `kept_roots` are those of earlier sizes that were kept elsewhere. The report, its sentence, and
    whether everything is sound. What must be there and is not is a finding too.
    """
    try:
        return await _verify(installation, files, kept_roots)
    except (DBAPIError, psycopg.Error, LedgerError) as error:
        table = missing_table(error)
        if table is None:
            raise
        problem = {"position": None, "code": "table-missing", "detail": table or None}
        return {"ok": False, "problems": [problem]}, guard_words.of_missing_table(table), False


async def _verify(
    installation: InstallationFile, files: Path | None, kept_roots: Mapping[int, bytes]
) -> tuple[dict[str, Any], str, bool]:
    named, folded, opening = NamedFiles(), FoldedAccounts(CODEC), Opening(installation.ledger_id)
    states = FoldedRows(CODEC)

    def watch(row: StoredRow) -> None:
        for watcher in (named, folded, opening, states):
            watcher.row(row)

    # The auditor's login reads facts and digests, never a secret, and can write nothing.
    engine = make_engine(installation.auditor, part="command", pool_size=2)
    try:
        async with postgres_source(engine, installation.ledger_id) as source:
            report = await verify(source, watch=watch, kept_roots=kept_roots)
            secrets = folded.check(await source.kept_secrets())
            names = await source.text_rows(
                {each.name_text for each in secrets.problems if each.name_text is not None}
            )
            rows = states.check({each.name: await source.table_rows(each.name) for each in ALL})
            commands = await check_commands(source)
            guards = guard_problems(await source.guards())
            left = await source.leftovers()
    finally:
        await engine.dispose()
    store = DirectoryFileStore(files) if files else None
    checked = await check_files(named.named, store) if store else None
    unopened = _unopened(opening, left=left or bool(checked and checked.strays))
    sound = (
        report.ok
        and commands.ok
        and not (
            rows.problems
            or secrets.problems
            or guards
            or unopened
            or (checked and checked.problems)
        )
    )
    sentences = [
        unopened or _of_ledger(report),
        of_rows(rows),
        of_commands(commands),
        guard_words.of_guards(guards),
        of_secrets(secrets, {key: text.body for key, text in names.items()}),
        *of_kept_roots(report, kept_roots),
        *([_of_files(checked)] if checked else []),
    ]
    said = {
        **report.as_json(),
        "ok": sound,
        "opened": not unopened,
        "rows": rows_as_json(rows),
        "commands": commands_as_json(commands),
        "guards": guard_words.guards_as_json(guards),
        "files": _as_json(checked),
        "secrets": secrets_as_json(secrets),
    }
    return said, "\n".join(sentences), sound


def _unopened(opening: Opening, *, left: bool) -> str:
    """Why the ledger does not begin as every ledger does; empty where it does."""
    if opening.rows == 0:
        return guard_words.EMPTIED if left else guard_words.NEVER_OPENED
    return "" if opening.found else guard_words.NOT_OPENED_FIRST


def missing_table(error: Exception) -> str | None:
    """The table that a statement asked for and that is not there; None for any other error.

    Empty where the server's message names none.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, psycopg.errors.UndefinedTable):
        return None
    match = re.search(r'"([^"]+)"', cause.diag.message_primary or "")
    return match.group(1) if match else ""


def _of_ledger(report: Report) -> str:
    if report.ok:
        return (
            f"Sổ {report.ledger_id} toàn vẹn: {report.size} sự kiện, {report.texts} văn bản.\n"
            f"Mã gốc (SHA-256): {report.root}"
        )
    first = report.first_bad if report.first_bad is not None else "không rõ vị trí"
    return f"Sổ {report.ledger_id} KHÔNG toàn vẹn. Sự kiện sai đầu tiên: {first}.\n" + "\n".join(
        f"  - vị trí {problem.position}: {problem.code} ({problem.detail})"
        for problem in report.problems
        if problem.code not in OF_KEPT_ROOTS
    )


def _of_files(checked: FilesReport) -> str:
    strays = _STRAYS.format(count=checked.strays) if checked.strays else ""
    if not checked.problems:
        return f"Tệp minh chứng: {checked.files} tệp, đủ và nguyên vẹn.{strays}"
    return (
        f"Tệp minh chứng KHÔNG toàn vẹn: sai {len(checked.problems)} chỗ trong sổ, "
        f"trên {checked.files} tệp.\n"
        + "\n".join(_line(problem) for problem in checked.problems)
        + strays
    )


def _line(problem: FileProblem) -> str:
    file = problem.file
    named = f"{_thing(file)} (sự kiện {file.position}): tệp {file.sha256}"
    return f"  - {named} {_FAULTS[problem.fault]}."


def _thing(file: NamedFile) -> str:
    if family_of(file.stream) is Family.DIRECTIVE:
        return f"nguồn giao việc {file.item or file.stream}"
    if not file.item:
        return f"việc {file.stream}"
    name = DELIVERABLES.get(file.deliverable, "Báo cáo")
    return f"{name} {words.period(file.period)}, mục {file.item}"


def _as_json(checked: FilesReport | None) -> dict[str, Any] | None:
    if checked is None:
        return None
    return {
        "checked": checked.files,
        "strays": checked.strays,
        "problems": [
            {
                "position": problem.file.position,
                "stream": problem.file.stream,
                "sha256": problem.file.sha256,
                "code": problem.fault.value,
            }
            for problem in checked.problems
        ],
    }
