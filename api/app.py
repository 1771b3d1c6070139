"""The pages of one ward as an ASGI application."""

from fastapi import FastAPI

from api import errors, static_files
from api.deps import House
from api.routes import (
    account,
    admin,
    health,
    my_work,
    people,
    plan,
    plan_document,
    plan_documents,
    plan_item,
    roster,
    task_acts,
    task_page,
)
from api.security import Guard


def create_app(house: House) -> FastAPI:
    """The pages of this house; `infra.wiring` fills it."""
    app = FastAPI(
        title="Đôn Đốc",
        openapi_url=None,  # there is no JSON interface yet: pages only
        docs_url=None,
        redoc_url=None,
    )
    app.state.house = house
    for desk in (account, my_work, task_page, task_acts, admin, people, health):
        app.include_router(desk.router)
    for desk in (plan_documents, plan_document, plan, plan_item):  # the fixed addresses first
        app.include_router(desk.router)
    app.include_router(roster.router)
    static_files.mount(app)
    errors.install(app)
    app.add_middleware(errors.CalmFailure)
    app.add_middleware(Guard, base_url=house.base_url)
    return app
