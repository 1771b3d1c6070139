"""Old shapes of an event, lifted on reading; stored bytes are never written again.

An upcaster is a pure function from the payload of one schema to the payload of the next. Here
stands one entry for each (type, schema) that an earlier release wrote and this one no longer
writes.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

Payload = dict[str, Any]
Upcaster = Callable[[Payload], Payload]


def _without_files(payload: Payload) -> Payload:
    """Before there were files, a report and a contribution held none."""
    return {**payload, "files": []}


UPCASTERS: Final[Mapping[tuple[str, int], Upcaster]] = {
    ("contribution-submitted", 1): _without_files,
    ("report-submitted", 1): _without_files,
}
