"""`dondoc witness`: keeps an eye on a ward's log from outside the ward's installation."""

import asyncio
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from infra.errors import SettingsError

WITNESS_PORT = 8010


def witness(
    *,
    store: Annotated[
        Path | None, typer.Option("--store", help="Thư mục riêng của nhân chứng.")
    ] = None,
    init: Annotated[
        bool, typer.Option("--init", help="Tạo khóa (một lần), in khóa công khai rồi dừng.")
    ] = False,
    name: Annotated[
        str, typer.Option("--name", help="Tên của khóa khi tạo, ví dụ nhan-chung.example/phuong.")
    ] = "",
    log_key: Annotated[
        list[str] | None,
        typer.Option(
            "--log-key",
            metavar="KHÓA",
            help="Khóa công khai của sổ cần làm chứng; nêu nhiều lần được, được giữ lại.",
        ),
    ] = None,
    host: Annotated[str, typer.Option("--host", help="Địa chỉ lắng nghe.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Cổng lắng nghe.")] = WITNESS_PORT,
) -> None:
    """Chạy nhân chứng của sổ: chỉ ký điểm kiểm tra nào nối tiếp điều đã thấy trước đó."""
    from infra.settings import user_data  # noqa: PLC0415  (as below)
    from infra.supervise.lock import DataHeld, DataLock  # noqa: PLC0415  (as below)
    from infra.witness.store import create_witness, trust_log_keys  # noqa: PLC0415  (other commands sign nothing)

    folder = (store or user_data(os.environ) / "dondoc-witness").expanduser().resolve()
    lock = DataLock(folder)
    try:
        lock.acquire()
    except DataHeld as held:
        raise SettingsError(
            f"Nhân chứng ở {folder} đang chạy"
            f"{f', tiến trình {held.holder.pid}' if held.holder else ''}. Hãy dừng nó trước, hoặc "
            "chọn thư mục khác bằng --store."
        ) from None
    with lock:
        if init:
            key = create_witness(folder, name)
        trust_log_keys(folder, log_key or [])
        if init:
            typer.echo(key.text())
        else:
            _serve(folder, lock.tell, host, port)


def _serve(folder: Path, announce: Callable[[str], None], host: str, port: int) -> None:
    from infra.witness.service import serve_witness  # noqa: PLC0415  (as above)
    from infra.witness.store import WitnessStore  # noqa: PLC0415  (as above)
    from infra.witness.witness import Witness  # noqa: PLC0415  (as above)

    store = WitnessStore(folder)
    if not store.origins:
        raise SettingsError(
            "Nhân chứng chưa biết sổ nào. Hãy nêu khóa công khai của sổ bằng --log-key KHÓA."
        )
    with _listener(host, port) as listener:
        announce(f"http://{host}:{port}")
        asyncio.run(serve_witness(Witness(store, lambda: int(time.time())), listener))


def _listener(host: str, port: int) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=64)
    except (OSError, OverflowError):
        raise SettingsError(
            f"Không lắng nghe được ở {host}, cổng {port}: địa chỉ không có trên máy này hoặc cổng "
            "đang có chương trình khác dùng. Hãy chọn bằng --host, --port."
        ) from None
