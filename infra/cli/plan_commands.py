"""`dondoc plan …`: a plan read, compared, activated, its document laid beside it."""

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from infra.cli.options import Data, Day, Json, day_of, need
from infra.errors import SettingsError

plan_app = typer.Typer(help="Kế hoạch của phường.", no_args_is_help=True)


@plan_app.command("check")
def plan_check(
    file: Path,
    *,
    as_json: Json = False,
    draft: Annotated[
        Path | None, typer.Option("--draft", help="Ghi bản nháp .yaml để sửa, kèm lời văn bản.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Mã thoát 2 khi còn lỗi trong văn bản.")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="In toàn văn, mỗi dòng kèm vai của nó ở lề.")
    ] = False,
    tracked: Annotated[
        Literal["accepted", "rejected"],
        typer.Option(
            "--tracked",
            help="Thay đổi còn theo dõi trong Word: accepted (bản sau khi sửa) hoặc rejected.",
        ),
    ] = "accepted",
    active_from: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Xem trước: hạn nào đã qua nếu đưa vào thực hiện từ ngày này (năm-tháng-ngày).",
        ),
    ] = None,
    expected: Annotated[
        Path | None,
        typer.Option(
            "--score",
            help="So với kết quả mong đợi (.yaml): đọc được, đúng bao nhiêu. Mã thoát 1 khi thiếu,"
            " khác hoặc thừa; 2 khi tệp mong đợi sai.",
        ),
    ] = None,
) -> None:
    """Đọc văn bản kế hoạch (.docx, .txt) hoặc tệp .yaml: hiểu được gì, sai hay chưa rõ ở đâu."""
    need(file)
    if expected is not None:
        if strict or coverage or draft is not None or active_from is not None:
            raise SettingsError(
                "Không dùng --score cùng với --draft, --strict, --coverage hay --active-from."
                " Bỏ một bên."
            )
        _score(file, expected, as_json=as_json)
    from infra.cli.plan_check import check_plan  # noqa: PLC0415  (other commands read no plan)

    first = day_of(active_from)
    checked = check_plan(file, draft, coverage=coverage, tracked=tracked, active_from=first)
    if as_json:
        typer.echo(json.dumps(checked.report, ensure_ascii=False, indent=1))
    else:
        for line in checked.lines:
            typer.echo(line)
    raise typer.Exit(2 if strict and checked.errors else 0)


def _score(file: Path, expected: Path, *, as_json: bool) -> NoReturn:
    from infra.cli.plan_score import ExpectedFileInvalid, score_plan  # noqa: PLC0415  (as above)

    try:
        scored = score_plan(file, expected)
    except ExpectedFileInvalid as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem
    if as_json:
        typer.echo(json.dumps(scored.report, ensure_ascii=False, indent=1))
    else:
        for line in scored.lines:
            typer.echo(line)
    raise typer.Exit(0 if scored.exact else 1)


@plan_app.command("load")
def plan_load(
    file: Path,
    active_from: Day = None,
    backfill_from: Day = None,
    document: Annotated[
        Path | None,
        typer.Option(help="Văn bản của kế hoạch (.docx, .txt): gắn trích dẫn bên cạnh từng mục."),
    ] = None,
    data: Data = None,
) -> None:
    """Đưa một kế hoạch vào thực hiện từ một ngày; có thể giao bù các kỳ đã qua."""
    from infra.cli.commands import (  # noqa: PLC0415  (other commands read no plan)
        installation_at,
        load_plan_file,
    )

    need(file)
    if document is not None:
        need(document)
    first, back = day_of(active_from), day_of(backfill_from)
    typer.echo(asyncio.run(load_plan_file(installation_at(data), file, first, back, document)))


@plan_app.command("unquote")
def plan_unquote(
    file: Path,
    document: Annotated[
        Path, typer.Option(help="Văn bản (.docx, .txt) đã gắn trích dẫn bên cạnh kế hoạch.")
    ],
    data: Data = None,
) -> None:
    """Rút trích dẫn của một văn bản đã ghi nhầm; trích dẫn gắn trước đó lại có hiệu lực."""
    from infra.cli.commands import (  # noqa: PLC0415  (other commands read no plan)
        installation_at,
        unquote_plan_file,
    )

    need(file)
    need(document)
    typer.echo(asyncio.run(unquote_plan_file(installation_at(data), file, document)))
