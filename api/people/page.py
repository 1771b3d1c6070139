"""Quản trị: people, the offices they hold, their accounts, the units. No report is shown here."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import Services, TheServices, Viewer
from api.errors import FormProblem, command_ids
from api.labels import scope_words
from api.people import people_filter
from api.people.reading import known_person, read, read_waiting
from api.web.filters import page_number
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.directory.acts import ACCOUNT_ACTS, OF_A_PERSON
from services.domain.directory.acts.register_person import ACT as REGISTER_PERSON
from services.domain.directory.rules import NO_PERSON
from services.domain.instants import day_of
from services.queries.health import parked_wake_ups
from services.queries.people_list import account_state, people_list
from services.queries.reading import reading

router = APIRouter()
SHOWN = 50  # people on a page of the list
ACCOUNT_FORMS = frozenset(act.slug for act in ACCOUNT_ACTS)
PERSON_FORMS = tuple(act.slug for act in OF_A_PERSON if act is not REGISTER_PERSON)


@router.get("/quan-tri")
async def show(
    request: Request, services: TheServices, acting: Viewer, xong: str = ""
) -> Response:
    """Quản trị: the list of people, narrowed as the address says, and the form for a new one."""
    return await admin_response(request, services, acting, done=_DONE.get(xong, ""))


@router.get("/quan-tri/can-bo/{person_id}")
async def show_person(
    request: Request, services: TheServices, acting: Viewer, person_id: str, xong: str = ""
) -> Response:
    """Một cán bộ: details, offices, account."""
    return await person_response(request, services, acting, person_id, done=xong)


async def admin_response(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    """The list as it is now; a refused form keeps what was typed."""
    directory = await read(services, acting)
    async with reading(services.engine) as connection:
        parked = await parked_wake_ups(connection, services.ledger_id)
    asked = people_filter.asked_for(request.query_params)
    ids = command_ids(services, (REGISTER_PERSON.slug,), REGISTER_PERSON.slug, problem)
    typed = problem.typed if problem else Typed({})
    return page(
        request,
        "people/page.html",
        status=problem.status if problem else 200,
        found=directory,
        listed=people_list(directory.people, asked, page_number(request.query_params), SHOWN),
        asked=asked,
        filters=people_filter,
        state_of=account_state,
        parked=parked,
        units=directory.unit_names,
        scope_words=scope_words,
        done=done,
        waits=await read_waiting(services, acting),
        command_ids=ids,
        person_id=typed.get("person_id") or str(services.randomness.new_id()),
        problem=problem,
        typed=typed,
    )


async def person_response(
    request: Request,
    services: Services,
    acting: Acting,
    person_id: str,
    *,
    form: str = "",
    problem: FormProblem | None = None,
    done: str = "",
    link: str = "",
) -> Response:
    """One person as the directory has it now; `link` is the one-time address, shown once."""
    directory = await read(services, acting)
    person = known_person(directory, person_id)
    idle = acting.rules.policy.session_idle_minutes
    sessions = await services.directory.live_sessions(person.person_id, acting.now, idle)
    tokens = await services.tokens.of_person(person.person_id, acting.now)
    waits = (await read_waiting(services, acting)).of(person.person_id)
    kept = timedelta(days=acting.rules.policy.access.log_kept_days)
    wrong = await services.accounts.access.wrong_passwords(person.person_id, acting.now - kept)
    return page(
        request,
        "people/person.html",
        status=problem.status if problem else 200,
        person=person,
        sessions=sessions,
        wrong_passwords=wrong,
        tokens=len(tokens),
        waits=waits,
        waiting_since={(grant.office, grant.unit, grant.from_on): grant for grant in waits.grants},
        found=directory,
        units=directory.unit_names,
        scope_words=scope_words,
        filters=people_filter,
        state_of=account_state,
        today=day_of(acting.now),
        command_ids=command_ids(services, PERSON_FORMS, form, problem),
        refused=form if problem else "",
        account_refused=bool(problem) and form in ACCOUNT_FORMS,
        problem=problem,
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
        link=link,
        link_hours=acting.rules.policy.link_hours,
    )


def person_uuid(person_id: str) -> UUID:
    """The id that an address names; raises NotFound."""
    try:
        return UUID(person_id)
    except ValueError as error:
        raise NO_PERSON.refuse() from error


_DONE = {act.slug: act.done for act in OF_A_PERSON}
