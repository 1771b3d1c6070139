"""`make demo` with its past: two starts and the clocks of what was invented, once."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from infra.engines.ports import PortBook
from infra.settings import Installation
from infra.supervise.lock import holder_of
from infra.verify.ledger_check import verify_ledger
from tests.journeys.running_installation import RunningInstallation, SignedInVisitor, wait_for

pytestmark = [pytest.mark.temporal, pytest.mark.timeout(900)]


def has_rung(installation: RunningInstallation) -> bool:
    """Whether the relay has woken every clock of the past."""
    return installation.query("SELECT count(*) FROM outbox") == [(0,)]


def counted(installation: RunningInstallation) -> dict[str, Any]:
    """What was issued and reported so far."""
    rows = installation.query(
        "SELECT type, count(*) FROM events WHERE type IN ('plan-activated', 'person-registered', "
        "'report-submitted', 'directive-registered') GROUP BY type"
    )
    return {str(kind): count for kind, count in rows}


def test_a_demonstration_comes_up_with_a_past_and_goes_on(tmp_path: Path) -> None:
    installation = RunningInstallation(data=tmp_path / "data", port=PortBook(tmp_path).take("web"))
    installation.command = tuple(word for word in installation.command if word != "--empty")
    installation.start()
    try:
        wait_for(installation.well)
        wait_for(lambda: has_rung(installation))
        assert "Đang dựng việc giả của bản trình diễn" in installation.said()
        before = counted(installation)
        assert before["plan-activated"] == 1
        assert before["person-registered"] == 20
        with SignedInVisitor(installation, "chutich") as chair:
            page = chair.client.get(f"{installation.address}/tong-quan", headers=chair.headers())
        assert len(re.findall(r"/tong-quan/viec", page.text)) > 10, "each figure opens its tasks"
        installation.stop()
        wait_for(lambda: holder_of(installation.data) is None)
        installation.start()
        wait_for(installation.well)
        assert installation.said().count("Đang dựng việc giả của bản trình diễn") == 1
        assert counted(installation) == before
        there = Installation(installation.data)
        _, sentence, sound = asyncio.run(verify_ledger(there.read(), there.files))
        assert sound, sentence
    finally:
        if not installation.ended():
            installation.stop()
