"""A ward's log as the auditor part leaves it: built from the database's leaves, signed, served."""

from collections.abc import Sequence
from pathlib import Path

from infra.proving.key_folder import KeyFolder, origin_of
from infra.proving.log_keys import ensure_log_key
from infra.serve.auditor import make_log_job, status_of
from infra.settings import Installation
from services.commands.log_keys import LogKeyCommands
from services.ledger.engine import make_engine
from services.ledger.leaves import PostgresLeaves
from services.ledger.tlog.building import TreeBuilder
from services.ledger.tlog.checkpoints import Checkpoint, sign_checkpoint
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.served import ServedLog
from tests.api.ward import WebWard
from tests.moment import MOMENT

SIZES = (100, 256)  # besides the newest: checkpoints that samples name


def served_log(data: Path) -> ServedLog:
    """What the pages are given; there is nothing in it before `sign_log`."""
    return ServedLog(folder=LogFolder(Installation(data).log), now=MOMENT.timestamp)


async def sign_log(web: WebWard, data: Path, sizes: Sequence[int] = SIZES) -> LogFolder:
    """Introduce the key, sign at some sizes, then all there is, as the auditor part does."""
    there, ledger = Installation(data), web.ward.ledger
    keys, folder = KeyFolder(there.log_key), LogFolder(there.log)
    await ensure_log_key(ledger, keys)
    known = await LogKeyCommands(ledger).known()
    engine = make_engine(web.database.neighbour.auditor, pool_size=2)
    rows = await PostgresLeaves(engine, ledger.ledger_id).read(1, max(sizes, default=0))
    builder = TreeBuilder(folder.tiles)
    for size in sizes:
        builder.extend([row.leaf for row in rows[builder.size : size]])
        signed = Checkpoint(origin_of(ledger.ledger_id), size, builder.root())
        folder.keep(sign_checkpoint(signed, keys.signers(known.keys, MOMENT)))
    job = make_log_job(engine, there, ledger.ledger_id, ())
    job.now = lambda: MOMENT
    await job.once()
    assert job.signed_size == await web.size(), job.said
    status_of(job).write(there.log)
    await engine.dispose()
    return folder
