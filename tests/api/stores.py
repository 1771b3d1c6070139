"""What lies beside a ward's ledger, as the pages are given it."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from infra.sealing.archives import VERIFIER
from infra.stores.audit_requests import PostgresAuditRequests
from infra.stores.drafts import PostgresDraftStore
from infra.stores.saved_views import PostgresSavedViewStore


def stores_of(engine: AsyncEngine, ledger_id: str) -> dict[str, Any]:
    """Drafts, saved views, requests to the auditor part, and the program that checks archives."""
    return {
        "drafts": PostgresDraftStore(engine),
        "saved_views": PostgresSavedViewStore(engine),
        "audit": PostgresAuditRequests(engine, ledger_id),
        "verifier": VERIFIER.read_bytes(),
    }
