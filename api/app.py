"""The pages of one ward as an ASGI application."""

import re

from fastapi import FastAPI
from starlette.routing import Mount

from api import errors, static_files
from api.admission import Admission, RequestGate
from api.deps import Services
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
    people_csv,
    period_sheet,
    plan,
    plan_document,
    plan_documents,
    plan_item,
    task_acts,
    task_files,
    task_page,
    tokens,
    units,
)
from api.security import Guard


def create_app(services: Services) -> FastAPI:
    """The pages of this house; `infra.wiring` fills it."""
    app = FastAPI(
        title="Đôn Đốc",
        openapi_url=None,  # the JSON interface describes itself under /api
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    for part in (
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
        app.include_router(part.router)
    # The fixed addresses first.
    for part in (plan_documents, plan_document, plan, plan_item, chase_board):
        app.include_router(part.router)
    for part in (log, overview, find):
        app.include_router(part.router)
    for part in (people_csv, units, consents, notices, help_pages):
        app.include_router(part.router)
    static_files.mount(app)
    rest = Mount(PREFIX, app=create_rest(services))
    # An address with a line break in it is still the interface's to refuse, not the pages'.
    rest.path_regex = re.compile(rest.path_regex.pattern, re.DOTALL)
    app.router.routes.append(rest)
    errors.install(app)
    app.add_middleware(ErrorMiddleware)
    app.state.gate = gate = RequestGate()
    app.add_middleware(Admission, gate=gate)
    app.add_middleware(Guard, base_url=services.base_url, unread=gate.unread)
    return app
