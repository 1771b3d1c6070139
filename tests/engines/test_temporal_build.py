"""The build with a stand-in for Go: a real build takes five minutes and a network."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.engines.errors import EngineError
from infra.engines.temporal.build import VERSION, find_programs
from infra.engines.temporal.go_toolchain import version_of
from infra.engines.waiting import wait_until
from tests.engines_fixture import throw_away_folder

STAND_IN = """#!/bin/sh
if [ "$1" = version ]; then echo "go version go{version} linux/amd64"; exit 0; fi
echo "$@ GOTOOLCHAIN=$GOTOOLCHAIN" >> "{reported}"
mkdir -p "$GOPATH/pkg/mod/module" "$GOBIN"
chmod 500 "$GOPATH/pkg/mod/module"
{act}
"""
BUILDS = """
for name in server sql; do
  printf '#!/bin/sh\\necho temporal version 1.32.1\\n' > "$GOBIN/$name"; chmod 755 "$GOBIN/$name"
done
"""
FAILS = "echo 'dial tcp: lookup proxy.golang.org: no such host' >&2; exit 1"


class Machine:
    """A user's cache folder and a PATH with nothing but a stand-in for Go."""

    def __init__(self, folder: Path) -> None:
        self.cache = folder / "cache/dondoc"
        self.reported = folder / "told"
        self.tools = folder / "tools"
        self.tools.mkdir()
        self.environment = {
            "XDG_CACHE_HOME": str(folder / "cache"),
            "PATH": f"{self.tools}:/usr/bin:/bin",
        }

    def has_go(self, act: str, version: str = "1.99.0") -> None:
        go = self.tools / "go"
        go.write_text(STAND_IN.format(act=act, version=version, reported=self.reported))
        go.chmod(0o755)

    def builds(self) -> int:
        return len(self.reported.read_text().splitlines()) if self.reported.exists() else 0

    def left_behind(self) -> list[str]:
        return [path.name for path in self.cache.glob("build-*")]


@pytest.fixture
def machine() -> Iterator[Machine]:
    with throw_away_folder() as folder:
        yield Machine(folder)


def test_it_is_built_once_and_kept_by_version_outside_checkout_and_data(machine: Machine) -> None:
    machine.has_go(BUILDS)
    said: list[str] = []
    first = find_programs(machine.environment, said.append)
    again = find_programs(machine.environment, said.append)
    assert first == again
    assert first.server == machine.cache / f"temporal-{VERSION}/temporal-server"
    assert first.present()
    assert machine.builds() == 1
    assert len(said) == 1
    assert "khoảng 5 phút" in said[0]


def test_the_caches_of_the_build_are_removed_though_they_are_read_only(machine: Machine) -> None:
    machine.has_go(BUILDS)
    find_programs(machine.environment, lambda _: None)
    assert machine.left_behind() == []


def test_go_is_shown_the_exact_version_and_to_fetch_no_other_go(machine: Machine) -> None:
    machine.has_go(BUILDS)
    find_programs(machine.environment, lambda _: None)
    reported = machine.reported.read_text()
    assert f"go.temporal.io/server/cmd/server@v{VERSION}" in reported
    assert f"go.temporal.io/server/cmd/tools/sql@v{VERSION}" in reported
    assert "GOTOOLCHAIN=local" in reported


def test_a_failed_build_says_what_failed_where_the_log_is_and_what_to_do(
    machine: Machine,
) -> None:
    machine.has_go(FAILS)
    with pytest.raises(EngineError) as failed:
        find_programs(machine.environment, lambda _: None)
    sentence = str(failed.value)
    assert "no such host" in sentence
    assert str(machine.cache / "temporal-build.log") in sentence
    assert "DONDOC_TEMPORAL_SERVER" in sentence
    assert machine.left_behind() == []


def test_after_a_failed_build_the_next_start_builds_again(machine: Machine) -> None:
    machine.has_go(FAILS)
    with pytest.raises(EngineError):
        find_programs(machine.environment, lambda _: None)
    machine.has_go(BUILDS)
    assert find_programs(machine.environment, lambda _: None).present()


def test_what_a_killed_build_left_is_removed_before_the_next(machine: Machine) -> None:
    (machine.cache / "build-killed/path").mkdir(parents=True)
    machine.has_go(BUILDS)
    find_programs(machine.environment, lambda _: None)
    assert machine.left_behind() == []


def test_two_starts_at_once_build_once(machine: Machine) -> None:
    gate = machine.cache.parent / "gate"
    machine.has_go(f'while [ ! -e "{gate}" ]; do sleep 0.02; done\n{BUILDS}')
    said: list[str] = []
    starts = [
        threading.Thread(target=find_programs, args=(machine.environment, said.append))
        for _ in range(2)
    ]
    for start in starts:
        start.start()
    assert wait_until(lambda: len(said) == 2, 20)
    gate.touch()
    for start in starts:
        start.join()
    assert machine.builds() == 1
    assert any("xin chờ" in line for line in said)


def test_a_named_server_is_taken_as_it_is(machine: Machine) -> None:
    machine.has_go(BUILDS)
    built = find_programs(machine.environment, lambda _: None)
    named = {"DONDOC_TEMPORAL_SERVER": str(built.server)}
    assert find_programs(named) == built


def test_a_named_server_that_is_not_there_is_said(machine: Machine) -> None:
    with pytest.raises(EngineError, match="DONDOC_TEMPORAL_SERVER chỉ tới /nowhere/server"):
        find_programs({"DONDOC_TEMPORAL_SERVER": "/nowhere/server"})


def test_a_go_that_is_too_old_is_not_used_and_without_another_it_is_said(
    machine: Machine,
) -> None:
    machine.has_go(BUILDS, version="1.26.7")
    # No wheel can be had from an index that is not there.
    nowhere = "http://127.0.0.1:9/simple"
    lost = {"PIP_NO_INDEX": "1", "UV_NO_INDEX": "1", "UV_INDEX_URL": nowhere, "UV_NO_CACHE": "1"}
    with pytest.raises(EngineError, match=r"Cần Go từ 1\.26\.8"):
        find_programs(machine.environment | lost, lambda _: None)
    assert machine.builds() == 0
    assert machine.left_behind() == []


def test_the_version_of_go_is_read_as_numbers(machine: Machine) -> None:
    for text, version in (("1.26.8", (1, 26, 8)), ("1.27", (1, 27, 0)), ("1.100.1", (1, 100, 1))):
        machine.has_go(BUILDS, version=text)
        assert version_of(machine.tools / "go", os.environ) == version
    assert version_of(Path("/nowhere/go"), os.environ) == (0,)
