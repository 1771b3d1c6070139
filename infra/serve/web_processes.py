"""How many processes serve the pages, and the one socket on which all of them listen."""

import os
import socket
from collections.abc import Mapping

import psutil

from infra.engines.ports import LOOPBACK
from infra.errors import SettingsError

SETTING = "DONDOC_WEB_PROCESSES"
MOST = 64
# A process holds some 150 MB, and one page of a large plan or a file of 64 MB as much again.
MEMORY_EACH = 1_000_000_000


def web_processes(environment: Mapping[str, str]) -> int:
    """As many as the setting says, else as there are cores and a gigabyte of memory for each.

    Raises SettingsError.
    """
    typed = environment.get(SETTING, "").strip()
    if not typed:
        cores = len(os.sched_getaffinity(0))
        return max(1, min(cores, MOST, psutil.virtual_memory().total // MEMORY_EACH))
    if not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST):
        raise SettingsError(
            f"{SETTING} phải là số từ 1 đến {MOST}: số tiến trình của trang web. "
            "Hãy sửa rồi chạy lại, hoặc bỏ đi để dùng số nhân của máy."
        )
    return int(typed)


def web_parts(count: int) -> tuple[str, ...]:
    """The names of so many processes."""
    return tuple(f"web-{number}" for number in range(1, count + 1))


def listening_socket(port: int) -> socket.socket:
    """Hold the port for all processes of the pages; nobody is let in until one of them listens.

    One socket for all, so that a visitor comes to whichever process is free, and finds the port
    there while one of them is started anew.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # As servers do: connections that ended a moment ago do not keep the port.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((LOOPBACK, port))
    return listener
