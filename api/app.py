"""The pages of one ward as an ASGI application."""

import re
from collections.abc import Sequence
from typing import Any, Final

from fastapi import FastAPI
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.routing import Mount

from api import errors, past
from api.account import own as own_account
from api.account import page as account
from api.account import tokens
from api.appraisal import contesting
from api.appraisal import page as appraisal
from api.board import bulk as board_bulk
from api.board import confirming as board_confirming
from api.board import page as chase_board
from api.board import row_acts as board_rows
from api.board import workbook as board_workbook
from api.context import Services
from api.days import page as compared_days
from api.directives import files as directive_files
from api.directives import give_page
from api.directives import list_page as directives
from api.directives import page as directive
from api.directives import text_page as directive_text
from api.documents import items_page as plan_document_items
from api.documents import list_page as plan_documents
from api.documents import page as plan_document
from api.documents import text_page as plan_document_text
from api.error_middleware import ErrorMiddleware
from api.help import page as help_pages
from api.inspection import findings_page as inspection_findings
from api.inspection import page as inspection
from api.inspection import patterns_page as inspection_patterns
from api.inspection import reads_page as access_reads
from api.inspection import timeline_page as task_timeline
from api.leaders import page as leaders
from api.ledger import case_files as ledger_cases
from api.ledger import page as ledger_keys
from api.ledger import verifying as ledger_verifying
from api.log import page as log
from api.meetings import page as meetings
from api.overview import page as overview
from api.people import acts as people
from api.people import consents, units
from api.people import csv_page as people_csv
from api.people import page as admin
from api.people import workbook as people_workbook
from api.plan import acts as plan_acts
from api.plan import item_page as plan_item
from api.plan import page as plan
from api.programmes import compare_page as programme_comparison
from api.programmes import file_page as programme_file
from api.programmes import list_page as programmes
from api.programmes import page as programme
from api.programmes import print_page as programme_paper
from api.register import import_page as register_import
from api.register import page as register
from api.reminders import page as reminders
from api.rest_app import PREFIX, create_rest
from api.saved_views import page as saved_views
from api.search import page as find
from api.security import Guard
from api.sheet import drafting as sheet_drafting
from api.sheet import page as period_sheet
from api.status import changes, health
from api.task import acts as task_acts
from api.task import files as task_files
from api.task import page as task_page
from api.task import why_page as task_why
from api.web import static_files
from api.web.admission import Admission, RequestGate
from api.web.answers import HeadAsGet
from api.work import acknowledging as work_taking
from api.work import naming as work_naming
from api.work import page as my_work

# What is packed already: packing it again costs time and saves nothing.
PACKED: Final = (
    *DEFAULT_EXCLUDED_CONTENT_TYPES,
    "application/pdf",
    "application/zip",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


def create_app(services: Services) -> FastAPI:
    """The pages of this installation; `infra.wiring` fills it."""
    app = FastAPI(
        title="Đôn Đốc",
        openapi_url=None,  # the JSON interface describes itself under /api
        docs_url=None,
        redoc_url=None,
    )
    app.state.services = services
    _include_pages(app)
    static_files.mount(app)
    interface = create_rest(services)
    rest = Mount(PREFIX, app=interface)
    # An address with a line break in it is still the interface's to refuse, not the pages'.
    rest.path_regex = re.compile(rest.path_regex.pattern, re.DOTALL)
    app.router.routes.insert(0, rest)  # compared first: with one address, not with two hundred
    errors.install(app)
    past.install(app, interface, services)
    _guard(app, services.base_url)
    return app


def _include_pages(app: FastAPI) -> None:
    """Every page, the fixed addresses before those with a name in them."""
    groups: Sequence[Sequence[Any]] = (
        (
            account,
            my_work,
            work_naming,
            work_taking,
            task_page,
            task_why,
            task_acts,
            task_files,
            period_sheet,
            sheet_drafting,
            admin,
            people,
            tokens,
            saved_views,
            changes,
            health,
        ),
        (
            plan_documents,
            plan_document,
            plan_document_text,
            plan_document_items,
            plan,
            plan_acts,
            plan_item,
        ),
        (chase_board, board_bulk, board_rows, board_confirming, board_workbook),
        (directives, directive_text, directive_files, give_page, directive),
        (programmes, programme_paper, programme_file, programme_comparison, programme),
        (register, register_import, ledger_keys, ledger_verifying, ledger_cases),
        (inspection, task_timeline, inspection_patterns, inspection_findings, access_reads),
        (log, overview, compared_days, meetings, leaders),
        (reminders, find, appraisal, contesting),
        (people_csv, people_workbook, units, consents, own_account, help_pages),
    )
    for group in groups:
        for part in group:
            app.include_router(part.router)


def _guard(app: FastAPI, base_url: str) -> None:
    """What stands before the pages, the outermost last."""
    app.add_middleware(ErrorMiddleware)
    app.state.gate = gate = RequestGate()
    app.add_middleware(Admission, gate=gate)
    app.add_middleware(
        GZipMiddleware, minimum_size=1024, compresslevel=6, exclude_content_types=PACKED
    )
    app.add_middleware(HeadAsGet)
    app.add_middleware(Guard, base_url=base_url, unread=gate.unread)
