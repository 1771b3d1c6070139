"""The one screen of a start: where the pages are, who can sign in, where everything lies."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from infra.settings import Installation
from infra.supervise.first_start import FIRST_LOGIN, DemoAccount
from services.domain.roles import TITLES


class Started(Protocol):
    """What the screen tells of a start."""

    @property
    def installation(self) -> Installation:
        """Where data and logs lie."""
        ...

    @property
    def demonstration(self) -> bool:
        """Whether everybody here is invented."""
        ...

    @property
    def web_port(self) -> int:
        """Where the pages answer."""
        ...

    @property
    def accounts(self) -> Sequence[DemoAccount]:
        """The invented people."""
        ...

    @property
    def link(self) -> str | None:
        """The token of the first administrator's one-time link."""
        ...

    @property
    def planless(self) -> bool:
        """Whether the ward still has to load its plan."""
        ...

    @property
    def notice(self) -> str | None:
        """What a person must know of how the database runs here."""
        ...


def screen(start: Started) -> str:
    """The whole screen, in Vietnamese."""
    address = f"http://127.0.0.1:{start.web_port}"
    lines = ["", f"  ĐÔN ĐỐC đang chạy tại {address}", ""]
    if start.demonstration:
        lines += ["  BẢN TRÌNH DIỄN: người và số liệu đều là giả.", ""]
        lines += _table(start.accounts)
    elif start.link is not None:
        lines += [
            f"  Quản trị đầu tiên (tên đăng nhập “{FIRST_LOGIN}”) đặt mật khẩu tại, dùng một lần:",
            f"    {address}/lien-ket/{start.link}",
        ]
    if start.planless:
        lines += [
            "",
            "  Phường chưa có kế hoạch. Chủ tịch, Phó Chủ tịch hoặc Văn phòng tải văn bản lên tại",
            f"    {address}/ke-hoach/van-ban",
        ]
    if start.notice is not None:
        lines += ["", f"  {start.notice}"]
    data: Path = start.installation.data
    lines += [
        "",
        f"  Dữ liệu:  {data}",
        f"  Nhật ký:  {start.installation.logs}",
        "  Dừng lại: bấm Ctrl-C (mọi thứ được giữ nguyên, chạy lại là tiếp tục).",
        "",
    ]
    return "\n".join(lines)


def _table(accounts: Sequence[DemoAccount]) -> list[str]:
    rows = [("Tên đăng nhập", "Mật khẩu", "Họ và tên", "Chức vụ")]
    rows += [
        (
            account.login,
            account.password,
            account.name,
            TITLES[account.office] + (f", {account.unit}" if account.unit else ""),
        )
        for account in accounts
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return [
        "    "
        + "  ".join(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True))
        + "  "
        + row[3]
        for row in rows
    ]
