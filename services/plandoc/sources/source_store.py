"""A source document as one text of the ledger, and back: what was read once is read again."""

import json
from typing import Any

from services.ledger.canonical import NotCanonical, check_string
from services.plandoc.sources.source import DocumentError, Paragraph, Row, SourceDocument, Table


def dump(document: SourceDocument) -> str:
    """Write a document in one line of JSON that the ledger's rules for texts allow."""
    content = {
        "name": document.name,
        "notes": document.notes,
        "blocks": [_block(block) for block in document.blocks],
    }
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    try:
        check_string(written)
    except NotCanonical:
        # A character that no text may hold, or one that would join with an escape before it.
        return json.dumps(content, separators=(",", ":"))
    return written


def load(text: str) -> SourceDocument:
    """Read what `dump` wrote; raises DocumentError for anything else."""
    try:
        content = json.loads(text)
        return SourceDocument(
            name=content["name"],
            blocks=tuple(_read(block) for block in content["blocks"]),
            notes=tuple(content["notes"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise DocumentError(
            "document-stored",
            "đã lưu",
            "bản lưu không đúng mẫu. Hãy tải văn bản lên lại.",
        ) from error


def _block(block: Paragraph | Table) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        marks = {mark: True for mark in ("goes_on", "layout") if getattr(block, mark)}
        return {"at": block.at, "text": block.text, **marks}
    return {"at": block.at, "rows": [_row(row) for row in block.rows]}


def _row(row: Row) -> dict[str, Any]:
    written: dict[str, Any] = {"at": row.at, "cells": row.cells}
    written |= {"above": row.above} if row.above else {}
    return written | ({"layout": True} if row.layout else {})


def _read(block: dict[str, Any]) -> Paragraph | Table:
    if "text" in block:
        return Paragraph(
            text=block["text"],
            at=block["at"],
            goes_on=bool(block.get("goes_on")),
            layout=bool(block.get("layout")),
        )
    rows = tuple(
        Row(
            cells=tuple(row["cells"]),
            at=row["at"],
            above=tuple(row.get("above", ())),
            layout=bool(row.get("layout")),
        )
        for row in block["rows"]
    )
    return Table(rows=rows, at=block["at"])
