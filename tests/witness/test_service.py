"""Nhân chứng qua HTTP: yêu cầu nhỏ, trả lời ngắn, không lộ điều gì bên trong."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient

from infra.witness.requests import LARGEST_REQUEST
from infra.witness.service import ON_A_PAGE, make_app
from infra.witness.witness import Witness
from services.ledger.tlog.notes import read_note
from tests.ledger.tlog.note_vectors import ORIGIN, WITNESS
from tests.witness.histories import Log, witness_at


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return witness_at(tmp_path / "witness")


@pytest.fixture
async def visitor(witness: Witness) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app=make_app(witness), raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://witness.example") as visitor:
        yield visitor


async def test_what_it_answers_goes_out_as_the_standard_says(visitor: AsyncClient) -> None:
    log = Log((1, 2, 3))
    request = log.request(0)
    answer = await visitor.post("/add-checkpoint", content=request.write())
    assert answer.status_code == 200
    cosigned = request.note.text.encode() + b"\n" + answer.content
    assert read_note(cosigned).signatures[0].name == WITNESS.name
    conflict = await visitor.post("/add-checkpoint", content=log.request(2).write())
    assert conflict.status_code == 409
    assert conflict.headers["content-type"] == "text/x.tlog.size"
    assert conflict.text == "3\n"


async def test_what_it_saw_can_be_asked(visitor: AsyncClient) -> None:
    assert (await visitor.get("/key")).text == f"{WITNESS.verifier.text()}\n"
    here = {"origin": ORIGIN}
    assert (await visitor.get("/checkpoint", params=here)).status_code == 404
    assert (await visitor.get("/signed", params=here)).json() == {"signed": []}
    log = Log((1, 2, 3))
    await visitor.post("/add-checkpoint", content=log.request(0).write())
    newest = await visitor.get("/checkpoint", params=here)
    (listed,) = (await visitor.get("/signed", params=here)).json()["signed"]
    assert listed["note"] == newest.text
    assert read_note(newest.content).text == log.note().text
    after = await visitor.get("/signed", params={**here, "after": listed["name"]})
    assert after.json() == {"signed": []}


async def test_a_long_list_comes_in_pages(visitor: AsyncClient, witness: Witness) -> None:
    log = Log()
    for size in range(1, ON_A_PAGE + 4):
        log.grow([size])
        witness.add_checkpoint(log.request(size - 1).write())
    first = (await visitor.get("/signed", params={"origin": ORIGIN})).json()["signed"]
    assert len(first) == ON_A_PAGE
    rest = {"origin": ORIGIN, "after": first[-1]["name"]}
    assert len((await visitor.get("/signed", params=rest)).json()["signed"]) == 3


@pytest.mark.parametrize("path", ["/checkpoint", "/signed", "/checkpoint?origin=x", "/logs", "/"])
async def test_what_it_does_not_serve_is_not_found(visitor: AsyncClient, path: str) -> None:
    assert (await visitor.get(path)).status_code == 404


@pytest.mark.parametrize("after", ["x", "../../witness-key", "1" * 20, "9" * 19, "-1", "١"])
async def test_a_point_that_is_none_is_refused(visitor: AsyncClient, after: str) -> None:
    answer = await visitor.get("/signed", params={"origin": ORIGIN, "after": after})
    assert answer.status_code == 400


async def test_only_small_bodies_are_taken(visitor: AsyncClient) -> None:
    large = await visitor.post("/add-checkpoint", content=b"x" * (LARGEST_REQUEST + 1))
    assert large.status_code == 413
    assert (await visitor.get("/add-checkpoint")).status_code == 405
    assert (await visitor.post("/add-checkpoint", content=b"x")).status_code == 400


async def test_a_fault_inside_shows_nothing_of_it(
    visitor: AsyncClient, witness: Witness, tmp_path: Path
) -> None:
    (tmp_path / "witness" / "logs").write_text("a file where a folder should be")
    answer = await visitor.post("/add-checkpoint", content=Log((1, 2)).request(0).write())
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")
    assert witness.store.newest(ORIGIN) is None, "what is not on the disk was not seen"
