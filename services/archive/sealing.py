"""Seals an archive: a manifest of every member, signed with the key of the ward's log.

Whoever holds the private key seals; the pages do not. The signature stands over a text of its
own kind, which no checkpoint can be taken for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from services.archive.zipping import BadMember, Content, measure
from services.ledger import canonical
from services.ledger.names import is_demonstration
from services.ledger.tlog.checkpoints import OpenedCheckpoint
from services.ledger.tlog.encoding import to_base64
from services.ledger.tlog.keys import NoteSigner
from services.ledger.tlog.notes import SignedNote

FORMAT: Final = "dondoc-archive/v1"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.sig"
CHECKPOINT: Final = "checkpoint"
VERIFIER: Final = "dondoc-verify.py"
_OWN: Final = frozenset({MANIFEST, SIGNATURE, CHECKPOINT, VERIFIER})


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedKey:
    """A key of the log as its history tells it: signed from an instant on, until one or still."""

    vkey: str
    since: datetime | None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """Who asked for the archive, under which office; the machine's operator is None."""

    person_id: UUID
    office: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """What a manifest says of its archive beside its members.

    `about` says what it is of, under `name` in words for people; `complete` whether it holds a
    line for every fact of the log.
    """

    ledger_id: str
    about: Mapping[str, str | None]
    complete: bool
    facts: int
    checkpoint: OpenedCheckpoint
    keys: Sequence[SealedKey]
    made_at: datetime
    made_by: MadeBy | None
    verifier: bytes


def seal(
    members: Mapping[str, Content], sealing: Sealing, signers: Sequence[NoteSigner]
) -> dict[str, Content]:
    """All members of the archive, with checkpoint, verifier, manifest and signature.

    `signers` are several while one key takes over from another. Raises BadMember.
    """
    if taken := _OWN & members.keys():
        raise BadMember(f"these members are the seal's own: {sorted(taken)}")
    given: dict[str, Content] = {
        **members,
        CHECKPOINT: sealing.checkpoint.note.write(),
        VERIFIER: sealing.verifier,
    }
    manifest = canonical.encode(_manifest(given, sealing))
    text = signed_text(sealing.ledger_id, manifest)
    note = SignedNote(text, tuple(signer.sign(text) for signer in signers))
    return {**given, MANIFEST: manifest, SIGNATURE: note.write()}


def signed_text(ledger_id: str, manifest: bytes) -> str:
    """The lines that the log's key signs for an archive."""
    return f"{FORMAT}\n{ledger_id}\nmanifest sha256 {sha256(manifest).hexdigest()}\n"


def _manifest(members: Mapping[str, Content], sealing: Sealing) -> dict[str, Any]:
    opened = sealing.checkpoint.checkpoint
    measured = [measure(name, members[name]) for name in sorted(members)]
    return {
        "format": FORMAT,
        "ledger_id": sealing.ledger_id,
        "demonstration": is_demonstration(sealing.ledger_id),
        "about": dict(sealing.about),
        "complete": sealing.complete,
        "facts": sealing.facts,
        "made_at": canonical.instant(sealing.made_at),
        "made_by": _made_by(sealing.made_by),
        "checkpoint": {"size": opened.size, "root": to_base64(opened.root)},
        "keys": [_key(each) for each in sealing.keys],
        "verifier_sha256": sha256(sealing.verifier).hexdigest(),
        "members": [
            {"name": each.name, "size": each.size, "sha256": each.sha256} for each in measured
        ],
    }


def _made_by(who: MadeBy | None) -> dict[str, str | None] | None:
    return None if who is None else {"person_id": str(who.person_id), "office": who.office}


def _key(key: SealedKey) -> dict[str, str | None]:
    return {
        "vkey": key.vkey,
        "since": None if key.since is None else canonical.instant(key.since),
        "until": None if key.until is None else canonical.instant(key.until),
    }
