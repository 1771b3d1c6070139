"""Which folder takes copies of the signed checkpoints: named once, made where it is named."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from infra.errors import SettingsError
from infra.proving.disk_words import disk_words
from infra.settings import Installation

SETTING: Final = "DONDOC_ANCHOR"


def anchor_named(environment: Mapping[str, str]) -> Path | None:
    """The folder that the setting names; None for none."""
    typed = environment.get(SETTING, "").strip()
    return Path(typed) if typed else None


def prepared_anchor(there: Installation, wanted: Path | None) -> Path:
    """The folder for a start: the one that is wanted now, else that of the last start.

    It is made where it is first named, never later: one that is gone later is a disk that is not
    mounted, and a new folder in its place would begin without what is kept there. Raises
    SettingsError.
    """
    known = there.anchor()
    folder = known if wanted is None else wanted.expanduser().resolve()
    if folder == there.log or there.log in folder.parents:
        raise SettingsError(
            f"Thư mục giữ bản sao điểm đã ký ({folder}) không được nằm trong {there.log}. Hãy "
            "chọn thư mục khác, tốt nhất trên ổ đĩa hoặc máy khác."
        )
    if folder != known or not there.log.is_dir():
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise SettingsError(
                f"Không tạo được thư mục giữ bản sao điểm đã ký {folder}: {disk_words(problem)}. "
                f"Hãy sửa --anchor (hoặc {SETTING}) rồi chạy lại."
            ) from problem
    return folder
