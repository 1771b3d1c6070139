"""The ports of one installation: chosen once, kept in its data directory."""

import json
import secrets
import socket
from pathlib import Path

import psutil

from infra.engines.errors import EngineError
from infra.engines.private_files import write_private

LOOPBACK = "127.0.0.1"
_LOWEST, _HIGHEST = 10_240, 32_767  # above: the kernel hands them out to clients at any moment
_TRIES = 200


class PortBook:
    """Which part listens where (`ports.json`), so that several installations live side by side.

    A port is drawn free, below 32768 and unlike every other in the book. It stays with the part
    for ever: what was written down elsewhere (a bookmark, a client) goes on working.
    """

    def __init__(self, data: Path) -> None:
        self.path = data / "ports.json"

    def kept(self) -> dict[str, int]:
        """Return what is written in the book: part → port."""
        if not self.path.exists():
            return {}
        try:
            collected: dict[str, int] = {
                str(name): int(port)
                for name, port in json.loads(self.path.read_text(encoding="utf-8")).items()
            }
        except (ValueError, TypeError, AttributeError) as problem:
            raise EngineError(
                f"Tệp {self.path} không đọc được nên không biết các cổng đã chọn. "
                "Hãy xóa tệp này rồi chạy lại: các cổng sẽ được chọn mới."
            ) from problem
        return collected

    def take(self, name: str) -> int:
        """Return the port kept for this part; draw a free one the first time."""
        kept = self.kept()
        if name in kept:
            return kept[name]
        for _ in range(_TRIES):
            port = _LOWEST + secrets.randbelow(_HIGHEST - _LOWEST + 1)
            if port not in kept.values() and is_free(port):
                return self.keep(name, port)
        raise EngineError(
            f"Không tìm được cổng trống từ {_LOWEST} đến {_HIGHEST} trên {LOOPBACK} cho {name}. "
            "Hãy dừng bớt chương trình đang chạy trên máy rồi chạy lại."
        )

    def keep(self, name: str, port: int) -> int:
        """Write down a port that somebody chose (`--port`); it takes the place of the old one."""
        kept = self.kept() | {name: port}
        write_private(self.path, json.dumps(kept, indent=2, sort_keys=True) + "\n")
        return port

    def require_free(self, name: str) -> int:
        """Return the part's port when nobody else listens there.

        Raises EngineError with the holder's process id where the system tells it.
        """
        port = self.take(name)
        if not is_free(port):
            raise EngineError(
                f"Cổng {port} của {name} trên {LOOPBACK} đang bị {_holder(port)} dùng. "
                f'Hãy dừng chương trình đó, hoặc xóa dòng "{name}" trong {self.path} '
                "để chọn cổng khác, rồi chạy lại."
            )
        return port


def is_free(port: int) -> bool:
    """Say whether a server could listen on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: connections that ended a moment ago do not keep the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def _holder(port: int) -> str:
    try:
        connections = psutil.net_connections("tcp")
    except psutil.AccessDenied:
        return "chương trình khác"
    for connection in connections:
        address = connection.laddr
        if connection.status == psutil.CONN_LISTEN and address and address.port == port:
            return f"chương trình khác (tiến trình {connection.pid or 'không rõ'})"
    return "chương trình khác"
