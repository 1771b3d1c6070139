"""What several commands are told, and the installation they work on."""

from pathlib import Path
from typing import Annotated

import typer

from infra.settings import Installation, InstallationFile, data_that_exists

Data = Annotated[Path | None, typer.Option("--data", help="Thư mục dữ liệu.")]
Json = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình đọc.")]


def installation_at(data: Path | None) -> InstallationFile:
    """The installation at that place, or the only one there is; raises SettingsError."""
    return Installation(data_that_exists(data)).read()
