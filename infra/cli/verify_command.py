"""`dondoc ledger verify`: whether the ledger, and what hangs on it, is as it was written."""

import asyncio
import json
import os
from pathlib import Path
from typing import Annotated

import typer

from infra.cli.options import Data, Json
from infra.cli.progress import ProgressBar
from infra.verify.exit_codes import help_lines

EPILOG = "\n\n".join(help_lines())

Full = Annotated[
    bool,
    typer.Option(
        "--full",
        help="Đọc lại tất cả, kể cả phần và tệp đã kiểm tra lần trước.",
    ),
]
NoFiles = Annotated[
    bool, typer.Option("--no-files", help="Chỉ kiểm tra sổ, không đọc tệp minh chứng.")
]
Expect = Annotated[
    list[str] | None,
    typer.Option(
        "--expect",
        metavar="SỐ:MÃ",
        help="Số sự kiện và mã gốc đã giữ bên ngoài từ lần trước; nêu nhiều lần được.",
    ),
]
Archives = Annotated[
    list[Path] | None,
    typer.Option(help="Gói đã xuất: đối chiếu số sự kiện và mã gốc trong gói với sổ."),
]
NamedWitness = Annotated[
    str | None,
    typer.Option(
        help="Địa chỉ của nhân chứng, hoặc thư mục sao từ kho của nhân chứng; đọc lại tất cả."
    ),
]
WitnessKey = Annotated[
    str | None, typer.Option(help="Khóa công khai của nhân chứng, nguyên dòng.")
]


def ledger_verify(
    *,
    data: Data = None,
    as_json: Json = False,
    full: Full = False,
    no_files: NoFiles = False,
    expect: Expect = None,
    archive: Archives = None,
    witness: NamedWitness = None,
    witness_key: WitnessKey = None,
) -> None:
    """Kiểm tra toàn vẹn sổ sự kiện, nhật ký ký số và tệp minh chứng.

    Lần đầu đọc tất cả; lần sau đọc tiếp từ chỗ đã kiểm tra, cả khi lần trước bị ngắt giữa chừng.
    """
    from infra.proving.key_folder import origin_of  # noqa: PLC0415  (as below)
    from infra.settings import Installation, data_that_exists  # noqa: PLC0415  (as below)
    from infra.verify.asked import Examined  # noqa: PLC0415  (as below)
    from infra.verify.kept_roots import read_kept_roots, written_in  # noqa: PLC0415  (as below)
    from infra.verify.ledger_check import examine  # noqa: PLC0415  (other commands hash nothing)
    from infra.verify.remembered import FILE  # noqa: PLC0415  (as above)
    from infra.verify.witnesses import witnesses_named  # noqa: PLC0415  (as above)

    there = Installation(data_that_exists(data))
    bar = ProgressBar("Đang kiểm tra")
    installation = there.read()
    origin = origin_of(installation.ledger_id)
    written = [*(expect or []), *(written_in(each, origin) for each in archive or [])]
    asked = Examined(
        files=None if no_files else there.files,
        kept_roots=read_kept_roots(written),
        log=there.log,
        copies=there.anchor(),
        witnesses=witnesses_named(witness, witness_key, os.environ),
        state=there.data / FILE,
        full=full or witness is not None,
        progress=bar.show,
    )
    try:
        result = asyncio.run(examine(installation, asked))
    finally:
        bar.close()
    report = json.dumps(result.report, ensure_ascii=False, indent=1)
    typer.echo(report if as_json else result.sentence)
    raise typer.Exit(result.wrong.code if result.wrong else 0)
