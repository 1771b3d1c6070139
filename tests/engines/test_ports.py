import json
import os
import socket
from pathlib import Path

import pytest

from infra.engines.errors import EngineError
from infra.engines.ports import PortBook, is_free


def test_a_port_is_drawn_once_and_kept(tmp_path: Path) -> None:
    port = PortBook(tmp_path).take("web")
    assert PortBook(tmp_path).take("web") == port
    assert PortBook(tmp_path).kept() == {"web": port}


def test_every_port_lies_below_the_range_that_the_kernel_gives_away(tmp_path: Path) -> None:
    book = PortBook(tmp_path)
    ports = [book.take(f"part-{number}") for number in range(30)]
    assert len(set(ports)) == 30
    assert all(1024 < port < 32768 for port in ports)


def test_the_book_is_read_by_its_owner_only(tmp_path: Path) -> None:
    book = PortBook(tmp_path / "data")
    book.take("web")
    assert book.path.stat().st_mode & 0o077 == 0
    assert book.path.parent.stat().st_mode & 0o077 == 0


def test_a_port_that_a_person_chose_takes_the_place_of_the_drawn_one(tmp_path: Path) -> None:
    book = PortBook(tmp_path)
    book.take("web")
    book.keep("web", 8000)
    assert book.take("web") == 8000


def test_a_taken_port_is_refused_with_who_holds_it_and_what_to_do(tmp_path: Path) -> None:
    book = PortBook(tmp_path)
    with socket.create_server(("127.0.0.1", book.take("web"))):
        assert not is_free(book.take("web"))
        with pytest.raises(EngineError) as refused:
            book.require_free("web")
    sentence = str(refused.value)
    assert str(os.getpid()) in sentence
    assert str(book.path) in sentence
    assert book.require_free("web") == book.take("web")


def test_a_port_taken_on_every_address_is_taken_on_loopback_too() -> None:
    with socket.create_server(("0.0.0.0", 0)) as everywhere:  # noqa: S104  # it is never used
        assert not is_free(everywhere.getsockname()[1])


@pytest.mark.parametrize("broken", ["", "[]", "{", json.dumps({"web": "eight"})])
def test_a_broken_book_is_said_in_a_sentence(tmp_path: Path, broken: str) -> None:
    book = PortBook(tmp_path)
    book.path.write_text(broken)
    with pytest.raises(EngineError, match=r"ports\.json không đọc được"):
        book.take("web")
