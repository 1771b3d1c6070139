"""A whole demonstration: how long a start takes, how much memory each part holds, a morning."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil

from infra.bench.rush import measure_rush
from infra.engines.ports import PortBook
from infra.engines.waiting import wait_until

PATIENCE = 600.0
SETTLE = 20.0  # seconds of quiet before memory is read


def measure_machine(folder: Path) -> dict[str, Any]:
    """Start twice; seconds to healthy pages, memory (PSS, MB) of each part, a morning."""
    folder.mkdir(parents=True)
    port = PortBook(folder).take("web")
    first, process = _start(folder, port)
    _stop(process)
    warm, process = _start(folder, port)
    wait_until(lambda: False, SETTLE)
    memory = _memory(process, folder)
    rush = measure_rush(folder / "data", port)
    _stop(process)
    return {
        "first_start_seconds": first,
        "warm_start_seconds": warm,
        "memory_mb": memory,
        "rush": rush,
    }


def machine_lines(figures: dict[str, Any]) -> list[str]:
    """The figures as a person reads them."""
    rush = figures["rush"]
    return [
        (
            f"start    first {figures['first_start_seconds']:.1f} s, "
            f"warm {figures['warm_start_seconds']:.1f} s"
        ),
        (
            f"morning  {rush['answered']:.0f} of {rush['people']:.0f} people within two seconds: "
            f"{rush['median_seconds']:.2f} s median, {rush['p95_seconds']:.2f} s at 95 %, beside "
            f"one person's page {rush['alone_seconds']:.2f} s = {rush['ratio']:.1f} times "
            f"(wanted: all, below {rush['wanted_seconds']:.0f} s)"
        ),
        *(f"memory   {part:<10} {size:>6.0f} MB" for part, size in figures["memory_mb"].items()),
    ]


def everybody_answered(figures: dict[str, Any]) -> bool:
    """Whether everybody's page came in time on that morning."""
    rush = figures["rush"]
    return bool(rush["answered"] == rush["people"])


def _start(folder: Path, port: int) -> tuple[float, "subprocess.Popen[bytes]"]:
    command = [sys.executable, "-m", "dondoc", "up", "--demo", "--empty", "--port", str(port)]
    begun = time.perf_counter()
    with (folder / "up.out").open("ab") as said:
        process = subprocess.Popen(
            [*command, "--data", str(folder / "data")],
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    if not wait_until(lambda: _healthy(port), PATIENCE, unless=lambda: process.poll() is not None):
        raise RuntimeError((folder / "up.out").read_text(encoding="utf-8")[-2000:])
    return time.perf_counter() - begun, process


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=3) as answer:
            return bool(json.load(answer)["status"] == "ok")
    except OSError:
        return False


def _stop(process: "subprocess.Popen[bytes]") -> None:
    os.kill(process.pid, signal.SIGINT)
    process.wait(PATIENCE)


def _memory(process: "subprocess.Popen[bytes]", folder: Path) -> dict[str, float]:
    collected = {"supervisor": _pss([psutil.Process(process.pid)])}
    for file in sorted((folder / "data" / "run").glob("*.pid")):
        root = _root_of(file, process.pid)
        if root is not None:
            collected[file.stem] = _pss([root, *root.children(recursive=True)])
    collected["all"] = sum(collected.values())
    return collected


def _root_of(file: Path, supervisor: int) -> psutil.Process | None:
    """The supervisor's child that the file names."""
    named = file.read_text(encoding="utf-8")
    for child in psutil.Process(supervisor).children():
        if str(child.pid) in named:
            return child
    return None


def _pss(processes: list[psutil.Process]) -> float:
    return sum(process.memory_full_info().pss for process in processes) / 1e6
