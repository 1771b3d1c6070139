"""`dondoc ledger verify`: the ledger and the files that its facts name, said in Vietnamese."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from sqlalchemy.exc import DBAPIError

from api.labels import words
from infra.settings import InstallationFile
from infra.stores.files import DirectoryFileStore
from infra.verify import guard_words
from infra.verify.act_words import acts_as_json, of_acts
from infra.verify.asked import Examined
from infra.verify.checks import AskedAfter, Checks, Opening
from infra.verify.command_words import commands_as_json, of_commands
from infra.verify.exit_codes import Wrong, first_of
from infra.verify.kept_roots import of_kept_roots
from infra.verify.ledger_words import of_ledger
from infra.verify.log_words import log_as_json, of_log
from infra.verify.remembered import so_far
from infra.verify.row_words import of_rows, rows_as_json
from infra.verify.secret_words import of_secrets, secrets_as_json
from infra.verify.wrongs import of_report
from services.commands.file_audit import (
    ROUNDS,
    Fault,
    FileProblem,
    FilesReport,
    NamedFile,
    check_files,
)
from services.domain.assignment.terms import DELIVERABLES
from services.domain.numerals import count
from services.domain.streams import Family, family_of
from services.ledger.engine import make_engine
from services.ledger.port import LedgerError
from services.ledger.postgres_source import postgres_source
from services.ledger.verify import NOTHING_KEPT, Report

_STRAYS: Final = (
    " Có {count} tệp trong kho mà sổ không nêu: tệp tải lên dở dang, hoặc tệp sổ theo dõi đã xem "
    "trước khi nhập; sổ không cần đến."
)
_AGAIN: Final = (
    " Đã xem lại {again}/{older} tệp cũ; các tệp cũ khác còn đúng cỡ, đúng thời điểm ghi, và mọi "
    f"tệp được xem lại trong {ROUNDS} lần kiểm tra."
)
_FAULTS: Final = {
    Fault.MISSING: "không còn trong kho",
    Fault.CHANGED: "đã bị thay đổi, mã SHA-256 không còn đúng",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The report for a program, its sentences, and the kinds of wrong that were met."""

    report: dict[str, Any]
    sentence: str
    wrongs: frozenset[Wrong]

    @property
    def wrong(self) -> Wrong | None:
        """The kind whose exit code the command ends with; None where everything is sound."""
        return first_of(self.wrongs)


async def verify_ledger(
    installation: InstallationFile,
    files: Path | None,
    kept_roots: Mapping[int, bytes] = NOTHING_KEPT,
) -> tuple[dict[str, Any], str, bool]:
    """Check the whole ledger: the report, its sentence, and whether everything is sound."""
    result = await examine(installation, Examined(files=files, kept_roots=kept_roots))
    return result.report, result.sentence, result.wrong is None


async def examine(installation: InstallationFile, asked: Examined) -> Findings:
    """Check what is asked. What must be there and is not is a finding too."""
    try:
        return await _examine(installation, asked)
    except (DBAPIError, psycopg.Error, LedgerError) as error:
        table = missing_table(error)
        if table is None:
            raise
        so_far(asked.state).unlink(missing_ok=True) if asked.state else None
        problem = {"position": None, "code": "table-missing", "detail": table or None}
        return Findings(
            report={"ok": False, "problems": [problem], "wrong": [Wrong.REMOVED.key]},
            sentence=guard_words.of_missing_table(table),
            wrongs=frozenset({Wrong.REMOVED}),
        )


async def _examine(installation: InstallationFile, asked: Examined) -> Findings:
    # The auditor's login reads facts and digests, never a secret, and can write nothing.
    engine = make_engine(installation.auditor, part="command", pool_size=2)
    try:
        async with postgres_source(engine, installation.ledger_id) as source:
            checks = await Checks.begun(source, asked)
            report = await checks.read(source)
            after = await AskedAfter.of(source, checks, report.size)
    finally:
        await engine.dispose()
    store = DirectoryFileStore(asked.files) if asked.files else None
    older = checks.known.files
    checked = await check_files(checks.named.named, store, older, checks.run) if store else None
    findings = _findings(checks, report, after, checked)
    if asked.state is not None:
        # What is sound is so whether or not a witness could be asked.
        if findings.wrongs <= {Wrong.OUT_OF_REACH}:
            checks.remember(asked.state, report.reached, after, checked)
        so_far(asked.state).unlink(missing_ok=True)
    return findings


def _findings(
    checks: Checks, report: Report, after: AskedAfter, files: FilesReport | None
) -> Findings:
    """Everything that was met, as sentences, for a program, and by kind."""
    left = after.left or bool(files and files.strays)
    unopened = _unopened(checks.opening, left=left) if checks.whole else ""
    met = {
        Wrong.COMMANDS: not after.commands.ok,
        Wrong.CUT_OFF: bool(after.commands.beyond),
        Wrong.UNLAWFUL: bool(checks.acts.problems or checks.sessions.problems),
        Wrong.EVIDENCE: bool(files and files.problems),
        Wrong.ROWS: bool(after.rows.report.problems),
        Wrong.SECRETS: bool(after.secrets.problems),
        Wrong.GUARDS: bool(after.guards),
        Wrong.UNOPENED: bool(unopened),
    }
    wrongs = {each for each, is_met in met.items() if is_met} | of_report(report)
    wrongs |= {each.wrong for each in checks.log.problems}
    sentences = [
        unopened or of_ledger(report),
        *_of_start(checks, report),
        of_rows(after.rows.report),
        of_acts(checks.acts, checks.sessions),
        of_commands(after.commands),
        guard_words.of_guards(after.guards),
        of_secrets(after.secrets, after.names),
        *of_kept_roots(report, checks.asked.kept_roots),
        of_log(checks.log),
        *([_of_files(files)] if files else []),
    ]
    said = {
        **report.as_json(),
        "ok": not wrongs,
        "wrong": [each.key for each in Wrong if each in wrongs],
        "opened": not unopened,
        "rows": rows_as_json(after.rows.report),
        "acts": acts_as_json(checks.acts, checks.sessions),
        "commands": commands_as_json(after.commands),
        "guards": guard_words.guards_as_json(after.guards),
        "log": log_as_json(checks.log),
        "files": _as_json(files),
        "secrets": secrets_as_json(after.secrets),
    }
    return Findings(report=said, sentence="\n".join(sentences), wrongs=frozenset(wrongs))


def _of_start(checks: Checks, report: Report) -> Iterator[str]:
    if not checks.whole:
        yield (
            f"Chỉ đọc từ sự kiện {count(report.start + 1)}: phần trước đã được kiểm tra; thêm "
            "--full để đọc lại tất cả."
        )


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


def _of_files(checked: FilesReport) -> str:
    strays = _STRAYS.format(count=checked.strays) if checked.strays else ""
    if not checked.problems:
        again = _AGAIN.format(again=checked.again, older=checked.older) if checked.older else ""
        return f"Tệp minh chứng: {checked.files} tệp, đủ và nguyên vẹn.{again}{strays}"
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
        "older": checked.older,
        "older_read_again": checked.again,
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
