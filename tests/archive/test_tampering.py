"""Whatever is done to an archive after it was sealed, the verifier refuses it."""

import hashlib
import json
import zipfile
import zlib
from base64 import b64encode
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.verifier import dondoc_verify as verifier
from services.archive.records import Disclosure
from services.archive.zipping import chunks
from tests.archive.sealed import LOG, Sealed, some, verdict, whole

BIT = 8


@pytest.fixture(scope="module")
async def small() -> bytes:
    return (await some({1: Disclosure.WHOLE, 2: Disclosure.LEAF}, 3)).packed()


@pytest.mark.parametrize("shift", range(BIT))
def test_no_byte_can_be_changed(small: bytes, shift: int) -> None:
    """Every byte of the file, another bit of each in every run."""
    assert verdict(small)[0] == verifier.SOUND
    unseen = []
    for place in range(len(small)):
        changed = bytearray(small)
        changed[place] ^= 1 << (place + shift) % BIT
        if {verdict(bytes(changed), key)[0] for key in (LOG, None)} & {0, 1}:
            unseen.append(place)
    assert unseen == []


def test_no_byte_can_be_cut_off_or_added(small: bytes) -> None:
    for length in range(len(small)):
        assert verdict(small[:length])[0] == verifier.PACKED
    for more in (b"\0", b"PK\x05\x06", small):
        assert verdict(small + more)[0] == verifier.PACKED
        assert verdict(more + small)[0] == verifier.PACKED


@given(st.data())
def test_no_bytes_can_be_put_between(small: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(small)))
    end = data.draw(st.integers(place, min(len(small), place + 40)))
    changed = small[:place] + data.draw(st.binary(max_size=40)) + small[end:]
    if changed != small:
        assert verdict(changed)[0] not in {verifier.SOUND, verifier.KEY_NOT_COMPARED}


