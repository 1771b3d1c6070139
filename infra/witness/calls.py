"""Calls to an anchor over HTTP: straight, without proxies or redirects, with limits."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import gaierror
from ssl import SSLError
from typing import Final
from urllib.parse import SplitResult, urlsplit

from infra.errors import SettingsError
from infra.proving.anchors import AnchorAway

LARGEST_REPLY: Final = 1024 * 1024
_SECONDS: Final = 10  # of each step: connecting, sending, each piece of the reply
_SECONDS_IN_ALL: Final = 30

_WHY: Final[tuple[tuple[type[Exception], str], ...]] = (
    (TimeoutError, "quá thời gian chờ"),
    (ConnectionRefusedError, "không có dịch vụ nào nghe ở địa chỉ đó"),
    (ConnectionError, "bị ngắt giữa chừng"),
    (gaierror, "không tìm thấy máy đó trên mạng"),
    (SSLError, "không chấp nhận được chứng thư TLS"),
    (HTTPException, "câu trả lời không đúng dạng HTTP"),
    (UnicodeError, "địa chỉ không đúng dạng"),
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: bytes
    media: str


@dataclass(frozen=True, slots=True)
class RemoteService:
    """One service, by the address before its paths."""

    base: str

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.base)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
            usable = usable and not (parts.username or parts.password or parts.fragment)
            _ = parts.port
        except ValueError:
            usable = False
        if not usable:
            raise SettingsError(
                f"“{self.base:.200}” không phải địa chỉ dịch vụ. Hãy ghi dạng "
                "http://máy:cổng hoặc https://máy/đường-dẫn."
            )

    async def get(self, path: str) -> Reply:
        """Ask for something; raises AnchorAway."""
        return await self._call("GET", path, None, {})

    async def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Send something; raises AnchorAway."""
        return await self._call("POST", path, body, headers)

    async def _call(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Reply:
        parts = urlsplit(self.base)
        try:
            async with asyncio.timeout(_SECONDS_IN_ALL):
                return await asyncio.to_thread(_exchange, parts, method, path, body, headers)
        except (OSError, HTTPException, UnicodeError) as problem:
            raise AnchorAway(f"{self.base} không trả lời: {_why(problem)}.") from problem


def _why(problem: Exception) -> str:
    return next((words for kind, words in _WHY if isinstance(problem, kind)), "lỗi mạng")


def _exchange(
    parts: SplitResult, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
) -> Reply:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=_SECONDS)
    prefix = parts.path if not path else parts.path.rstrip("/")
    target = f"{prefix}{path}" or "/"
    if parts.query:
        target = f"{target}?{parts.query}"
    try:
        connection.request(method, target, body, dict(headers))
        response = connection.getresponse()
        data = response.read(LARGEST_REPLY + 1)
        if len(data) > LARGEST_REPLY:
            raise HTTPException("the reply is too large")
        return Reply(response.status, data, response.headers.get_content_type())
    finally:
        connection.close()
