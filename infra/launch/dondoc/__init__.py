"""The one import name of the wheel: finds the five folders and starts the command line."""

import sys
from pathlib import Path

_HERE = Path(__file__).parent
_BUNDLE = _HERE / "_app"  # in the wheel; a checkout uses its own root instead


def main() -> int:
    """Run `dondoc`; returns the exit code of the process."""
    _set_path()
    from infra.cli.app import main as run  # noqa: PLC0415  (only importable once the path is set)

    return run()


def verify() -> int:
    """Run `dondoc-verify`: the same file that goes with every archive."""
    _set_path()
    from infra.verifier.dondoc_verify import main as run  # noqa: PLC0415  (the same)

    return run()


def _set_path() -> None:
    root = _BUNDLE if _BUNDLE.is_dir() else _HERE.parents[2]
    sys.path.insert(0, str(root))  # before any rival package of the same generic name
