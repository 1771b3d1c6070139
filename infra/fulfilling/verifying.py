"""A verification in one sentence for a page, with its details, and how far it has come."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from infra.verify.exit_codes import Wrong
from infra.verify.ledger_check import Findings
from services.domain.numerals import count
from services.ledger.tlog.answers import AuditAnswer, AuditAnswers, AuditProgress

_MOST_LINES: Final = 200  # of details: a ledger that was rewritten has one for each fact
_TELL_SECONDS: Final = 1.0


def answer_of(findings: Findings, at: float, *, full: bool) -> AuditAnswer:
    """What the page says of it; `at` is POSIX seconds; `full` where all was to be read again."""
    lines = findings.sentence.splitlines()
    more = len(lines) - _MOST_LINES
    if more > 0:
        lines = [*lines[:_MOST_LINES], f"… và {count(more)} dòng nữa: xem “dondoc ledger verify”."]
    return AuditAnswer(
        ok=findings.wrong is None, said=_said(findings, full), details="\n".join(lines), at=at
    )


def _said(findings: Findings, full: bool) -> str:
    report, wrong = findings.report, findings.wrong
    if wrong is Wrong.OUT_OF_REACH:
        return f"Chưa kiểm tra hết: {wrong.meaning}."
    if wrong is not None:
        first = report.get("first_bad")
        where = f"; sự kiện sai đầu tiên: số {first}" if first is not None else ""
        how = " (đọc lại tất cả từ đầu)" if full else ""
        return f"Sổ KHÔNG toàn vẹn{how}: {wrong.meaning}{where}."
    read, files = report["size"] - report["start"], report["files"]
    again = (
        f", đã xem lại {count(files['older_read_again'])}/{count(files['older'])} tệp cũ"
        if files["older"]
        else ""
    )
    return (
        f"Sổ toàn vẹn: {count(report['size'])} sự kiện, lần này đọc {count(read)}"
        f"{', tất cả từ đầu' if full else ''}; đủ "
        f"{count(files['checked'])} tệp minh chứng{again}."
    )


def telling_of(
    answers: AuditAnswers, request_id: UUID, monotonic: Callable[[], float]
) -> Callable[[int, int], None]:
    """What a verification calls as it reads: it tells at once, then at most once a second."""
    last_at = float("-inf")

    def tell(read: int, total: int) -> None:
        nonlocal last_at
        now = monotonic()
        if now - last_at >= _TELL_SECONDS:
            last_at = now
            answers.tell(request_id, AuditProgress(read=read, total=total))

    return tell
