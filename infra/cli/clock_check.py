"""What `dondoc doctor` says of the database's clock: whether it was set back."""

from datetime import timedelta

from infra.settings import InstallationFile
from services.ledger.engine import make_engine
from services.ledger.postgres_health import PostgresHealth

RIGHT = "chạy tiến"


async def clock_words(installation: InstallationFile) -> str:
    """Runs forward, or by how much it lies behind the newest fact. Raises LedgerError."""
    engine = make_engine(installation.app, part="command", pool_size=1)
    try:
        behind = await PostgresHealth(engine, installation.ledger_id).behind()
    finally:
        await engine.dispose()
    return of_clock(behind)


def of_clock(behind: timedelta) -> str:
    """The sentence for so much behind the newest fact."""
    if not behind:
        return RIGHT
    hours, rest = divmod(int(behind.total_seconds()), 3600)
    minutes, seconds = divmod(rest, 60)
    return (
        f"chậm hơn sự kiện mới nhất của sổ {hours} giờ {minutes} phút {seconds} giây: đồng hồ máy "
        "chủ cơ sở dữ liệu đã bị vặn lùi, hoặc trước đó chạy nhanh. Sổ chưa nhận việc mới cho đến "
        "khi đồng hồ qua lúc ấy; hãy chỉnh đồng hồ đúng giờ."
    )
