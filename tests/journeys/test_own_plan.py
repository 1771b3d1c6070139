"""A ward that loads a plan of its own, and the shipped plan with a document beside it."""

import asyncio
from pathlib import Path

import psycopg
import pytest

from infra.cli.commands import load_plan_file
from infra.engines.postgres.engine import PostgresEngine
from infra.settings import Installation, InstallationFile
from infra.shipped import PLAN, PLANS
from infra.supervise.screen import screen
from infra.supervise.up import Start
from services.domain.errors import Refusal
from services.plandoc.sources.source import DocumentError
from tests.plandoc.real_plan import real_text

pytestmark = pytest.mark.postgres
ANOTHER = """KẾ HOẠCH

Kế hoạch của phường giai đoạn 2026 - 2030

II. NỘI DUNG

5. Nhiệm vụ giải pháp cụ thể các lĩnh vực:

5.1. Phòng Kinh tế, Hạ tầng và Đô thị chủ trì thực hiện:

- Câu chữ riêng của một văn bản khác về doanh nghiệp và đầu tư trên địa bàn.
"""


def started(postgres: PostgresEngine, folder: Path, *, without_plan: bool) -> Start:
    """One start on the ward's own database, as far as the first facts."""
    postgres.ensure_database("own_plan")
    start = Start(
        installation=Installation(folder),
        demonstration=False,
        web_port=8000,
        environment={
            "DATABASE_URL": postgres.admin_dsn("own_plan"),
            "TEMPORAL_ADDRESS": "127.0.0.1:7233",
        },
        without_plan=without_plan,
    )
    start.migrate()
    start.open()
    return start


def plan_events(installation: InstallationFile) -> list[str]:
    """The plans' facts of the ward, in order."""
    url = installation.app.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT type FROM events WHERE type IN ('plan-activated', 'plan-quoted') "
            "ORDER BY position"
        ).fetchall()
    return [str(row[0]) for row in rows]


def test_a_start_without_the_shipped_plan_never_loads_it_and_the_ward_loads_its_own(
    postgres: PostgresEngine, tmp_path: Path
) -> None:
    folder, document = tmp_path / "data", tmp_path / "kế hoạch.txt"
    folder.mkdir(mode=0o700)
    document.write_text(real_text(), encoding="utf-8")
    for asked in (True, False):
        start = started(postgres, folder, without_plan=asked)
        assert start.settings is not None
        assert plan_events(start.settings) == []
        assert "Phường chưa có kế hoạch" in screen(start)
    installation = Installation(folder).read()
    assert installation.without_plan
    wrong = tmp_path / "kế hoạch.pdf"
    wrong.write_bytes(b"%PDF-1.7")
    with pytest.raises(DocumentError, match="PDF"):
        asyncio.run(load_plan_file(installation, PLANS / PLAN, None, None, wrong))
    another = tmp_path / "kế hoạch khác.txt"
    another.write_text(ANOTHER, encoding="utf-8")
    with pytest.raises(Refusal, match="không phải của kế hoạch"):
        asyncio.run(load_plan_file(installation, PLANS / PLAN, None, None, another))
    assert plan_events(installation) == [], "a document that is refused leaves no half-loaded plan"
    said = asyncio.run(load_plan_file(installation, PLANS / PLAN, None, None, document))
    assert "vào thực hiện. Việc của kỳ này đang được giao." in said
    assert "Đã gắn trích dẫn của kế hoạch.txt bên cạnh" in said
    again = asyncio.run(load_plan_file(installation, PLANS / PLAN, None, None, document))
    assert "từ trước" in again
    assert "Câu chữ của kế hoạch.txt đã được ghi từ trước." in again
    assert plan_events(installation) == ["plan-activated", "plan-quoted"]
    assert "Phường chưa có kế hoạch" not in screen(started(postgres, folder, without_plan=False))
