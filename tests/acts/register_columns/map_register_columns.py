"""Ghép cột của tệp sổ."""

import json
from typing import Final

from services.domain.register_columns.acts.map_register_columns import ACT
from services.domain.register_columns.events import register_columns_stream
from tests.acts.rights import READERS_OF_DOCUMENTS, holding
from tests.acts.sample import CHECKER, INSPECTOR, ActSample, Refused

HEADS_KEY: Final = "9f" * 32
MAPPING: Final = json.dumps({"heads_key": HEADS_KEY, "heads": [["Mốc cuối", 1, "due_on"]]})
SAMPLE: Final = ActSample(
    act=ACT,
    doer=CHECKER,
    may=holding(*READERS_OF_DOCUMENTS),
    page="/so-theo-doi/nhap/{file}/ghep-cot",
    opens="/so-theo-doi/nhap/{file}",
    call="/api/register/columns",
    json=lambda _: {"heads_key": HEADS_KEY, "mapping": MAPPING},
    item=None,
    stream=register_columns_stream(HEADS_KEY),
    refused=(
        Refused(code="not-registering", by=INSPECTOR),
        Refused(code="heads-key", command={"heads_key": "x"}),
        Refused(code="columns-mapping", command={"words": "[]"}),
    ),
)
