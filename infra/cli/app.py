"""The command line: Vietnamese for people, `--json` with English keys for programs."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from infra.cli.archive_commands import ledger_case, ledger_export
from infra.cli.options import Data, Json, need
from infra.cli.outbox import outbox_app
from infra.cli.plan_commands import plan_app
from infra.cli.usage import SpokenGroup
from infra.cli.verify_command import EPILOG, ledger_verify
from infra.cli.witness_commands import witness
from infra.errors import SettingsError
from infra.logging import configure
from services.domain.errors import Refusal

app = typer.Typer(
    name="dondoc",
    cls=SpokenGroup,
    help="Đôn Đốc: theo dõi, đôn đốc thực hiện kế hoạch của phường.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
calendar_app = typer.Typer(help="Lịch nghỉ, ngày làm bù.", no_args_is_help=True)
policy_app = typer.Typer(help="Quy tắc của phường.", no_args_is_help=True)
admin_app = typer.Typer(help="Quản trị hệ thống.", no_args_is_help=True)
ledger_app = typer.Typer(help="Sổ sự kiện.", no_args_is_help=True)
projections_app = typer.Typer(help="Các bảng kê mà trang web đọc.", no_args_is_help=True)
app.add_typer(plan_app, name="plan")
app.add_typer(calendar_app, name="calendar")
app.add_typer(policy_app, name="policy")
app.add_typer(ledger_app, name="ledger")
ledger_app.command("export")(ledger_export)
ledger_app.command("case")(ledger_case)
app.add_typer(admin_app, name="admin")
app.add_typer(outbox_app, name="outbox")
app.add_typer(projections_app, name="projections")
app.command("witness")(witness)


@app.command()
def up(
    *,
    demo: Annotated[bool, typer.Option("--demo", help="Bản trình diễn, dữ liệu giả.")] = False,
    data: Data = None,
    port: Annotated[int | None, typer.Option(help="Cổng của trang web.")] = None,
    without_plan: Annotated[
        bool, typer.Option("--without-plan", help="Không nạp kế hoạch đi kèm: phường tự tải lên.")
    ] = False,
    empty: Annotated[
        bool, typer.Option("--empty", help="Bản trình diễn chưa có việc của mười một tháng qua.")
    ] = False,
    anchor: Annotated[
        Path | None,
        typer.Option(help="Thư mục giữ bản sao điểm đã ký, tốt nhất trên ổ đĩa hoặc máy khác."),
    ] = None,
) -> None:
    """Khởi động toàn bộ: cơ sở dữ liệu, đồng hồ, trang web."""
    from infra.supervise.up import run_installation  # noqa: PLC0415  (other commands need no engines)

    raise typer.Exit(
        run_installation(
            demonstration=demo,
            data=data,
            port=port,
            without_plan=without_plan,
            empty=empty,
            anchor=anchor,
        )
    )


@app.command()
def migrate(data: Data = None) -> None:
    """Chuẩn bị cơ sở dữ liệu ở DATABASE_URL: bảng, vai trò, tài khoản của từng tiến trình."""
    from infra.supervise.up import migrate_only  # noqa: PLC0415  (other commands need no engines)

    typer.echo(migrate_only(data))


@app.command()
def rehydrate(data: Data = None) -> None:
    """Dựng lại toàn bộ đồng hồ (Temporal) từ sổ sự kiện."""
    from infra.cli.commands import (  # noqa: PLC0415  (other commands need no engines)
        installation_at,
        rehydrate_installation,
    )

    count = asyncio.run(rehydrate_installation(installation_at(data)))
    typer.echo(f"Đã dựng lại đồng hồ cho {count} mục và việc đang mở.")


@app.command()
def doctor(data: Data = None, as_json: Json = False) -> None:
    """Kiểm tra máy và bản cài đặt này."""
    from infra.cli.commands import examine  # noqa: PLC0415  (other commands need no engines)

    report = examine(data)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for name, value in report.items():
        typer.echo(f"{name}: {value}")


@app.command(hidden=True)
def part(
    name: str,
    data: Data = None,
    listener: Annotated[int | None, typer.Option(help="Cổng vào đã mở sẵn của trang web.")] = None,
) -> None:
    """Chạy một tiến trình (do trình giám sát gọi)."""
    from infra.serve.processes import run_part  # noqa: PLC0415  (other commands need no servers)
    from infra.settings import Installation, data_that_exists  # noqa: PLC0415  (the same)

    run_part(name, Installation(data_that_exists(data)), listener)


@calendar_app.command("load")
def calendar_load(file: Path, data: Data = None) -> None:
    """Ban hành lịch nghỉ (tệp .yaml): hạn của việc đang mở được tính lại, hạn gốc vẫn giữ."""
    from infra.cli.commands import (  # noqa: PLC0415  (others read no calendar)
        installation_at,
        load_calendar_file,
    )

    need(file)
    typer.echo(asyncio.run(load_calendar_file(installation_at(data), file)))


@policy_app.command("load")
def policy_load(file: Path, data: Data = None) -> None:
    """Ban hành quy tắc của phường (tệp .yaml): có hiệu lực từ ngày ghi trong tệp."""
    from infra.cli.commands import (  # noqa: PLC0415  (others read no policy)
        installation_at,
        load_policy_file,
    )

    need(file)
    typer.echo(asyncio.run(load_policy_file(installation_at(data), file)))


@admin_app.command("link")
def admin_link(
    login: Annotated[str, typer.Argument(help="Tên đăng nhập của quản trị.")] = "quantri",
    data: Data = None,
) -> None:
    """Khôi phục một quản trị hệ thống: mở tài khoản, giao lại chức vụ, cấp liên kết đặt mật khẩu.

    Dùng khi không còn ai vào được trang Quản trị. Việc này được ghi vào sổ.
    """
    from infra.cli.commands import (  # noqa: PLC0415  (others restore nobody)
        installation_at,
        restore_administrator,
    )

    typer.echo(asyncio.run(restore_administrator(installation_at(data), login)))


ledger_app.command("verify", epilog=EPILOG)(ledger_verify)


@ledger_app.command("rotate-key")
def ledger_rotate_key(
    data: Data = None,
    overlap_days: Annotated[
        int,
        typer.Option(
            help="Số ngày theo lịch khóa cũ còn ký cùng khóa mới; 0: thôi ký ngay, khi nghi bị lộ."
        ),
    ] = 30,
) -> None:
    """Đổi khóa ký sổ: khóa mới ký ngay, khóa cũ ký cùng thêm một thời gian rồi bị xóa."""
    from infra.cli.commands import rotate_key  # noqa: PLC0415  (others need no keys)
    from infra.settings import Installation, data_that_exists  # noqa: PLC0415  (the same)

    there = Installation(data_that_exists(data))
    typer.echo(asyncio.run(rotate_key(there, overlap_days)))


@projections_app.command("rebuild")
def projections_rebuild(
    name: Annotated[
        str | None, typer.Argument(help="Tên bảng, ví dụ tasks; để trống là tất cả.")
    ] = None,
    data: Data = None,
) -> None:
    """Lập lại các bảng kê mà trang web đọc từ sổ sự kiện; trang web vẫn mở được trong lúc đó."""
    from infra.cli.commands import installation_at  # noqa: PLC0415  (as below)
    from infra.migrations.state_rows import rebuild_rows  # noqa: PLC0415  (other commands rebuild nothing)

    typer.echo(asyncio.run(rebuild_rows(installation_at(data), name)))


def _fail(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)  # noqa: T201  (the command line speaks to a person)
    raise SystemExit(1)


def main(run: Callable[[], object] = app) -> int:
    """Run the command line; what went wrong is said in Vietnamese, never as a traceback."""
    configure()
    debug = os.environ.get("DONDOC_DEBUG") == "1"
    try:
        run()
    except (Refusal, SettingsError) as problem:
        if debug:
            raise
        _fail(str(problem))
    except Exception as problem:
        # Who raises these has loaded its libraries already; a command that ends well needs none.
        from infra.cli.problems import sentence_of  # noqa: PLC0415

        sentence = sentence_of(problem)
        if debug or sentence is None:
            raise
        _fail(sentence)
    return 0
