"""Which kind of wrong each problem of the ledger itself is."""

from typing import Final

from infra.verify.exit_codes import Wrong
from services.ledger.row_check import LedgerProblem
from services.ledger.verify import Report

_OF_CODES: Final = {
    "root-differs": Wrong.FORKED,
    "ledger-shorter": Wrong.ROLLED_BACK,
    "verified-shorter": Wrong.ROLLED_BACK,
    "end-missing": Wrong.CUT_OFF,
    "position-missing": Wrong.REMOVED,
    "payload-missing": Wrong.REMOVED,
    "text-missing": Wrong.REMOVED,
    "version-gap": Wrong.REMOVED,
    "version-back": Wrong.SWAPPED,
    "recorded-before": Wrong.SWAPPED,
    "recorded-before-own": Wrong.SWAPPED,
}


def of_report(report: Report) -> set[Wrong]:
    """What kinds of wrong the problems of the ledger itself are.

    Two that changed places leave a gap as well: nothing is missing then.
    """
    kinds = set(map(of_problem, report.problems))
    gaps = {each.code for each in report.problems if of_problem(each) is Wrong.REMOVED}
    if Wrong.SWAPPED in kinds and gaps == {"version-gap"}:
        kinds.discard(Wrong.REMOVED)
    return kinds


def of_problem(problem: LedgerProblem) -> Wrong:
    """What kind of wrong this is; any other is an edit."""
    return _OF_CODES.get(problem.code, Wrong.EDITED)
