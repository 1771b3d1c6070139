"""What several commands are told. Imports nothing but the frame: every command pays for it."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from infra.errors import SettingsError
from services.domain.instants import YEAR_SAID, YEARS

Data = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu.")]
Json = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]
Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Ngày, dạng năm-tháng-ngày.")
]


def need(file: Path) -> None:
    """Refuse a file that is not there; raises SettingsError."""
    if not file.is_file():
        raise SettingsError(f"Không có tệp {file}. Kiểm tra lại đường dẫn.")


def day_of(moment: datetime | None) -> date | None:
    """The day that an option names; raises SettingsError where its year cannot be meant."""
    if moment is not None and moment.year not in YEARS:
        raise SettingsError(f"Ngày {moment.date()} {YEAR_SAID}. Kiểm tra lại năm.")
    return None if moment is None else moment.date()
