"""One task's page, also with a form that was not accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import FormRequest, Services
from api.errors import FormProblem, command_ids
from api.labels import figure_words, words
from api.past import KnownServices, KnownViewer, is_past
from api.task.drafts import REPORT, keep, marks, other
from api.task.next_decision import GO_ON, said
from api.task.prefilled import last_report
from api.web.act_forms import GENERIC, generic_forms, typed_in
from api.web.addresses import known_stream
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.commands.ports import Draft
from services.domain.instants import day_of
from services.domain.plan_document.reading import SentenceQuote
from services.domain.task.acts import ACTS
from services.domain.task.acts.decline_task import ACT as DECLINE
from services.domain.task.acts.name_specialist import ACT as NAME_SPECIALIST
from services.domain.task.acts.reassign_task import ACT as REASSIGN
from services.queries.colleagues import colleagues
from services.queries.differences import differences
from services.queries.last_period import LastPeriod, last_periods
from services.queries.quotes import quotes_of
from services.queries.reading import reading
from services.queries.task_page import task_page
from services.queries.units import units_that_lead
from services.queries.views import TaskPage

router = APIRouter()
CONTRIBUTION = "phoi-hop"
# Refused, these are shown again with what was typed in them.
WITH_FIELDS = frozenset({"bao-cao", "phoi-hop", "tra-lai"}) | {
    act.slug for act in GENERIC if typed_in(act)
}
_CHOOSE_LEAD = (DECLINE, REASSIGN)
DRAFTED = frozenset({REPORT, CONTRIBUTION})
# Files stand in two places of one page: with the report and with a contribution.
FORMS = (*(act.slug for act in ACTS), "tep-phoi-hop")


@router.get("/viec/{stream}")
async def show(
    request: Request, services: KnownServices, acting: KnownViewer, stream: str, xong: str = ""
) -> Response:
    """Một việc: what is asked, who acts next, what was given, the trail."""
    before = said(request.query_params.get("vua-xong", ""))
    return await task_response(
        request, services, acting, stream, done=xong, before_it=before and f"Việc trước: {before}"
    )


async def task_response(
    request: Request,
    services: Services,
    acting: Acting,
    stream: str,
    *,
    form: str = "",
    problem: FormProblem | None = None,
    done: str = "",
    before_it: str = "",
) -> Response:
    """The page as it is now; a refused form keeps what was typed and its command id."""
    shown_page = await task_page(services.ledger, known_stream(stream), acting.context)
    if is_past(request):
        shown_page = shown_page.only_read
    shown_page = await with_colleagues(services, acting, shown_page)
    shown_page = await with_leads(services, shown_page)
    beside = await _beside(services, acting, shown_page)
    drafts = await drafts_of(services, acting, shown_page)
    page_id = str(services.randomness.new_id())
    return page(
        request,
        "task/page.html",
        status=problem.status if problem else 200,
        found=shown_page,
        generic=generic_forms(shown_page),
        quote=beside.quote,
        task=shown_page.task,
        command_ids=command_ids(services, FORMS, form, problem),
        **_refused(shown_page, form, problem),
        again=f"/viec/{stream}",
        blank=Typed({}),
        last_report=last_report(shown_page),
        **_drafted(shown_page, drafts, _refused(shown_page, form, problem), page_id),
        before=beside.before,
        differences=differences(shown_page.submissions),
        correction_days=acting.rules.policy.correction_at_most_days,
        go_on=GO_ON,
        case_command=str(services.randomness.new_id()) if acting.holder.reads_across else "",
        whole_trail=request.query_params.get("dien-bien") == "tat-ca",
        done=before_it
        or _DONE.get(done, "") + (figure_words.recorded(shown_page) if done == "bao-cao" else ""),
        # What was refused is shown as it was typed: nothing may be put in its place.
        mark=None if problem else len(shown_page.trail),
        watch=f"viec={stream}",
    )


def _refused(given: TaskPage, form: str, problem: FormProblem | None) -> Mapping[str, Any]:
    """What was typed: in its form, or above the rest where the page shows that form no longer."""
    inline = form if problem and form in WITH_FIELDS and form in given.offers else ""
    return {
        "refused": inline,
        "problem": problem,
        "typed": problem.typed if problem else Typed({}),
        "lost": _readable(given, problem.typed, form) if problem and not inline else {},
    }


def _readable(given: TaskPage, typed: Typed, form: str) -> Mapping[str, str]:
    titles = {each.asked.code: each.asked.title for each in given.measures}
    return words.readable(typed.fields, form, titles)


async def with_colleagues(services: Services, acting: Acting, given: TaskPage) -> TaskPage:
    """The page with those whom the viewer may name inside the own unit."""
    offer = given.offers.get(NAME_SPECIALIST.slug)
    if offer is None:
        return given
    async with reading(services.engine) as connection:
        people = await colleagues(
            connection, services.ledger, offer.choices["unit"], day_of(acting.now)
        )
    return replace(given, colleagues=people)


async def with_leads(services: Services, given: TaskPage) -> TaskPage:
    """The page with the units that may lead the task, where the viewer may choose one."""
    asking = {act.slug for act in _CHOOSE_LEAD} & given.offers.keys()
    if not asking:
        return given
    async with reading(services.engine) as connection:
        leads = await units_that_lead(connection, services.ledger_id)
    proposed = given.task.decline.proposed_unit if given.task.decline else ""
    codes = sorted(
        set(leads) - {given.task.lead}, key=lambda code: (code != proposed, leads[code])
    )
    offers = {
        slug: replace(offer, choices={**offer.choices, "lead_unit": tuple(codes)})
        for slug, offer in given.offers.items()
        if slug in asking
    }
    return replace(given, offers={**given.offers, **offers}, units={**leads, **given.units})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What stands in rows: the plan's own sentence and the period before."""

    quote: SentenceQuote | None = None
    before: LastPeriod | None = None


