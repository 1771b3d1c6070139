"""Old shapes of an event, lifted on reading; stored bytes are never written again.

An upcaster is a pure function from the payload of one schema to the payload of the next. Here
stands one entry for each (type, schema) that an earlier release wrote and this one no longer
writes; there is none yet.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

Payload = dict[str, Any]
Upcaster = Callable[[Payload], Payload]

UPCASTERS: Final[Mapping[tuple[str, int], Upcaster]] = {}
