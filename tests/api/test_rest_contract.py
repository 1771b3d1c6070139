"""Every operation called as its description allows and as it forbids: never an answer from 500."""

import re
from collections import Counter
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from tests.api.programs import key, served, token_of
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
PEOPLE = ("chuyenvien", "truongphong", "chanhvp", "conganvien", "quantri")
CALM = settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,  # what it reaches is asserted below
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
_ENGLISH = re.compile(r"\b(?:error|invalid|value|field|required|input|string)\b", re.IGNORECASE)


@pytest.fixture
async def spec(web: WebWard) -> dict[str, Any]:
    """The description as a program gets it."""
    async with web.browser() as nobody:
        collected: dict[str, Any] = (await nobody.get("/api/openapi.json")).json()
        return collected


def _operations(spec: dict[str, Any]) -> list[Any]:
    collected = []
    for result in schemathesis.openapi.from_dict(spec).get_all_operations():
        assert isinstance(result, Ok)
        collected.append(result.ok())
    return collected


def _call(case: Any, address: str, token: str, mode: GenerationMode) -> Any:
    # The description's own example would make every act but the first one a repeated command.
    once = key() if mode is GenerationMode.POSITIVE else {}
    sent = {"Authorization": f"Bearer {token}", **once}
    return case.call(base_url=f"{address}/api", headers=sent)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
async def test_no_call_is_answered_from_500_and_refusals_are_vietnamese(
    web: WebWard, spec: dict[str, Any], mode: GenerationMode
) -> None:
    tokens = {login: await token_of(web, login) for login in PEOPLE}
    streams = st.sampled_from([web.task(code) for code in ("51-08", "CT10", "58-01", "54-02")])
    answers: Counter[int] = Counter()
    with served(web) as site:
        for operation in _operations(spec):

            @CALM
            @given(
                case=operation.as_strategy(generation_mode=mode),
                login=st.sampled_from(PEOPLE),
                stream=streams,
                real=st.booleans(),
            )
            def calling(case: Any, login: str, stream: str, real: bool) -> None:
                if real and "stream" in (case.path_parameters or {}):
                    case.path_parameters["stream"] = stream
                answer = _call(case, site.address, tokens[login], mode)
                answers[answer.status_code] += 1
                assert answer.status_code < 500, answer.text
                if answer.status_code >= 400:
                    assert answer.headers["content-type"][0] == "application/problem+json"
                    assert not _ENGLISH.search(answer.json()["detail"])

            calling()
    assert sum(answers.values()) > 200
    assert any(status >= 400 for status in answers)
    if mode is GenerationMode.POSITIVE:
        assert answers[200] > 20
