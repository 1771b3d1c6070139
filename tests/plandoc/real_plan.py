"""The ward's own plan document, which stands beside the checkout, never inside it."""

import os
from pathlib import Path

from services.plandoc.sources.source import SourceDocument
from services.plandoc.sources.text_source import read_text
from tests.house.tree import ROOT

_NAME = "ke-hoach-thach-khoi-2026-2030.txt"


def real_text() -> str:
    """The document as extracted text; its absence is a failure: nothing else proves the reader."""
    place = os.environ.get("DONDOC_PLAN_DOCUMENT")
    file = Path(place) if place else ROOT.parent / "shared" / "plan" / _NAME
    assert file.is_file(), f"the plan document is missing at {file}: set DONDOC_PLAN_DOCUMENT"
    return file.read_text(encoding="utf-8")


def real_document() -> SourceDocument:
    """The document as blocks."""
    return read_text(real_text().encode(), _NAME)


def repaired(*changes: tuple[str, str]) -> SourceDocument:
    """The document with some wordings replaced everywhere they stand."""
    text = real_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return read_text(text.encode(), _NAME)
