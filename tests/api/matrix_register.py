"""The routes of the register with who may use them; see `route_samples`.

A file that nobody sent is nobody's: what is done with one is tried in `test_register_import`.
"""

from collections.abc import Mapping
from typing import Final

from tests.acts.register_columns.map_register_columns import HEADS_KEY, MAPPING
from tests.acts.rights import OTHER, OVERSEERS, READERS_OF_DOCUMENTS, holding, nobody
from tests.api.registers import paper_row, workbook
from tests.api.sample_kinds import Read, Write

_FILE: Final = {"file": "0" * 64}
_CLICK: Final = {"command_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7"}
# A row that is refused: whoever may import writes nothing here either.
_WORKBOOK: Final = workbook([paper_row(due_on="cuối quý")])

REGISTER_READS: Final[Mapping[str, Read]] = {
    "/so-theo-doi": Read(
        by=holding(*OVERSEERS), queries=("", "in=1", f"don-vi={OTHER}", "tinh-trang=qua-han")
    ),
    "/so-theo-doi/so.xlsx": Read(by=holding(*OVERSEERS)),
    "/so-theo-doi/mau.xlsx": Read(by=holding(*OVERSEERS)),
    "/so-theo-doi/nhap": Read(by=holding(*READERS_OF_DOCUMENTS)),
    "/so-theo-doi/nhap/{file}": Read(by=nobody, at=_FILE),
    "/so-theo-doi/nhap/{file}/bien-ban.docx": Read(by=nobody, at=_FILE),
    "/api/register": Read(by=holding(*OVERSEERS), queries=("", f"unit={OTHER}", "state=late")),
}
REGISTER_WRITES: Final[Mapping[str, Write]] = {
    "/so-theo-doi/nhap": Write(
        by=holding(*READERS_OF_DOCUMENTS),
        form=lambda _: {},
        files=lambda _: {"file": ("sổ.xlsx", _WORKBOOK, "application/octet-stream")},
    ),
    "/so-theo-doi/nhap/{file}/ghep-cot": Write(by=nobody, form=lambda _: _CLICK, at=_FILE),
    "/so-theo-doi/nhap/{file}/ghi": Write(by=nobody, form=lambda _: _CLICK, at=_FILE),
    "/api/register/imports": Write(
        by=holding(*READERS_OF_DOCUMENTS), raw=_WORKBOOK, query="name=a.xlsx"
    ),
    "/api/register/columns": Write(
        by=holding(*READERS_OF_DOCUMENTS),
        json=lambda _: {"heads_key": HEADS_KEY, "mapping": MAPPING},
    ),
}
