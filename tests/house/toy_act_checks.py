"""What must hold of the toy act once it is added; a test puts this file into the copy."""

from typing import Any

from api.binding import bind
from api.form_binding import PageValues
from api.labels import log_words, phrases
from api.rest.command_bodies import BodyValues, body_of
from api.rest.problems import CODES
from api.rest_app import create_rest
from api.task.acts import router
from api.web.act_forms import generic_forms
from api.web.forms import Typed
from infra.randomness import RANDOMNESS
from services.commands.requests import TypedTexts
from services.domain.task.acts import ACTS
from services.domain.task.evolving import fold
from tests import givens
from tests.queries.test_task_page import DUTY, do, page, started

ACT: Any = next(act for act in ACTS if act.name == "ask-for-advice")
QUESTION = "Lấy số đến ngày nào?"


async def test_the_toy_act_stands_everywhere_without_being_written_there() -> None:
    ward = await started()
    before = await page(ward, DUTY, givens.SPECIALIST)
    assert ACT.slug in before.offers
    assert ACT.slug not in (await page(ward, DUTY, givens.OTHER)).offers
    (form,) = (act_form for act_form in generic_forms(before) if act_form.slug == ACT.slug)
    assert [(field.name, field.control, field.required) for field in form.fields] == [
        ("question", "words", True)
    ]

    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    typed = PageValues(Typed({"question": f"  {QUESTION}\n"}), {})
    by_page = bind(ACT.command, typed, words, {"stream": DUTY})
    made: Any = body_of(ACT)
    sent = made(question=QUESTION)
    by_call = bind(
        ACT.command,
        BodyValues(sent.model_dump()),
        TypedTexts(randomness=RANDOMNESS, limit=1000),
        {"stream": DUTY},
    )
    assert by_page.sent == by_call.sent == {"target": DUTY, "question": QUESTION}

    await do(ward, givens.SPECIALIST, by_page.command, words)
    facts = (await ward.ledger.read([DUTY])).of(DUTY)
    assert facts[-1].event.TYPE == "advice-asked"
    assert fold(facts) is not None
    after = await page(ward, DUTY, givens.SPECIALIST)
    assert phrases.describe(after.trail[0].event, after.units) == "Xin ý kiến Văn phòng."


def test_pages_programs_and_the_log_know_the_toy_act() -> None:
    assert any(getattr(route, "path", "").endswith("/xin-y-kien") for route in router.routes)
    spec = create_rest(None).openapi()  # type: ignore[arg-type]  # only described
    operation = spec["paths"]["/tasks/{stream}/advice"]["post"]
    assert operation["operationId"] == "askForAdvice"
    assert operation["requestBody"]["content"]["application/json"]["example"] == {
        "question": QUESTION
    }
    assert log_words.ACTS["advice-asked"] == "Xin ý kiến"
    assert log_words.COMMANDS["ask-for-advice"] == "xin ý kiến"
    assert CODES["advice-late"] == "báo cáo đã được duyệt"
