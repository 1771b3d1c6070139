"""The data directory of a filled ward, with a signed log as the auditor part keeps it."""

from pathlib import Path

from infra.engines.private_files import write_private
from infra.proving.key_folder import KeyFolder
from infra.proving.log_keys import ensure_log_key
from infra.settings import Installation
from services.domain.log_keys import STREAM, log_keys
from services.ledger.engine import make_engine
from services.ledger.postgres_source import postgres_source
from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.checkpoints import Checkpoint, sign_checkpoint
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.keys import NoteSigner
from services.ledger.tlog.log_folder import LogFolder
from tests.api.ward import WebWard
from tests.ledger.databases import installation_of


async def signed(web: WebWard, data: Path) -> tuple[Installation, NoteSigner]:
    """The log of everything that the ledger holds now, and the key that signed it."""
    there, known = Installation(data), installation_of(web.logins)
    there.write(known)
    for part, url in (("app", known.app), ("relay", known.relay), ("auditor", known.auditor)):
        write_private(there.secrets / f"postgres-{part}", str(url.password))
    ledger, keys = web.ward.ledger, KeyFolder(there.log_key)
    await ensure_log_key(ledger, keys)
    snapshot = await ledger.read([STREAM])
    (key,) = keys.signers(log_keys(snapshot.of(STREAM)), snapshot.read_at)
    builder = TreeBuilder(TileFiles(there.log))
    engine = make_engine(known.auditor)
    async with postgres_source(engine, known.ledger_id) as source:
        async for batch in source.batches():
            builder.extend(row.leaf for row in batch if row.position > builder.size)
    await engine.dispose()
    checkpoint = Checkpoint(key.name, builder.size, builder.root())
    LogFolder(there.log).keep(sign_checkpoint(checkpoint, [key]))
    return there, key


async def keep(there: Installation, content: bytes, sha256: str) -> None:
    """An evidence file in the store."""
    write_private(there.files / sha256[:2] / sha256, content)
