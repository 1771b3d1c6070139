"""Rebuild every clock from the ledger: losing Temporal loses nothing."""

from temporalio.client import Client

from infra.clocks.relay import ring
from infra.clocks.schedules import ensure_reconcile
from services.ledger.port import Agendas


async def rehydrate(client: Client, ledger_id: str, agendas: Agendas) -> int:
    """Start or ring the workflow of every open stream; how many there are."""
    await ensure_reconcile(client, ledger_id)
    streams = await agendas.open_streams()
    for stream in streams:
        await ring(client, ledger_id, stream)
    return len(streams)
