"""The routes of programmes' files with who may use them; see `route_samples`.

A file that nobody sent is nobody's: what is done with one is tried in `test_programme_file`.
"""

from collections.abc import Mapping
from typing import Final

from tests.acts.rights import OF_THE_UNIT, OVERSEERS, holding, nobody
from tests.api.matrix_programme import COMPOSERS, PERIOD
from tests.api.programme_files import ROW, file_of
from tests.api.sample_kinds import Read, Write

_PAGE: Final = "/chuong-trinh/{code}"
_AT: Final = {"code": PERIOD.code}
_FILE: Final = {**_AT, "file": "0" * 64}
_CLICK: Final = {"command_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}
_SEES: Final = holding(*OVERSEERS, *OF_THE_UNIT)
_REGISTERS: Final = holding(*OF_THE_UNIT, *COMPOSERS)
# A row that is refused: whoever may import writes nothing here either.
_WORKBOOK: Final = file_of([{**ROW, "due_on": "cuối quý"}])

PROGRAMME_FILE_READS: Final[Mapping[str, Read]] = {
    f"{_PAGE}/chuong-trinh.xlsx": Read(by=_SEES, at=_AT),
    f"{_PAGE}/mau.xlsx": Read(by=_SEES, at=_AT),
    f"{_PAGE}/nhap": Read(by=_REGISTERS, at=_AT),
    f"{_PAGE}/nhap/{{file}}": Read(by=nobody, at=_FILE),
}
PROGRAMME_FILE_WRITES: Final[Mapping[str, Write]] = {
    f"{_PAGE}/nhap": Write(
        by=_REGISTERS,
        form=lambda _: {},
        files=lambda _: {"file": ("chuong-trinh.xlsx", _WORKBOOK, "application/octet-stream")},
        at=_AT,
    ),
    f"{_PAGE}/nhap/{{file}}/ghi": Write(by=nobody, form=lambda _: _CLICK, at=_FILE),
}
