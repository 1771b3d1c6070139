"""Kế hoạch: the tree of items by section; a branch is fetched when it is opened."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncConnection

from api.context import Services, viewing_of
from api.errors import FormProblem, command_ids
from api.past import KnownServices, KnownViewer
from api.plan import addresses, labels, tree_words
from api.plan.addresses import address, branch_of, choice_of
from api.reading_rights import require_reading
from api.web.forms import Typed
from api.web.pages import page
from api.web.series_charts import spark_of
from services.commands.acting import Acting
from services.domain.plan.acts.settle_plan_finding import ACT as SETTLE
from services.domain.plan.draft import ItemKind
from services.domain.plan_document.acts.read_document import ACT as READ
from services.queries.admin_page import unit_rows
from services.queries.changes import change_mark
from services.queries.plan_tree import PlanBranch, plan_branch, plan_tree
from services.queries.reading import reading
from services.queries.results import IndicatorRow, rows_of
from services.queries.viewing import Viewing

router = APIRouter()


@router.get("/ke-hoach")
async def show(
    request: Request, services: KnownServices, acting: KnownViewer, xong: str = ""
) -> Response:
    """Kế hoạch theo mục: mỗi mục một dòng, mở từng nhánh."""
    return await plan_response(request, services, acting, done=xong)


@router.get("/ke-hoach/nhanh/{branch}")
async def show_branch(
    request: Request, services: KnownServices, acting: KnownViewer, branch: str
) -> Response:
    """Các dòng của một nhánh, cho trang đang mở."""
    require_reading(acting.holder)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        units = await unit_rows(connection, services.ledger_id)
        opened = await plan_branch(
            connection, services.ledger, choice_of(request.query_params), viewing, branch
        )
        results = await _results(connection, services, viewing, [opened])
    return page(
        request,
        "plan/branch.html",
        branch=opened,
        results=results,
        spark_of=spark_of,
        tree_words=tree_words,
        names={unit.code: unit.name for unit in units},
    )


async def plan_response(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    refused: str = "",
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    """The tree, and what the plan as a whole leaves open; raises NotAllowed.

    The filters stand in the address, also in that of a form that is refused.
    """
    require_reading(acting.holder)
    choice, branch = choice_of(request.query_params), branch_of(request.query_params)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        mark = await change_mark(
            connection, services.ledger_id, acting.holder, acting.rules.policy
        )
        units = await unit_rows(connection, services.ledger_id)
        tree = await plan_tree(connection, services.ledger, choice, viewing, branch)
        results = await _results(connection, services, viewing, tree.branches)
    keys = [f"{SETTLE.slug}:{each.finding.code}" for each in tree.general]
    return page(
        request,
        "plan/page.html",
        status=problem.status if problem else 200,
        labels=labels,
        tree_words=tree_words,
        addresses=addresses,
        tree=tree,
        results=results,
        spark_of=spark_of,
        choice=choice,
        opened=branch,
        names={unit.code: unit.name for unit in units},
        units=units,
        may_read=READ.offered(None, acting.context) is not None,
        may_settle=SETTLE.offered(None, acting.context) is not None,
        command_ids=command_ids(services, keys, refused, problem),
        refused=refused,
        problem=problem,
        again=address("/ke-hoach", choice, branch=branch),
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done=SETTLE.done if done == SETTLE.slug else "",
        mark=None if problem else mark,
    )


async def _results(
    connection: AsyncConnection,
    services: Services,
    viewing: Viewing,
    branches: Sequence[PlanBranch],
) -> Mapping[str, IndicatorRow]:
    """What was reached of the indicators of the branches that stand open, by their numbers."""
    entries = (entry for each in branches for row in each.rows or () for entry in row.entries)
    indicators = [each.item for each in entries if each.item.opened.kind == ItemKind.INDICATOR]
    rows = await rows_of(connection, services.ledger_id, viewing, indicators)
    return {row.code: row for row in rows}