async def _beside(services: Services, acting: Acting, given: TaskPage) -> _Beside:
    """An inspector with a scope is shown no other period than the task's own."""
    stream, compares = given.task.stream, given.measures and not acting.holder.scopes
    if given.task.restricted:
        return _Beside()
    async with reading(services.engine) as connection:
        quotes = await quotes_of(connection, services.ledger, [given.item_code])
        before = await last_periods(connection, services.ledger_id, [stream]) if compares else {}
    return _Beside(quote=quotes.get(given.item_code), before=before.get(stream))


async def drafts_of(services: Services, acting: Acting, given: TaskPage) -> Mapping[str, Draft]:
    """What this person typed here and has not sent; `old` is of a version that was overtaken."""
    task = given.task
    if task.restricted or not given.offers.keys() & DRAFTED:
        return {}
    kept = await services.drafts.of(acting.sender.person_id, [task.stream])
    found_of = {form: draft for (_, form), draft in kept.items()}
    report = found_of.get("bao-cao")
    if report is not None and report.fields.get("after_submission") != str(task.submission):
        found_of["old"] = found_of.pop("bao-cao")
    return found_of


async def keep_report(form_request: FormRequest, stream: str) -> None:
    """Keep the typed report as a draft; of restricted work nothing. Raises NotFound."""
    acting = form_request.acting
    shown_page = await task_page(
        form_request.services.ledger, known_stream(stream), acting.context
    )
    if REPORT in shown_page.offers and not shown_page.task.restricted:
        await keep(form_request, {stream: form_request.typed})


def _drafted(
    given: TaskPage, drafts: Mapping[str, Draft], refused: Mapping[str, Any], page_id: str
) -> dict[str, Any]:
    """The drafts as the two forms show them, and what their pages know of them."""
    report, shared = drafts.get(REPORT), drafts.get(CONTRIBUTION)
    drawn = {
        REPORT: Typed(report.fields) if report else last_report(given),
        CONTRIBUTION: Typed(shared.fields) if shared else Typed({}),
    }
    if refused["refused"] in drawn:
        drawn[refused["refused"]] = refused["typed"]
    return {
        "draft_report": Typed(report.fields) if report else None,
        "draft_contribution": Typed(shared.fields) if shared else None,
        "old_words": _readable(given, Typed(drafts["old"].fields), REPORT)
        if "old" in drafts
        else {},
        "other_words": {
            form: _readable(given, Typed(drafts[other(form)].fields), form)
            for form in drawn
            if other(form) in drafts
        },
        "draft_marks": {
            form: marks(typed, drafts.get(form), drafts.get(other(form)), page_id)
            for form, typed in drawn.items()
        },
    }


_DONE = {act.slug: act.done for act in ACTS}
