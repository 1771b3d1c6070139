"""`dondoc ledger export` and `dondoc ledger case`: sealed archives for whoever keeps the ward."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from infra.cli.options import Data, day_of
from infra.errors import SettingsError

Out = Annotated[Path, typer.Argument(metavar="TỆP.zip", help="Tệp sẽ lập; chưa được có sẵn.")]


def ledger_export(out: Out, data: Data = None) -> None:
    """Lập gói có chữ ký của toàn bộ sổ và tệp minh chứng, kiểm tra được ở máy khác."""
    from infra.sealing.by_operator import export_by_operator  # noqa: PLC0415  (others seal nothing)
    from infra.settings import Installation, data_that_exists  # noqa: PLC0415  (the same)

    typer.echo(asyncio.run(export_by_operator(Installation(data_that_exists(data)), out)))


def ledger_case(
    out: Out,
    *,
    data: Data = None,
    task: Annotated[str, typer.Option(help="Một việc: mã trong địa chỉ trang của việc.")] = "",
    item: Annotated[str, typer.Option(help="Một mục của kế hoạch và các việc của mục.")] = "",
    unit: Annotated[str, typer.Option(help="Một đơn vị, theo mã.")] = "",
    person: Annotated[str, typer.Option(help="Một cán bộ, theo tên đăng nhập.")] = "",
    from_on: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="Từ ngày, dạng năm-tháng-ngày."),
    ] = None,
    until_on: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], help="Đến hết ngày, dạng năm-tháng-ngày."),
    ] = None,
) -> None:
    """Lập hồ sơ kiểm tra có chữ ký: của một việc, mục, đơn vị, cán bộ hoặc khoảng thời gian."""
    from infra.sealing.by_operator import case_by_operator  # noqa: PLC0415  (others seal nothing)
    from infra.settings import Installation, data_that_exists  # noqa: PLC0415  (the same)
    from services.queries.case_scope import CaseKind, CaseScope  # noqa: PLC0415  (the same)

    named = {"task": task, "item": item, "unit": unit, "person": person}
    given = {name: value for name, value in named.items() if value}
    if len(given) > 1 or not (given or from_on or until_on):
        raise SettingsError(
            "Hồ sơ là của một trong: --task, --item, --unit, --person; hoặc của mọi việc trong "
            "khoảng --from, --until. Hãy nêu đúng một."
        )
    kind, key = next(iter(given.items()), ("period", ""))
    scope = CaseScope(
        kind=CaseKind(kind), key=key, from_on=day_of(from_on), until_on=day_of(until_on)
    )
    there = Installation(data_that_exists(data))
    typer.echo(asyncio.run(case_by_operator(there, out, scope)))
