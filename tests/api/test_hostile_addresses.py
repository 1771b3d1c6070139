"""What stands in an address and is none: each page and each call answers with a sentence."""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import pytest
from httpx2 import AsyncClient

from services.domain.directory.tokens import Scope
from tests.api.matrix_site import routes_of
from tests.api.programs import program
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
# A sign that PostgreSQL does not take, and a day after which Python has none.
HOSTILE: Final = ("\x00", "9999-12-31")
# The fields of pages that hold a day.
DAYS: Final = {"tu", "den", "ngay", "tai-ngay", "ngay-truoc", "ngay-sau"}
_PART: Final = re.compile(r"\{[^}]+\}")
_FIELD: Final = re.compile(r'<(?:input|select)[^>]* name="([a-z-]+)"')


def _pages(web: WebWard) -> list[str]:
    paths = {path for method, path in routes_of(web.app) if method == "GET"}
    return sorted(path for path in paths if not path.startswith("/api"))


async def _is_html(reader: AsyncClient, path: str) -> str:
    answer = await reader.get(path)
    is_page = answer.status_code == 200 and "html" in answer.headers["content-type"]
    return answer.text if is_page else ""


async def test_no_part_of_a_path_is_a_fault(web: WebWard) -> None:
    patterns = [path for path in _pages(web) if _PART.search(path)]
    assert len(patterns) > 30
    async with web.browser("thanhtra") as inspector, web.browser("chanhvp") as chief:
        for pattern in patterns:
            for hostile in ("\x00", "task-\x00"):
                address = _PART.sub(quote(hostile, safe=""), pattern)
                for reader in (inspector, chief):
                    assert (await reader.get(address)).status_code < 500, address


async def test_no_field_of_a_page_s_address_is_a_fault(web: WebWard) -> None:
    asked = 0
    async with web.browser("thanhtra") as inspector, web.browser("chanhvp") as chief:
        for path in (path for path in _pages(web) if not _PART.search(path)):
            reader = inspector
            shown = await _is_html(inspector, path)
            if not shown:
                reader, shown = chief, await _is_html(chief, path)
            links = "&".join(re.findall(rf'href="{re.escape(path)}\?([^"]+)"', shown))
            fields = {*_FIELD.findall(shown), *re.findall(r"([a-z-]+)=", links), "sau", "trang"}
            for name in sorted(fields if shown else ()):
                hostile = "31/12/9999" if name in DAYS else "\x00"
                answer = await reader.get(path, params={name: hostile})
                asked += 1
                assert answer.status_code < 500, (path, name, hostile)
    assert asked > 100


async def test_no_parameter_of_a_call_is_a_fault(web: WebWard) -> None:
    asked = 0
    async with program(web, "thanhtra", Scope.READ) as inspector:
        spec: Mapping[str, Any] = (await inspector.get("/openapi.json")).json()
        for path, calls in spec["paths"].items():
            for given in calls.get("get", {}).get("parameters", ()):
                for hostile in HOSTILE if given["in"] == "query" else ("\x00", "task-\x00"):
                    in_path = hostile if given["in"] == "path" else "x"
                    answer = await inspector.get(
                        _PART.sub(quote(in_path, safe=""), path),
                        params={given["name"]: hostile} if given["in"] == "query" else {},
                    )
                    asked += 1
                    assert answer.status_code < 500, (path, given["name"], hostile)
    assert asked > 100
