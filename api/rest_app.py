"""The JSON interface as an application of its own, mounted under /api."""

import json
from functools import partial
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.responses import Response

from api.account import api as account
from api.appraisal import api as appraisal
from api.board import api as board
from api.context import Services
from api.directives import api as directives
from api.directives import files_api as directive_files
from api.documents import api as documents
from api.inspection import api as inspection
from api.inspection import reads_api as access_reads
from api.leaders import api as leaders
from api.ledger import api as ledger
from api.ledger import verification_api as ledger_verifications
from api.log import api as log
from api.meetings import api as meetings
from api.overview import api as overview
from api.people import api as people
from api.plan import api as plan
from api.programmes import api as programmes
from api.register import api as register
from api.reminders import api as reminders
from api.rest import problems
from api.rest.describing import completed
from api.rest.problems import CODES, KIND, ProblemAnswer
from api.search import api as search
from api.sheet import api as sheet
from api.task import api as task
from api.task import files_api as task_files
from api.web.pages import page
from api.work import api as work

PREFIX: Final = "/api"
_REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    status: {
        "model": ProblemAnswer,
        "description": said,
        "content": {KIND: {"schema": {"$ref": "#/components/schemas/ProblemAnswer"}}},
    }
    for status, said in (
        (401, "Thiếu mã truy cập, hoặc mã không còn dùng được"),
        (403, "Không thuộc thẩm quyền"),
        (404, "Không có, hoặc không thuộc phạm vi của người này"),
        (413, "Nội dung hoặc tệp quá lớn"),
        (409, "Quy tắc không cho phép, hoặc đã có người xử lý"),
        (422, "Nội dung không đúng mẫu, hoặc mã lần gửi đã dùng cho nội dung khác"),
        (429, "Quá nhiều yêu cầu cùng một lúc của một người: chưa làm gì, gửi lại sau"),
        (
            503,
            "Máy chủ đang bận, hoặc mất cơ sở dữ liệu; gửi lại với cùng mã không làm trùng",
        ),
    )
}
ABOUT: Final = (
    "Cùng những việc và danh sách như trên trang, cho phần mềm. Mỗi lần ghi cần đầu mục "
    "Idempotency-Key (UUID v4): gửi lại với cùng mã không làm trùng. Ngày viết "
    "năm-tháng-ngày, số thập phân là chuỗi với dấu chấm, thời điểm là UTC."
)


class Rest(FastAPI):
    """An application whose description holds examples and says which call follows which."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = completed(super().openapi())
        return self.openapi_schema


def create_rest(services: Services) -> FastAPI:
    """The interface of this installation."""
    app = Rest(
        title="Đôn Đốc",
        version="1",
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        responses=_REFUSED,
    )
    app.state.services = services
    for routes in (
        account,
        work,
        sheet,
        task,
        task_files,
        board,
        overview,
        meetings,
        leaders,
        appraisal,
        reminders,
        log,
        ledger,
        ledger_verifications,
        search,
        plan,
        documents,
        directives,
        programmes,
        inspection,
        access_reads,
        register,
        directive_files,
        people,
    ):
        app.include_router(routes.router)

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> Response:
        """The description as a page of ours: no script, nothing from elsewhere."""
        return page(
            request,
            "rest/docs.html",
            spec=app.openapi(),
            prefix=PREFIX,
            codes=CODES,
            shown=partial(json.dumps, ensure_ascii=False, indent=2),
        )

    problems.install(app)
    return app
