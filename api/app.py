"""The pages of one ward as an ASGI application."""

import re

from fastapi import FastAPI
from starlette.routing import Mount

from api import errors, static_files
from api.admission import Admission, Gate
from api.deps import House
from api.error_middleware import ErrorMiddleware
from api.rest.app import PREFIX, create_rest
from api.routes import (
    account,
    admin,
    changes,
    chase_board,
    consents,
    find,
    health,
    help_pages,
    log,
    my_work,
    notices,
    overview,
    people,
    period_sheet,
    plan,
    plan_document,
    plan_documents,
    plan_item,
    roster,
    task_acts,
    task_files,
    task_page,
    tokens,
    units,
)
from api.security import Guard


def create_app(house: House) -> FastAPI:
    """The pages of this house; `infra.wiring` fills it."""
    app = FastAPI(
        title="Đôn Đốc",
        openapi_url=None,  # the JSON interface describes itself under /api
        docs_url=None,
        redoc_url=None,
    )
    app.state.house = house
    for desk in (
        account,
        my_work,
        task_page,
        task_acts,
        task_files,
        period_sheet,
        admin,
        people,
        tokens,
        changes,
        health,
    ):
        app.include_router(desk.router)
    # The fixed addresses first.
    for desk in (plan_documents, plan_document, plan, plan_item, chase_board):
        app.include_router(desk.router)
    for desk in (log, overview, find):
        app.include_router(desk.router)
    for desk in (roster, units, consents, notices, help_pages):
        app.include_router(desk.router)
    static_files.mount(app)
    rest = Mount(PREFIX, app=create_rest(house))
    # An address with a line break in it is still the interface's to refuse, not the pages'.
    rest.path_regex = re.compile(rest.path_regex.pattern, re.DOTALL)
    app.router.routes.append(rest)
    errors.install(app)
    app.add_middleware(ErrorMiddleware)
    app.state.gate = gate = Gate()
    app.add_middleware(Admission, gate=gate)
    app.add_middleware(Guard, base_url=house.base_url, unread=gate.unread)
    return app
