"""`dondoc outbox`: bells that Temporal refused for good, shown and rung again."""

import asyncio
import json

import typer

from api.words import moment
from infra.cli_options import Data, Json, house_at

outbox_app = typer.Typer(help="Lời gọi đồng hồ bị từ chối.", no_args_is_help=True)


@outbox_app.command("list")
def outbox_list(data: Data = None, as_json: Json = False) -> None:
    """Liệt kê lời gọi đồng hồ mà Temporal từ chối hẳn, kèm lỗi của từng lời gọi."""
    from infra.commands import parked_bells  # noqa: PLC0415  (other commands need no engines)

    bells = asyncio.run(parked_bells(house_at(data)))
    if as_json:
        report = [
            {
                "id": bell.id,
                "stream": bell.stream,
                "version": bell.version,
                "created_at": bell.created_at.isoformat(),
                "parked_at": bell.parked_at.isoformat(),
                "error": bell.error,
            }
            for bell in bells
        ]
        typer.echo(json.dumps({"parked": report}, ensure_ascii=False, indent=1))
        return
    if not bells:
        typer.echo("Không có lời gọi đồng hồ nào bị từ chối.")
        return
    typer.echo(f"Có {len(bells)} lời gọi đồng hồ bị từ chối, đang để riêng:")
    for bell in bells:
        typer.echo(f"  - {bell.stream}, từ {moment(bell.parked_at)}: {bell.error}")
    typer.echo("Sửa nguyên nhân rồi chạy “dondoc outbox retry” để gọi lại.")


@outbox_app.command("retry")
def outbox_retry(data: Data = None, as_json: Json = False) -> None:
    """Gọi lại mọi lời gọi đồng hồ đang để riêng."""
    from infra.commands import retry_bells  # noqa: PLC0415  (other commands need no engines)

    count = asyncio.run(retry_bells(house_at(data)))
    if as_json:
        typer.echo(json.dumps({"retried": count}))
        return
    typer.echo(
        f"Đang gọi lại {count} lời gọi đồng hồ. Xem kết quả bằng “dondoc outbox list”."
        if count
        else "Không có lời gọi đồng hồ nào đang để riêng."
    )
