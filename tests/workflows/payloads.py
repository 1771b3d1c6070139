"""What a workflow's history says."""

import base64
from collections.abc import Iterator
from typing import Any


def payloads(node: Any) -> Iterator[str]:
    """Every payload of a workflow's history, decoded."""
    if isinstance(node, dict):
        if isinstance(data := node.get("data"), str):
            yield base64.b64decode(data).decode()
        node = list(node.values())
    if isinstance(node, list):
        for each in node:
            yield from payloads(each)
