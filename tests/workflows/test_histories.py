"""Today's code still walks yesterday's path: every kept history replays."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from infra.serve.worker import WORKFLOWS

HISTORIES = sorted((Path(__file__).parent / "histories").glob("*.json"))
BRANCHES = {
    "assignment-issue",
    "directive-close",
    "directive-recurring",
    "programme-close",
    "programme-registration",
    "task-assigned-undated",
    "task-remind-and-miss",
    "task-bell-and-close",
    "task-claim-after-the-end",
    "task-continue-as-new",
    "task-contribution-missed",
    "task-contributions-follow",
    "task-escalate",
    "task-overdue-climbs",
    "task-request-undecided",
    "task-step-expired",
    "task-suspend-resume-withdraw",
}


def test_every_branch_of_the_loop_is_kept() -> None:
    assert {path.stem for path in HISTORIES} == BRANCHES


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
async def test_a_kept_history_replays(path: Path) -> None:
    kept = path.read_text(encoding="utf-8")  # noqa: ASYNC240  (a test's own small file)
    history = WorkflowHistory.from_json(path.stem, kept)
    assert len(history.events) > 4
    result = await Replayer(workflows=WORKFLOWS).replay_workflow(history)
    assert result.replay_failure is None
