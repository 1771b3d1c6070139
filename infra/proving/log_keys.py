"""How a ward's log comes by its first key, and how one key takes over from another."""

from collections.abc import Sequence

from infra.errors import SettingsError
from infra.proving.key_folder import KeyFolder, origin_of
from services.commands.log_keys import LogKeyCommands
from services.domain.log_keys import MOST_OVERLAP_DAYS, LogKey
from services.ledger.port import Ledger


async def ensure_log_key(ledger: Ledger, folder: KeyFolder) -> None:
    """Draw and introduce the first key where the ledger names none yet; else nothing.

    A key whose file is gone is not replaced here: that is for `rotate_log_key`, asked by a person.
    """
    commands = LogKeyCommands(ledger)
    if not (await commands.known()).keys:
        signer = folder.next_key(origin_of(ledger.ledger_id), ())
        await commands.introduce(signer.verifier.text())


async def rotate_log_key(ledger: Ledger, folder: KeyFolder, overlap_days: int) -> Sequence[LogKey]:
    """Let a new key sign from now on; the one before signs beside it for so many calendar days.

    Answers all keys, the new one last. Raises SettingsError for days that nobody can mean.
    """
    if not 0 <= overlap_days <= MOST_OVERLAP_DAYS:
        raise SettingsError(
            f"Số ngày ký cùng phải từ 0 đến {MOST_OVERLAP_DAYS} ngày theo lịch. Hãy sửa "
            "--overlap-days; 0 là khóa cũ thôi ký ngay (khi nghi khóa bị lộ)."
        )
    commands = LogKeyCommands(ledger)
    known = {key.key for key in (await commands.known()).keys}
    signer = folder.next_key(origin_of(ledger.ledger_id), known)
    await commands.introduce(signer.verifier.text(), overlap_days if known else 0)
    after = await commands.known()
    folder.erase_retired(after.keys, after.read_at)
    return after.keys
