"""The wheel holds one top name, and everything that the program reads beside its code."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, ROOT, ours, uv

# What is read at run time and is no Python: pages, styles, plans, migrations, named statements.
_READ = (".html", ".css", ".js", ".woff2", ".yaml", ".sql")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    command = [uv(), "build", "--wheel", "--quiet", "--out-dir", str(out), str(ROOT)]
    # The build backend is in uv's cache since the checkout was synced; else it is fetched.
    if subprocess.run([*command, "--offline"], check=False, capture_output=True).returncode != 0:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    (result,) = out.glob("*.whl")
    return result


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


def test_the_wheel_holds_one_top_name(wheel: Path) -> None:
    tops = {name.split("/", 1)[0] for name in _names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"dondoc"}
    assert len(tops) == 2


def test_the_five_folders_lie_below_it_and_no_tests(wheel: Path) -> None:
    bundled = {name.split("/")[2] for name in _names(wheel) if name.startswith("dondoc/_app/")}
    assert bundled == set(PACKAGES)


def test_whatever_the_program_reads_beside_its_code_is_packed(wheel: Path) -> None:
    read = {
        name
        for name in (*ours(), *_vendored())
        if name.endswith(_READ) and name.split("/", 1)[0] in PACKAGES
    }
    assert {"services/ledger/queries.sql", "infra/plans/policy.yaml"} <= read
    assert {name for name in read if f"dondoc/_app/{name}" not in _names(wheel)} == set()


def _vendored() -> list[str]:
    folder = ROOT / "api" / "static" / "vendor"
    return [str(path.relative_to(ROOT)) for path in folder.rglob("*") if path.is_file()]


def test_every_module_of_the_checkout_is_packed(wheel: Path) -> None:
    modules = {
        name for name in ours() if name.endswith(".py") and name.split("/", 1)[0] in PACKAGES
    }
    assert {name for name in modules if f"dondoc/_app/{name}" not in _names(wheel)} == set()


def test_the_packed_program_runs_from_its_own_files_beside_a_rival_of_the_same_name(
    wheel: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    rival = tmp_path / "rival" / "services"
    rival.mkdir(parents=True)
    (rival / "__init__.py").write_text("raise ImportError('the rival was taken')\n")
    done = subprocess.run(
        [sys.executable, "-c", _ASK],
        cwd=tmp_path / "rival",
        env={
            **{key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"},
            "PYTHONPATH": os.pathsep.join([str(tmp_path / "installed"), str(tmp_path / "rival")]),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    bundle = tmp_path / "installed" / "dondoc" / "_app"
    assert '"indicators": [' in done.stdout
    assert f"taken from {bundle / 'services'}" in done.stdout


_ASK = """
import pathlib, sys
import dondoc
plans = pathlib.Path(dondoc.__file__).parent / "_app" / "infra" / "plans"
sys.argv = ["dondoc", "plan", "check", str(plans / "thach-khoi-2026-2030.yaml"), "--json"]
try:
    dondoc.main()
except SystemExit as end:
    assert end.code in (None, 0), end.code
import services
print("taken from", pathlib.Path(services.__file__).parent)
"""
