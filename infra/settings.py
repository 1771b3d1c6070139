"""Where this installation lies and what it is told by the environment."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url

from infra.engines.private_files import write_private
from infra.engines.temporal.connection import TemporalConnection
from infra.errors import SettingsError
from services.ledger.names import is_demonstration

DEFAULT_PORT = 8000


def user_data(environment: Mapping[str, str]) -> Path:
    """The user's data directory (XDG)."""
    home = environment.get("XDG_DATA_HOME")
    return Path(home) if home else Path.home() / ".local/share"


def data_for(
    given: Path | None, *, demonstration: bool, environment: Mapping[str, str] | None = None
) -> Path:
    """The data directory of a start: the one that was given, or the default of its kind."""
    if given is not None:
        return given.expanduser().resolve()
    root = user_data(environment if environment is not None else os.environ) / "dondoc"
    return root / ("demo" if demonstration else "real")


def data_that_exists(given: Path | None, environment: Mapping[str, str] | None = None) -> Path:
    """The installation a command works on: the given one, or the only one that exists.

    Raises SettingsError where there is none, or both.
    """
    if given is not None:
        path = given.expanduser().resolve()
        if not Installation(path).exists():
            raise SettingsError(
                f"Thư mục {path} không phải dữ liệu của Đôn Đốc. Kiểm tra lại --data."
            )
        return path
    folders = [
        data_for(None, demonstration=demo, environment=environment) for demo in (False, True)
    ]
    there = [folder for folder in folders if Installation(folder).exists()]
    if len(there) == 1:
        return there[0]
    if there:
        raise SettingsError(
            "Có cả bản chạy thật và bản trình diễn. Hãy chọn một bằng --data:\n"
            + "\n".join(f"  --data {folder}" for folder in there)
        )
    raise SettingsError("Chưa có dữ liệu nào. Hãy chạy “make demo” hoặc “make run” trước.")


@dataclass(frozen=True, slots=True)
class Installation:
    """One data directory: `house.json` says what its processes must know, without passwords."""

    data: Path

    @property
    def secrets(self) -> Path:
        """Files that only the owner reads."""
        return self.data / "secrets"

    @property
    def logs(self) -> Path:
        """JSON lines, one file for each part."""
        return self.data / "logs"

    @property
    def files(self) -> Path:
        """Evidence files by their SHA-256; nothing is ever taken out of it."""
        return self.data / "files"

    @property
    def log(self) -> Path:
        """The provable log: tiles, signed checkpoints, how its job fares."""
        return self.data / "log"

    @property
    def log_key(self) -> Path:
        """The private keys of the log: never in the database, in the log or in an export."""
        return self.data / "log-key"

    @property
    def _file(self) -> Path:
        return self.data / "house.json"

    def exists(self) -> bool:
        """Whether a first start has got as far as a database."""
        return self._file.exists()

    def write(self, installation: "InstallationFile") -> None:
        """Keep what the parts must know."""
        content = {
            "ledger_id": installation.ledger_id,
            "ward_name": installation.ward_name,
            "app": _without_password(installation.app),
            "relay": _without_password(installation.relay),
            "auditor": _without_password(installation.auditor),
            "temporal": installation.temporal.to_environment(),
            "web_port": installation.web_port,
            "web_processes": installation.web_processes,
            "without_plan": installation.without_plan,
            "anchor": str(installation.anchor or self.anchor()),
        }
        write_private(self._file, json.dumps(content, ensure_ascii=False, indent=1) + "\n")

    def read(self) -> "InstallationFile":
        """What the parts must know, with the passwords of their logins."""
        kept: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        temporal = TemporalConnection.from_environment(kept["temporal"])
        if temporal is None:
            raise SettingsError(f"{self._file} thiếu địa chỉ Temporal. Hãy khởi động lại Đôn Đốc.")
        return InstallationFile(
            ledger_id=kept["ledger_id"],
            ward_name=kept["ward_name"],
            app=self._url(kept["app"], "app"),
            relay=self._url(kept["relay"], "relay"),
            auditor=self._url(kept["auditor"], "auditor"),
            temporal=temporal,
            web_port=kept["web_port"],
            web_processes=kept.get("web_processes", 1),
            without_plan=self.without_plan(),
            anchor=self.anchor(),
        )

    def without_plan(self) -> bool:
        """Whether this ward loads a plan of its own: the shipped one is never activated here."""
        return bool(self._kept().get("without_plan", False))

    def anchor(self) -> Path:
        """Where copies of the signed checkpoints go, as the last start was given it."""
        kept = self._kept().get("anchor")
        return Path(kept) if kept else self.data / "anchor"

    def _kept(self) -> dict[str, Any]:
        if not self.exists():
            return {}
        kept: dict[str, Any] = json.loads(self._file.read_text(encoding="utf-8"))
        return kept

    def _url(self, url: str, part: str) -> URL:
        password = (self.secrets / f"postgres-{part}").read_text(encoding="utf-8").strip()
        return make_url(url).set(password=password)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationFile:
    """What the processes of one installation share. The URLs hold passwords: never logged."""

    ledger_id: str
    ward_name: str
    app: URL
    relay: URL
    auditor: URL
    temporal: TemporalConnection
    web_port: int
    web_processes: int = 1
    without_plan: bool = False
    anchor: Path | None = None  # where checkpoints are copied to; None: nowhere

    @property
    def demonstration(self) -> bool:
        """Whether everything here is invented, for ever."""
        return is_demonstration(self.ledger_id)

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.web_port}"


def _without_password(url: URL) -> str:
    return url._replace(password=None).render_as_string()
