"""Roots of the ledger that were kept outside the database: how they are given, what is said."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from infra.errors import SettingsError
from services.domain.numerals import count
from services.ledger.tlog.checkpoints import read_checkpoint
from services.ledger.tlog.errors import NotProven
from services.ledger.tlog.notes import read_note
from services.ledger.verify import Report

# What the report calls them; the sentences here say them to people.
OF_KEPT_ROOTS: Final = frozenset({"root-differs", "ledger-shorter"})
# As verify prints it, and as a checkpoint holds it (C2SP tlog-checkpoint: base64 of 32 bytes).
_WRITTEN: Final = re.compile(
    r"(?P<size>[1-9][0-9]{0,14}):(?:(?P<hex>[0-9a-fA-F]{64})|(?P<base64>[0-9A-Za-z+/]{43}=))"
)


def read_kept_roots(written: Iterable[str]) -> Mapping[int, bytes]:
    """Each root by the size of the ledger, from `SIZE:ROOT`; raises SettingsError."""
    roots: dict[int, bytes] = {}
    for each in written:
        match = _WRITTEN.fullmatch(each.strip())
        if match is None:
            raise SettingsError(
                f"“{each:.100}” không phải là số sự kiện và mã gốc. Hãy viết theo dạng "
                "SỐ:MÃ, ví dụ 9900:5f0c… (64 chữ số hệ 16, như lệnh này in ra)."
            )
        size = int(match["size"])
        root = bytes.fromhex(match["hex"]) if match["hex"] else b64decode(match["base64"])
        if roots.setdefault(size, root) != root:
            raise SettingsError(f"Có hai mã gốc khác nhau cho cùng {count(size)} sự kiện.")
    return roots


def written_in(archive: Path, origin: str) -> str:
    """`SIZE:ROOT` out of a sealed archive of this ledger; raises SettingsError.

    Only those: whether the archive is whole and signed is what `dondoc-verify` tells.
    """
    try:
        with ZipFile(archive) as members:
            said = read_checkpoint(read_note(members.read("checkpoint")).text)
    except (OSError, BadZipFile, KeyError, NotProven):
        raise SettingsError(
            f"Không đọc được điểm đã ký trong {archive}. Hãy nêu tệp mà “dondoc ledger export” "
            "hoặc “dondoc ledger case” đã ghi."
        ) from None
    if said.origin != origin:
        raise SettingsError(f"{archive} là của sổ khác ({said.origin:.80}), không phải {origin}.")
    return f"{said.size}:{said.root.hex()}"


def of_kept_roots(report: Report, kept_roots: Mapping[int, bytes]) -> Iterator[str]:
    """What the kept roots say of the ledger; nothing where none was given."""
    agree = {size for size, kept in kept_roots.items() if report.roots.get(size) == kept.hex()}
    if kept_roots and len(agree) == len(kept_roots):
        sizes = ", ".join(count(size) for size in sorted(kept_roots))
        yield f"Khớp với mã gốc đã giữ bên ngoài của {sizes} sự kiện."
    for size in sorted(kept_roots.keys() - agree):
        kept, now = kept_roots[size].hex(), report.roots.get(size)
        if now is None:
            yield (
                f"KHÔNG khớp mã gốc đã giữ: khi ghi lại, sổ có {count(size)} sự kiện với mã gốc "
                f"{kept}; nay sổ chỉ còn {count(report.size)} sự kiện."
            )
            continue
        before = max((each for each in agree if each < size), default=0)
        yield (
            f"KHÔNG khớp mã gốc đã giữ: khi ghi lại, {count(size)} sự kiện đầu có mã gốc {kept}; "
            f"nay mã gốc của {count(size)} sự kiện đầu là {now}. Có sự kiện đã bị thay trong "
            f"khoảng từ vị trí {count(before + 1)} đến {count(size)}."
        )
