"""One call after another along the links of the description: whole ways, never an answer ≥ 500."""

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from api.app import create_app
from api.rest.links import LINKS
from infra.clocks.ward_clock import WardClock
from infra.wiring import make_ward
from services.ledger.engine import make_engine
from tests.acts import SAMPLES
from tests.acts.sample import ActSample, Thing, named
from tests.acts.things import names_of
from tests.api import directive_calls, programme_calls
from tests.api.board import due
from tests.api.programs import key, served, token_of
from tests.api.ward import WebWard, current_task, services_of
from tests.cheap_passwords import CHEAP
from tests.journeys.browser.site import serving
from tests.ledger.databases import LedgerDatabase as Database
from tests.ledger.databases import cloned
from tests.moment import MOMENT, today
from tests.plan_text import PLAN_TEXT

pytestmark = pytest.mark.postgres
ROUNDS = 12
CALM = settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
JSON = "application/json"
PEOPLE = (
    "chuyenvien",
    "truongphong",
    "phoihop",
    "truongphoihop",
    "chanhvp",
    "conganvien",
    "quantri",
    "kiemtra",
    "phochutich",
)
# Who has the right to it; anything else is the chief's. Some calls are somebody else's.
DOERS = {
    **{sample.name: sample.doer.login for sample in SAMPLES},
    "listPeriodSheets": "chuyenvien",
    "readPeriodSheet": "chuyenvien",
    **programme_calls.WALKERS,
}


def _linked(operation: str) -> set[str]:
    """The parts of its body that an answer before it holds."""
    return {
        name
        for links in LINKS.values()
        for link in links
        if link.to == operation
        for name in link.sent
    }


def _as_sampled(sample: ActSample) -> dict[str, Any]:
    """What a person would send, without what the links know."""
    fields = sample.sent_to(
        named(sample, Thing(names=names_of("51-08", current_task("51-08")), today=today()))
    )
    linked = _linked(sample.name)
    return {name: value for name, value in fields.items() if name not in linked}


# What a person would send; other calls send what was generated.
SENSIBLE: dict[str, dict[str, Any]] = {
    **{sample.name: _as_sampled(sample) for sample in SAMPLES if sample.file is None},
    "settleDocumentFinding": {"decision": "accepted", "value": None, "reason": None},
    **directive_calls.WALKED,
    **programme_calls.WALKED,
}
SENT_FILES = {
    **{sample.name: (sample.file.name, sample.file.content) for sample in SAMPLES if sample.file},
    "handInPlanDocument": ("a.txt", PLAN_TEXT.encode()),
}
# One whole way: each call follows from the answers before it, by somebody who may make it then.
WAY = (
    *("listLog", "readLogEvent"),
    *("listPlanItems", "settlePlanFinding"),
    *("readPlanItem", "setFrequency", "readPlanItem", "setDueRule"),
    *("handInPlanDocument", "readPlanDocument", "settleDocumentFinding"),
    *("readPlanDocument", "layDocumentBeside"),
    *("readPlanDocument", "withdrawDocumentQuotes"),
    *("registerDirective", "listDirectives", "readDirective", "layClauses"),
    *("readDirective", "assignTasks", "readDirective", "closeDirective", "reopenDirective"),
    *("listProgrammes", "openProgramme"),
    *("listProgrammes", "readProgramme", "registerProgrammeRow"),
    *("readProgramme", "amendProgrammeRow", "readProgramme", "signProgramme"),
    *("readProgramme", "dropProgrammeRow"),
    *("listTasks", "readTask", "sendChase", "acknowledgeTask", "submitContribution"),
    *("attachFile", "readTask", "downloadFile", "detachFile"),
    *("readTask", "submitReport", "readTask", "recallSubmission"),
    *("readTask", "submitReport", "readTask", "returnSubmission"),
    *("readTask", "submitReport", "readTask", "approveSubmission"),
    *("readTask", "confirmSubmission", "readTask"),
)


@dataclass
class Memory:
    """The answers that a program has had, and what it takes out of them for its next call."""

    answers: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def follow(self, case: Any, operation: str, nth: int) -> None:
        """Fill a call in from one of the answers that lead to it, as the links say."""
        ways = [
            (link, *self.answers[source])
            for source, links in LINKS.items()
            for link in links
            if link.to == operation and source in self.answers
        ]
        if not ways:
            return
        link, before, body = ways[nth % len(ways)]
        for name, expression in link.parameters.items():
            value = _value(expression, before, body)
            if name in case.path_parameters:
                case.path_parameters[name] = case.path_parameters[name] if value is None else value
            elif value is not None:
                case.query[name] = value
        if isinstance(case.body, dict):
            case.body |= {
                name: value
                for name, expression in link.sent.items()
                if (value := _value(str(expression), before, body)) is not None
            }


def _value(expression: str, before: Any, body: Any) -> Any:
    place, _, pointer = expression.partition("#/")
    if place.startswith("$request.path."):
        return before.path_parameters.get(place.rpartition(".")[2])
    for part in pointer.split("/"):
        try:
            body = body[int(part) if part.isdigit() else part]
        except (IndexError, KeyError, TypeError):
            return None
    return body


def _sensible(operation: str, case: Any) -> None:
    if operation in SENT_FILES:
        name, case.body = SENT_FILES[operation]
        case.query, case.media_type = {"name": name}, "application/octet-stream"
    elif isinstance(case.body, dict) and operation in SENSIBLE:
        linked = _linked(operation)
        known = {name: value for name, value in case.body.items() if name in linked}
        case.body = {**known, **SENSIBLE[operation]}


