"""Evidence files of a task, sentence by sentence."""

import pytest

from services.domain.errors import NotAllowed, Refusal
from services.domain.policy import ORDINARY_EVIDENCE
from services.domain.registry import EVENTS
from services.domain.roles import Holder
from services.domain.task.acts.attach_file import AttachFile
from services.domain.task.acts.detach_file import DetachFile
from services.domain.task.acts.submit_contribution import ContributionSubmitted, SubmitContribution
from services.domain.task.acts.submit_report import ReportSubmitted, SubmitReport
from services.domain.task.file_events import FileDetached
from services.domain.task.files import MEGABYTE
from services.ledger.codec import Codec
from tests import givens
from tests.domain.deciding import decide
from tests.ledger.golden_rows import golden_rows

STREAM = "task-51-08.report.2026-Q4"
ONE, TWO = "1" * 64, "2" * 64


def a_file(sha256: str = ONE, unit: str | None = None, **changes: object) -> AttachFile:
    given: dict[str, object] = {
        "stream": STREAM,
        "sha256": sha256,
        "size_bytes": 10,
        "media_type": "application/pdf",
        "name": givens.words("tệp"),
        "contribution_of": unit,
    }
    return AttachFile(**{**given, **changes})  # type: ignore[arg-type]


def a_report(after: int = 0) -> SubmitReport:
    return SubmitReport(
        stream=STREAM, after_submission=after, text=givens.words(), figures=(), paper=None
    )


def story(**issued: object) -> givens.Story:
    made = givens.Story()
    made.tell([givens.issued(**issued)])
    return made


def act(
    reported: givens.Story,
    who: Holder,
    command: AttachFile | DetachFile | SubmitReport | SubmitContribution,
) -> int:
    """Let somebody act; how many facts came of it."""
    assert reported.task is not None
    verdict = decide(reported.task, command, holder=who, policy=givens.policy(), now=reported.at)
    reported.tell(verdict.events, givens.actor(who))
    return len(verdict.events)


def test_a_report_holds_the_files_of_its_moment_and_keeps_them_for_the_next_version() -> None:
    reported = story()
    act(reported, givens.SPECIALIST, a_file(ONE))
    act(reported, givens.SPECIALIST, a_file(TWO))
    assert act(reported, givens.SPECIALIST, a_file(TWO)) == 0
    gone = DetachFile(stream=STREAM, sha256=ONE, contribution_of=None)
    assert act(reported, givens.SPECIALIST, gone) == 1
    assert act(reported, givens.SPECIALIST, gone) == 0
    act(reported, givens.SPECIALIST, a_report())
    (report,) = (f.event for f in reported.facts if isinstance(f.event, ReportSubmitted))
    assert report.files == (TWO,)
    assert reported.task is not None
    assert [file.sha256 for file in reported.task.files_of(None)] == [TWO]


def test_a_file_is_no_acceptance_of_the_task() -> None:
    reported = story()
    before = reported.task
    act(reported, givens.SPECIALIST, a_file())
    assert before is not None
    assert reported.task is not None
    assert reported.task.stage is before.stage


def test_while_a_report_waits_its_files_stay() -> None:
    reported = story()
    act(reported, givens.SPECIALIST, a_file())
    act(reported, givens.SPECIALIST, a_report())
    for sent in (
        a_file(TWO),
        DetachFile(stream=STREAM, sha256=ONE, contribution_of=None),
    ):
        with pytest.raises(Refusal) as refused:
            act(reported, givens.SPECIALIST, sent)
        assert refused.value.code == "already-submitted"


def test_a_contribution_takes_its_own_files_and_may_be_a_file_alone() -> None:
    reported = story()
    act(reported, givens.OTHER, a_file(ONE, "VHXH"))
    act(reported, givens.SPECIALIST, a_file(TWO))
    given = SubmitContribution(stream=STREAM, unit="VHXH", text=None, on_paper=False, paper=None)
    act(reported, givens.OTHER, given)
    (event,) = (f.event for f in reported.facts if isinstance(f.event, ContributionSubmitted))
    assert event.files == (ONE,)
    with pytest.raises(Refusal) as refused:
        act(reported, givens.OTHER, given)
    assert refused.value.code == "empty-contribution"


def test_a_restricted_task_takes_no_file_at_all() -> None:
    reported = story(restricted=True)
    for who, unit in ((givens.SPECIALIST, None), (givens.OTHER, "VHXH")):
        with pytest.raises(Refusal) as refused:
            act(reported, who, a_file(unit=unit))
        assert refused.value.code == "restricted"


def test_only_those_who_work_on_it_attach_and_take_back() -> None:
    reported = story()
    act(reported, givens.SPECIALIST, a_file())
    gone = DetachFile(stream=STREAM, sha256=ONE, contribution_of=None)
    for who in (givens.OTHER, givens.CHIEF, givens.VICE_CHAIR, givens.INSPECTOR):
        for sent in (a_file(TWO), gone):
            with pytest.raises(NotAllowed):
                act(reported, who, sent)
    with pytest.raises(NotAllowed):
        act(reported, givens.CHIEF, a_file(ONE, "VHXH"))


def test_the_lead_touches_no_file_of_a_unit_that_has_accounts() -> None:
    reported = story(supporting_units=("VHXH", "MTTQ"))
    act(reported, givens.OTHER, a_file(ONE, "VHXH"))
    gone = DetachFile(stream=STREAM, sha256=ONE, contribution_of="VHXH")
    for sent in (a_file(TWO, "VHXH"), gone):
        with pytest.raises(NotAllowed):
            act(reported, givens.SPECIALIST, sent)
    act(reported, givens.SPECIALIST, a_file(TWO, "MTTQ"))
    assert reported.task is not None
    assert [(file.sha256, file.contribution_of) for file in reported.task.files] == [
        (ONE, "VHXH"),
        (TWO, "MTTQ"),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"media_type": "text/html"}, "file-kind"),
        ({"sha256": "../" + "1" * 61}, "file-kind"),
        ({"size_bytes": ORDINARY_EVIDENCE.file_mb_at_most * MEGABYTE + 1}, "file-too-large"),
        ({"size_bytes": 0}, "file-too-large"),
        ({"contribution_of": "KTHTDT"}, "not-a-supporting-unit"),
    ],
)
def test_what_no_file_is_said_to_be_is_refused(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        act(story(), givens.SPECIALIST, a_file(**changes))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_report_of_the_time_before_files_is_read_as_one_without() -> None:
    rows = {row.name: row for row in golden_rows()}
    for name in ("report-submitted", "contribution-submitted"):
        event = Codec(EVENTS).decode(name, 1, rows[f"{name}.1"].payload)
        assert isinstance(event, ReportSubmitted | ContributionSubmitted)
        assert event.files == ()
    assert FileDetached.SCHEMA == 1
