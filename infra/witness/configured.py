"""Which anchors an installation has, from its settings: a witness, a time-stamp authority."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from infra.errors import SettingsError
from infra.proving.anchors import Anchor
from infra.witness.client import WitnessClient
from infra.witness.stamps import StampAuthority, read_roots
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.keys import KeyKind, NoteVerifier
from services.ledger.tlog.tiles import TileReader

WITNESS_URL: Final = "DONDOC_WITNESS_URL"
WITNESS_KEY: Final = "DONDOC_WITNESS_KEY"
STAMP_URL: Final = "DONDOC_STAMP_URL"
STAMP_ROOTS: Final = "DONDOC_STAMP_ROOTS"


def configured_anchors(
    environment: Mapping[str, str],
    origin: str,
    tiles: TileReader,
    log_folder: Path,
    now: Callable[[], datetime],
) -> tuple[Anchor, ...]:
    """The witness and the authority that the settings name, in this order.

    Raises SettingsError where a setting cannot be meant, or is half of a pair.
    """
    anchors: list[Anchor] = []
    if witness := _pair(environment, WITNESS_URL, WITNESS_KEY):
        address, key = witness
        anchors.append(WitnessClient(address, witness_key(key), origin, tiles))
    if authority := _pair(environment, STAMP_URL, STAMP_ROOTS):
        address, roots = authority
        anchors.append(StampAuthority(address, read_roots(Path(roots)), log_folder, now))
    return tuple(anchors)


def demand_anchor_settings(environment: Mapping[str, str]) -> None:
    """Refuse settings that cannot be meant before anything is started; raises SettingsError."""
    nowhere = Path()
    configured_anchors(
        environment, "", TileFiles(nowhere), nowhere, lambda: datetime.min.replace(tzinfo=UTC)
    )


def witness_key(written: str) -> NoteVerifier:
    """The public key of a witness, as `dondoc witness --init` printed it; raises SettingsError."""
    try:
        key = NoteVerifier.read(written.strip())
    except NotProven:
        key = None
    if key is None or key.kind is not KeyKind.COSIGNATURE:
        raise SettingsError(
            f"“{written:.100}” không phải khóa công khai của nhân chứng. Hãy chép nguyên dòng mà "
            "“dondoc witness --init” in ra."
        )
    return key


def _pair(environment: Mapping[str, str], first: str, second: str) -> tuple[str, str] | None:
    values = environment.get(first, "").strip(), environment.get(second, "").strip()
    if any(values) and not all(values):
        given, absent = (first, second) if values[0] else (second, first)
        raise SettingsError(f"Đã đặt {given} nhưng thiếu {absent}. Hãy đặt cả hai hoặc bỏ cả hai.")
    return values if all(values) else None