def _generated(spec: dict[str, Any]) -> dict[str, list[Any]]:
    """Some calls of every operation, as the description allows them."""
    collected: dict[str, list[Any]] = {}
    for result in schemathesis.openapi.from_dict(spec).get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        collected[operation.definition.raw["operationId"]] = _cases(operation)
    return collected


def _cases(operation: Any) -> list[Any]:
    cases: list[Any] = []

    @settings(CALM, max_examples=ROUNDS)
    @given(operation.as_strategy(generation_mode=GenerationMode.POSITIVE))
    def keeping(case: Any) -> None:
        cases.append(case)

    keeping()
    return cases


async def _described(web: WebWard) -> tuple[dict[str, str], dict[str, list[Any]]]:
    """The tokens of everybody, and calls of every operation; one task is late."""
    await due(web, "51-08", today() - timedelta(days=3))
    tokens = {login: await token_of(web, login) for login in PEOPLE}
    async with web.browser() as nobody:
        spec = (await nobody.get("/api/openapi.json")).json()
    return tokens, _generated(spec)


async def test_a_whole_way_is_walked_along_the_links(web: WebWard) -> None:
    """Every act on a task until it is confirmed, and those on the plan: each is done."""
    tokens, cases = await _described(web)
    memory = Memory()
    with served(web) as site:
        for name in WAY:
            case = cases[name][0]
            case.query = {}
            memory.follow(case, name, 0)
            _sensible(name, case)
            sent = {"Authorization": f"Bearer {tokens[DOERS.get(name, 'chanhvp')]}", **key()}
            answer = case.call(base_url=f"{site.address}/api", headers=sent)
            assert answer.status_code == 200, (name, answer.text)
            if answer.headers["content-type"] == [JSON]:
                memory.answers[name] = (case, answer.json())
    assert memory.answers["readTask"][1]["task"]["stage"] == "confirmed"


async def test_no_call_is_answered_from_500_in_any_order(web: WebWard) -> None:
    """Every operation again and again, in another order each time, along the links or not."""
    tokens, cases = await _described(web)
    memory = Memory()
    chance = Random(5)  # noqa: S311  (an order that comes again, no secret)
    calls: Counter[int] = Counter()
    with served(web) as site:
        for turn in range(ROUNDS):
            for name in chance.sample(sorted(cases), len(cases)):
                case = cases[name][turn % len(cases[name])]
                if turn % 4:
                    case.query = {}
                    memory.follow(case, name, turn)
                    _sensible(name, case)
                login = chance.choice((*PEOPLE, *[DOERS.get(name, "chanhvp")] * 20))
                sent = {"Authorization": f"Bearer {tokens[login]}", **(key() if turn % 4 else {})}
                answer = case.call(base_url=f"{site.address}/api", headers=sent)
                calls[answer.status_code] += 1
                assert answer.status_code < 500, (name, answer.text)
                if answer.status_code == 200 and answer.headers["content-type"] == [JSON]:
                    memory.answers[name] = (case, answer.json())
    assert calls[200] > sum(calls.values()) / 5, calls


async def test_schemathesis_walks_the_links_too(filled: Database) -> None:
    """Every scenario in a ward of its own: what may follow depends on what was answered."""
    numbers = count()
    with cloned(filled, "walk") as template:
        tokens, spec = await _prepared(template)
        machine: Any = schemathesis.openapi.from_dict(spec).as_state_machine()
        answers: Counter[int] = Counter()

        class Walk(machine):  # type: ignore[misc]  # made of the description
            def setup(self) -> None:
                self.stack = ExitStack()
                database = self.stack.enter_context(cloned(template, f"walk_{next(numbers)}"))
                self.site = self.stack.enter_context(serving(database.neighbour, {}))

            def teardown(self) -> None:
                self.stack.close()

            def get_call_kwargs(self, case: Any) -> dict[str, Any]:
                login = DOERS.get(case.operation.definition.raw["operationId"], "chanhvp")
                sent = {"Authorization": f"Bearer {tokens[login]}", **key()}
                return {"base_url": f"{self.site.address}/api", "headers": sent}

            def validate_response(self, response: Any, case: Any, **_: Any) -> None:
                answers[response.status_code] += 1
                assert response.status_code < 500, (case.operation.label, response.text)

        Walk.run(settings=settings(CALM, max_examples=6, stateful_step_count=30))
    assert answers[200] > 10
    assert sum(answers.values()) > 50


async def _prepared(database: Database) -> tuple[dict[str, str], dict[str, Any]]:
    """Tokens of everybody in this database, which nobody is connected to afterwards."""
    engine = make_engine(database.neighbour.app)
    clock = WardClock(MOMENT)
    ward = make_ward(engine, database.neighbour.ledger_id, clock, CHEAP)
    app = create_app(services_of(ward, engine, database.neighbour))
    web = WebWard(
        database=database,
        logins=database.neighbour,
        engine=engine,
        ward=ward,
        app=app,
        clock=clock,
    )
    tokens = {login: await token_of(web, login) for login in PEOPLE}
    async with web.browser() as nobody:
        spec = (await nobody.get("/api/openapi.json")).json()
    await engine.dispose()
    return tokens, spec
