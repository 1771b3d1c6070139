"""Several processes serve the pages on one socket: how many, and what the loss of one costs."""

import os
import signal
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from infra.engines.ports import PortBook, is_free
from infra.engines.processes import clean_environment, end
from infra.engines.waiting import wait_until
from infra.errors import SettingsError
from infra.serve.web_processes import MOST, SETTING, listening_socket, web_parts, web_processes
from infra.supervise.parts import program_part

# Answers with its own process id, on the socket whose handle it is given.
SERVER = """
import http.server, os, socket, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(str(os.getpid()).encode())
server = http.server.HTTPServer(("", 0), Handler, bind_and_activate=False)
server.socket = socket.socket(fileno=int(sys.argv[1]))
server.socket.listen(64)
server.serve_forever()
"""


def test_there_are_as_many_as_cores_unless_a_setting_says_otherwise() -> None:
    assert 1 <= web_processes({}) <= len(os.sched_getaffinity(0))
    assert web_processes({SETTING: "3"}) == 3
    assert web_parts(2) == ("web-1", "web-2")
    for wrong in ("0", "-1", "hai", "1.5", str(MOST + 1), "²"):
        with pytest.raises(SettingsError, match="Hãy sửa"):
            web_processes({SETTING: wrong})


def test_all_wait_on_one_socket_and_one_that_dies_closes_it_to_nobody(tmp_path: Path) -> None:
    port = PortBook(tmp_path).take("web")
    with listening_socket(port) as listener:
        with pytest.raises(urllib.error.URLError):
            asked(port)  # nobody is let in before somebody serves
        processes = []
        for name in web_parts(2):
            part = program_part(
                name,
                [sys.executable, "-c", SERVER, str(listener.fileno())],
                data=tmp_path,
                environment=clean_environment(),
                healthy=lambda: True,
                handles=(listener.fileno(),),
            )
            processes.append(part.spawn())
        try:
            assert wait_until(lambda: answers(port), 20)
            assert not is_free(port)
            processes[0].kill()
            processes[0].wait(10)
            assert wait_until(lambda: answers(port), 20)
            assert {asked(port) for _ in range(20)} == {processes[1].pid}
        finally:
            for process in processes:
                end(process, signal.SIGTERM, 10)


def asked(port: int) -> int:
    """Which process answers."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
        return int(answer.read())


def answers(port: int) -> bool:
    """Whether any does."""
    try:
        return asked(port) > 0
    except urllib.error.URLError:
        return False
