"""`dondoc outbox`: wake-ups that Temporal refused for good, shown and rung again."""

import asyncio
import json

import typer

from infra.cli.options import Data, Json

outbox_app = typer.Typer(help="Lời gọi đồng hồ bị từ chối.", no_args_is_help=True)


@outbox_app.command("list")
def outbox_list(data: Data = None, as_json: Json = False) -> None:
    """Liệt kê lời gọi đồng hồ mà Temporal từ chối hẳn, kèm lỗi của từng lời gọi."""
    from api.labels.words import moment  # noqa: PLC0415  (the same)
    from infra.cli.commands import (  # noqa: PLC0415  (other commands need no engines)
        installation_at,
        parked_wake_ups,
    )

    wake_ups = asyncio.run(parked_wake_ups(installation_at(data)))
    if as_json:
        report = [
            {
                "id": wake_up.id,
                "stream": wake_up.stream,
                "version": wake_up.version,
                "created_at": wake_up.created_at.isoformat(),
                "parked_at": wake_up.parked_at.isoformat(),
                "error": wake_up.error,
            }
            for wake_up in wake_ups
        ]
        typer.echo(json.dumps({"parked": report}, ensure_ascii=False, indent=1))
        return
    if not wake_ups:
        typer.echo("Không có lời gọi đồng hồ nào bị từ chối.")
        return
    typer.echo(f"Có {len(wake_ups)} lời gọi đồng hồ bị từ chối, đang để riêng:")
    for wake_up in wake_ups:
        typer.echo(f"  - {wake_up.stream}, từ {moment(wake_up.parked_at)}: {wake_up.error}")
    typer.echo("Sửa nguyên nhân rồi chạy “dondoc outbox retry” để gọi lại.")


@outbox_app.command("retry")
def outbox_retry(data: Data = None, as_json: Json = False) -> None:
    """Gọi lại mọi lời gọi đồng hồ đang để riêng."""
    from infra.cli.commands import (  # noqa: PLC0415  (other commands need no engines)
        installation_at,
        retry_wake_ups,
    )

    count = asyncio.run(retry_wake_ups(installation_at(data)))
    if as_json:
        typer.echo(json.dumps({"retried": count}))
        return
    typer.echo(
        f"Đang gọi lại {count} lời gọi đồng hồ. Xem kết quả bằng “dondoc outbox list”."
        if count
        else "Không có lời gọi đồng hồ nào đang để riêng."
    )
