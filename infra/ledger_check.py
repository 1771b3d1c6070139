"""`dondoc ledger verify`: the ledger and the files that its facts name, said in Vietnamese."""

from pathlib import Path
from typing import Any, Final

from api import words
from infra.file_store import DirectoryFileStore
from infra.secret_words import of_secrets, secrets_as_json
from infra.settings import HouseFile
from infra.wiring import CODEC
from services.handlers.file_audit import (
    Fault,
    FileProblem,
    FilesReport,
    NamedFile,
    NamedFiles,
    check_files,
)
from services.handlers.secret_audit import FoldedAccounts
from services.ledger.engine import make_engine
from services.ledger.postgres_source import postgres_source
from services.ledger.rows import StoredRow
from services.ledger.verify import Report, verify

_FAULTS: Final = {
    Fault.MISSING: "không còn trong kho",
    Fault.CHANGED: "đã bị thay đổi, mã SHA-256 không còn đúng",
}


async def verify_ledger(house: HouseFile, files: Path | None) -> tuple[dict[str, Any], str, bool]:
    """Check the whole ledger, and the evidence files where their folder is given.

    The report, its sentence, and whether everything is sound.
    """
    named, folded = NamedFiles(), FoldedAccounts(CODEC)

    def watch(row: StoredRow) -> None:
        named.row(row)
        folded.row(row)

    # The auditor's login reads facts and digests, never a secret, and can write nothing.
    engine = make_engine(house.auditor, part="command", pool_size=2)
    try:
        async with postgres_source(engine, house.ledger_id) as source:
            report = await verify(source, watch=watch)
            secrets = folded.check(await source.kept_secrets())
            names = await source.text_rows(
                {one.name_text for one in secrets.problems if one.name_text is not None}
            )
    finally:
        await engine.dispose()
    checked = await check_files(named.named, DirectoryFileStore(files)) if files else None
    sound = report.ok and not secrets.problems and not (checked and checked.problems)
    sentences = [
        _of_ledger(report),
        of_secrets(secrets, {key: text.body for key, text in names.items()}),
        *([_of_files(checked)] if checked else []),
    ]
    said = {
        **report.as_json(),
        "ok": sound,
        "files": _as_json(checked),
        "secrets": secrets_as_json(secrets),
    }
    return said, "\n".join(sentences), sound


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
    )


def _of_files(checked: FilesReport) -> str:
    if not checked.problems:
        return f"Tệp minh chứng: {checked.files} tệp, đủ và nguyên vẹn."
    return (
        f"Tệp minh chứng KHÔNG toàn vẹn: sai {len(checked.problems)} chỗ trong sổ, "
        f"trên {checked.files} tệp.\n" + "\n".join(_line(problem) for problem in checked.problems)
    )


def _line(problem: FileProblem) -> str:
    file = problem.file
    return (
        f"  - {_task(file)} (sự kiện {file.position}): tệp {file.sha256} {_FAULTS[problem.fault]}."
    )


def _task(file: NamedFile) -> str:
    if not file.item:
        return f"việc {file.stream}"
    name = words.DELIVERABLES.get(file.deliverable, "Báo cáo")
    return f"{name} {words.period(file.period)}, mục {file.item}"


def _as_json(checked: FilesReport | None) -> dict[str, Any] | None:
    if checked is None:
        return None
    return {
        "checked": checked.files,
        "problems": [
            {
                "position": one.file.position,
                "stream": one.file.stream,
                "sha256": one.file.sha256,
                "code": one.fault.value,
            }
            for one in checked.problems
        ],
    }
