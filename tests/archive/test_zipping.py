"""The same members give the same bytes, which every reader of ZIP files reads."""

import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.verifier import dondoc_verify
from services.archive.zipping import (
    BadMember,
    Content,
    Measured,
    central_header,
    end_records,
    measure,
    pack,
)

NAMES = st.from_regex(
    r"[A-Za-z0-9][A-Za-z0-9._-]{0,9}(/[A-Za-z0-9][A-Za-z0-9._-]{0,9}){0,2}", fullmatch=True
)
MEMBERS = st.dictionaries(NAMES, st.binary(max_size=200), max_size=6)
FAR = 5 * 2**30


def packed(members: dict[str, Content]) -> bytes:
    out = BytesIO()
    pack(members, out)
    return out.getvalue()


@given(MEMBERS, st.randoms())
def test_an_archive_depends_on_nothing_but_its_members(
    members: dict[str, Content], order: Random
) -> None:
    data = packed(members)
    names = list(members)
    order.shuffle(names)
    assert packed({name: members[name] for name in names}) == data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == members
        assert archive.namelist() == sorted(members)
        assert all(each.compress_type == zipfile.ZIP_STORED for each in archive.infolist())
        assert all(each.date_time == (1980, 1, 1, 0, 0, 0) for each in archive.infolist())
        assert all(not each.extra and not each.comment for each in archive.infolist())


@given(MEMBERS)
def test_the_verifier_reads_what_was_packed(members: dict[str, Content]) -> None:
    read = dondoc_verify.read_zip(BytesIO(packed(members)))
    measured = [measure(name, members[name]) for name in sorted(members)]
    assert [(each.name, each.size, each.sha256) for each in read.values()] == [
        (each.name, each.size, each.sha256) for each in measured
    ]


def test_a_member_may_lie_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"abc" * 1_000_000)
    assert packed({"a": path}) == packed({"a": path.read_bytes()})


@pytest.mark.parametrize(
    "name", ["", "/a", "../a", "a/../b", "a//b", "a\\b", ".a", "đ", "a/", "a b"]
)
def test_a_name_that_leads_elsewhere_is_no_member(name: str) -> None:
    with pytest.raises(BadMember):
        packed({name: b""})


def test_more_members_than_old_readers_count_are_still_read() -> None:
    members: dict[str, Content] = {f"m{number:05}": b"" for number in range(0x10000)}
    data = packed(members)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == list(members)
    assert list(dondoc_verify.read_zip(BytesIO(data))) == list(members)


def test_a_member_behind_four_gigabytes_is_still_found() -> None:
    member = Measured(name="far", size=3, sha256="", crc=7)
    header = central_header(member, FAR)
    assert header == dondoc_verify.central_header(b"far", 3, 7, FAR)
    (info,) = _directory(header, FAR + 100)
    assert (info.filename, info.header_offset, info.CRC, info.file_size) == ("far", FAR, 7, 3)


def _directory(header: bytes, offset: int) -> list[zipfile.ZipInfo]:
    """What Python's reader makes of a directory that stands so far behind, without the rest."""
    end = end_records(1, len(header), offset)
    assert end == dondoc_verify.end_records(1, len(header), offset)

    class Shifted(BytesIO):
        """A file whose first bytes, all but the directory, are left out."""

        def seek(self, at: int, whence: int = 0) -> int:
            return offset + super().seek(at - offset if whence == 0 else at, whence)

        def tell(self) -> int:
            return offset + super().tell()

    with zipfile.ZipFile(Shifted(header + end)) as archive:
        return archive.infolist()