def rewritten(data: bytes, how: int = zipfile.ZIP_STORED, comment: bytes = b"") -> bytes:
    """The same members as another program packs them."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", how) as after:
        after.comment = comment
        for name in before.namelist():
            after.writestr(name, before.read(name))
    return out.getvalue()


def test_another_packing_of_the_same_members_is_refused(small: bytes) -> None:
    assert verdict(rewritten(small))[0] == verifier.PACKED
    assert verdict(rewritten(small, zipfile.ZIP_DEFLATED))[0] == verifier.PACKED
    assert verdict(rewritten(small, comment=b"x"))[0] == verifier.PACKED
    commented = small[:-2] + b"\1\0x"
    with zipfile.ZipFile(BytesIO(commented)) as archive:
        assert archive.comment == b"x"
    assert verdict(commented)[0] == verifier.PACKED


def packed_by_hand(members: list[tuple[bytes, bytes]]) -> bytes:
    """Local headers and a directory for any names in any order."""
    body, central = b"", b""
    for name, content in members:
        crc = zlib.crc32(content)
        central += verifier.central_header(name, len(content), crc, len(body))
        body += verifier.local_header(name, len(content), crc) + content
    return body + central + verifier.end_records(len(members), len(central), len(body))


def members_of(data: bytes) -> list[tuple[bytes, bytes]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(name.encode(), archive.read(name)) for name in archive.namelist()]


def test_two_entries_of_one_name_are_refused(small: bytes) -> None:
    members = members_of(small)
    assert packed_by_hand(members) == small
    for place, member in enumerate(members):
        twice = [*members[:place], member, *members[place:]]
        assert verdict(packed_by_hand(twice))[0] == verifier.PACKED
        assert verdict(packed_by_hand([*members, member]))[0] == verifier.PACKED
    assert verdict(packed_by_hand(members[::-1]))[0] == verifier.PACKED


@pytest.mark.parametrize("name", [b"../x", b"/x", b"a//b", b"C:\\x", b"\xc4\x91", b".x"])
def test_a_name_that_leads_out_of_the_folder_is_refused(small: bytes, name: bytes) -> None:
    members = sorted([*members_of(small), (name, b"x")])
    assert verdict(packed_by_hand(members))[0] == verifier.PACKED


def test_a_member_more_or_less_is_refused(small: bytes) -> None:
    members = members_of(small)
    for name in (b"a", b"manifest.txt", b"records/z.jsonl", b"stamps/x.tsr", b"zz"):
        with_it = sorted([*members, (name, b"x")])
        assert verdict(packed_by_hand(with_it))[0] == verifier.MANIFEST
    for place in range(len(members)):
        without = [*members[:place], *members[place + 1 :]]
        assert verdict(packed_by_hand(without))[0] == verifier.MANIFEST


def test_sizes_of_the_large_form_are_refused_where_none_are_needed(small: bytes) -> None:
    """The end record points to a ZIP64 record that tells another story."""
    at = small.rindex(b"PK\x05\x06")
    count, length, offset = 2**16, at, 2**32
    large = verifier.end_records(count, length, offset)
    assert verdict(small[:at] + large)[0] == verifier.PACKED
    assert verdict(small[:at] + large[:-22] + small[at:])[0] == verifier.PACKED


# What follows is sealed again with the log's own key: the sealer itself lied.


def line_of(archive: Sealed) -> tuple[str, list[dict[str, object]]]:
    ((name, content),) = archive.members.items()
    return name, [json.loads(line) for line in b"".join(chunks(content)).splitlines()]


def with_lines(archive: Sealed, lines: list[dict[str, object]]) -> bytes:
    name, _ = line_of(archive)
    archive.members[name] = b"".join(verifier.canonical(line) + b"\n" for line in lines)
    archive.seal_with(facts=len(lines))
    return archive.packed()


async def test_a_fact_at_another_place_is_refused() -> None:
    archive = await some({2: Disclosure.WHOLE}, 5)
    _, (line,) = line_of(archive)
    assert verdict(with_lines(archive, [{**line, "position": 3}]))[0] == verifier.FACT
    assert verdict(with_lines(archive, [line, line]))[0] == verifier.FACT
    assert verdict(with_lines(archive, [{**line, "proof": []}]))[0] == verifier.FACT
    assert verdict(with_lines(archive, [{**line, "proof": None}]))[0] == verifier.FACT
    assert verdict(with_lines(archive, [{**line, "more": 1}]))[0] == verifier.FACT
    for position in (0, -1, 6, True, "2", 2.0, 2**70):
        assert verdict(with_lines(archive, [{**line, "position": position}]))[0] != 0


async def test_a_changed_payload_or_text_is_refused() -> None:
    archive = await some({1: Disclosure.WHOLE}, 3)
    _, (line,) = line_of(archive)
    texts = line["texts"]
    assert isinstance(texts, list)
    (text,) = texts
    other = b64encode(b"{}").decode()
    for changed in (
        {"payload": other},
        {"salt": other},
        {"payload": None},
        {"texts": [{**text, "body": "Chưa gửi"}]},
        {"texts": [{**text, "text_id": "0" * 36}]},
        {"texts": [text, text]},
    ):
        assert verdict(with_lines(archive, [{**line, **changed}]))[0] == verifier.SAID
    assert verdict(with_lines(archive, [{**line, "texts": []}]))[0] == verifier.SOUND


async def test_a_whole_ledger_cannot_leave_out_a_fact() -> None:
    archive = await whole(6, with_file=False)
    _, lines = line_of(archive)
    for place in range(len(lines)):
        without = [*lines[:place], *lines[place + 1 :]]
        assert verdict(with_lines(archive, without))[0] == verifier.FACT
    swapped = [lines[0], lines[1], lines[3], lines[2], *lines[4:]]
    assert verdict(with_lines(archive, swapped))[0] == verifier.FACT
    renumbered = [{**line, "position": number} for number, line in enumerate(swapped, 1)]
    assert verdict(with_lines(archive, renumbered))[0] == verifier.FACT
    assert verdict(with_lines(archive, lines))[0] == verifier.SOUND


async def test_a_file_that_no_fact_names_or_that_differs_is_refused() -> None:
    archive = await whole(2)
    for content in (b"", b"x"):
        stray = f"files/{hashlib.sha256(content).hexdigest()}"
        archive.members[stray] = content
        assert verdict(archive.packed())[0] == verifier.FILE
        del archive.members[stray]
    (name,) = (each for each in archive.members if each.startswith("files/"))
    archive.members[name] = b"another"
    assert verdict(archive.packed())[0] == verifier.FILE


async def test_a_signature_of_another_kind_is_none() -> None:
    """The log's key has signed the checkpoint; that makes no manifest of it, nor the reverse."""
    archive = await whole(2)
    archive.after = lambda members: {**members, "manifest.sig": members["checkpoint"]}
    assert verdict(archive.packed())[0] == verifier.MANIFEST
