"""The commands about the files of a directive, as a clerk sends them."""

from typing import Any

from services.domain.directive.acts.attach_directive_file import AttachDirectiveFile
from services.domain.directive.acts.detach_directive_file import DetachDirectiveFile
from tests import givens
from tests.domain.directive.directive_life import STREAM

FIRST, SECOND = "1" * 64, "2" * 64


def attaching(sha256: str = FIRST, **changes: Any) -> AttachDirectiveFile:
    """A small scan of the paper."""
    given: dict[str, Any] = {
        "stream": STREAM,
        "sha256": sha256,
        "size_bytes": 10,
        "media_type": "application/pdf",
        "name": givens.words("scan"),
    }
    return AttachDirectiveFile(**{**given, **changes})


def detaching(sha256: str = FIRST) -> DetachDirectiveFile:
    """The same, taken back."""
    return DetachDirectiveFile(stream=STREAM, sha256=sha256)
