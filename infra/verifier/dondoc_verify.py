"""Kiểm tra gói hồ sơ Đôn Đốc trên một máy bất kỳ, không cần máy chủ của phường.

    python3 dondoc-verify.py GOI.zip --key "KHÓA CÔNG KHAI" [--witness "KHÓA NHÂN CHỨNG"]

It needs Python 3.11 and the package `cryptography`, and reads nothing but the archive. A witness
that is named must have signed the checkpoint: a thief of the log's key leaves it out. The format
is `infra/docs/archive.md` of Đôn Đốc; this file shares no code with the server. It reads as it
checks: 1 the ZIP file, byte for byte; 2 the manifest and its signature; 3 the members against the
manifest; 4 the checkpoint; 5 every fact: its place in the tree, its record, what it says, its
texts; 6 the evidence files.

Exit codes: 0 all is as it was sealed, by the key that was given; 2 wrong usage, or the archive
cannot be read, or something is missing on this machine; 3 the file is not the one that was packed
(altered, cut off, added to); 4 manifest or signature; 5 another key than the one given; 6
checkpoint; 7 a fact's place or record; 8 what a fact says or a text; 9 an evidence file; 10 a
witness that was named has not signed; 11 all is as it was sealed, but no key was given to compare
with. 1 is never said: it is what Python itself ends with where a program breaks off.
"""

import argparse
import base64
import binascii
import hashlib
import json
import re
import sys
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from struct import pack
from typing import Any, BinaryIO, NoReturn

SOUND, UNREADABLE, PACKED, MANIFEST, KEY, CHECKPOINT, FACT, SAID, FILE = 0, *range(2, 10)
WITNESS, KEY_NOT_COMPARED = 10, 11
try:
    from datetime import UTC  # since Python 3.11

    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError as absent:
    sys.stdout.buffer.write(
        f"Chưa kiểm tra được: thiếu {absent.name or absent}. Cần Python 3.11 trở lên và gói "
        "cryptography. Hãy cài bằng lệnh: python3 -m pip install cryptography\n".encode()
    )
    sys.exit(UNREADABLE)

FORMAT = "dondoc-archive/v1"
SEAL = ("manifest.json", "manifest.sig")
CHUNK = 1 << 20
LONGEST_PROOF = 64
NAME = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
STAMP = re.compile(r"stamps/[0-9]{19}\.(?:tsr|txt)")
SHA256 = re.compile(r"[0-9a-f]{64}")
RECORD_FIELDS = set(
    "actor behalf build calendar_version causation command_id correlation_id envelope ledger_id "
    "occurred_at payload_sha256 plan_version policy_version recorded_at schema session_id stream "
    "type version".split()
)
ONE_SPELLING = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
NAMES_A_FILE = {"file-attached", "directive-file-attached"}


class Unsound(Exception):
    """What is wrong, in Vietnamese, with the exit code of its kind."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def need(condition: object, code: int, sentence: str) -> None:
    """Refuse the archive unless the condition holds."""
    if not condition:
        raise Unsound(code, sentence)


# ---- 1. The ZIP file: read from the front, packed again in mind, compared byte for byte ---------


@dataclass
class Member:
    """Where a member's bytes lie, and what they are."""

    name: str
    at: int
    size: int
    crc: int
    sha256: str


def local_header(name: bytes, size: int, crc: int) -> bytes:
    """The only header that may stand before a member."""
    fixed = (b"PK\x03\x04", 20, 0x0800, 0, 0, 0x0021)  # version, UTF-8, stored, 1980-01-01
    return pack("<4sHHHHHIIIHH", *fixed, crc, size, size, len(name), 0) + name


def central_header(name: bytes, size: int, crc: int, offset: int) -> bytes:
    """The only line that a member may have in the directory."""
    far = offset >= 0xFFFFFFFF
    extra = pack("<HHQ", 1, 8, offset) if far else b""
    version = 45 if far else 20
    fixed = (b"PK\x01\x02", 3 << 8 | version, version, 0x0800, 0, 0, 0x0021)
    lengths = (len(name), len(extra), 0, 0, 0, 0o100644 << 16)
    head = pack("<4sHHHHHHIIIHHHHHII", *fixed, crc, size, size, *lengths, min(offset, 0xFFFFFFFF))
    return head + name + extra


def end_records(count: int, length: int, offset: int) -> bytes:
    """The only bytes that may follow the directory."""
    large = b""
    if count >= 0xFFFF or length >= 0xFFFFFFFF or offset >= 0xFFFFFFFF:
        numbers = (44, 3 << 8 | 45, 45, 0, 0, count, count, length, offset)
        large = pack("<4sQHHIIQQQQ", b"PK\x06\x06", *numbers)
        large += pack("<4sIQI", b"PK\x06\x07", 0, offset + length, 1)
    shown = (min(count, 0xFFFF),) * 2
    ends = (min(length, 0xFFFFFFFF), min(offset, 0xFFFFFFFF), 0)
    return large + pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, *shown, *ends)


def read_zip(file: BinaryIO) -> dict[str, Member]:
    """The members of an archive; refuses every byte that packing them again would not give."""
    members: dict[str, Member] = {}
    central, offset, before = [], 0, b""
    while True:
        file.seek(offset)
        header = file.read(30)
        if header[:4] != b"PK\x03\x04":
            break
        where = f"tại byte {offset}"
        need(len(header) == 30, PACKED, f"Tệp bị cắt {where}.")
        crc, size = (
            int.from_bytes(header[14:18], "little"),
            int.from_bytes(header[18:22], "little"),
        )
        name = file.read(int.from_bytes(header[26:28], "little"))
        need(NAME.fullmatch(name), PACKED, f"Tên thành phần không hợp lệ {where}.")
        need(header + name == local_header(name, size, crc), PACKED, f"Đầu mục sai {where}.")
        need(before < name, PACKED, f"Thành phần không đúng thứ tự hoặc trùng tên {where}.")
        digest, seen, left = hashlib.sha256(), 0, size
        while left:
            chunk = file.read(min(left, CHUNK))
            need(chunk, PACKED, f"Tệp bị cắt trong {name.decode()}.")
            digest.update(chunk)
            seen, left = zlib.crc32(chunk, seen), left - len(chunk)
        need(seen == crc, PACKED, f"Nội dung của {name.decode()} không khớp mã CRC của gói.")
        at = offset + len(header) + len(name)
        members[name.decode()] = Member(name.decode(), at, size, crc, digest.hexdigest())
        central.append(central_header(name, size, crc, offset))
        offset, before = at + size, name
    directory = b"".join(central)
    wanted = directory + end_records(len(central), len(directory), offset)
    file.seek(offset)
    same = file.read(len(wanted) + 1) == wanted
    need(same, PACKED, "Đóng gói lại các thành phần không ra đúng các byte này: tệp đã bị sửa.")
    return members


# ---- 2. Keys and signed notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature) -------------


def from_base64(text: str, code: int) -> bytes:
    """Bytes written in base64; refuses any other spelling of the same bytes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        data = b""
    need(data and base64.b64encode(data).decode() == text, code, f"Không phải base64: {text:.60}")
    return data


@dataclass(frozen=True)
class Key:
    """A public key: name+id+base64(kind ‖ 32 bytes); kind 1 signs, kind 4 cosigns with a time."""

    name: str
    key_id: bytes
    kind: int
    public: bytes

    @classmethod
    def read(cls, text: str, code: int) -> "Key":
        """The key in a line; its id must be the one that its own bytes give."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        data = from_base64(encoded, code)
        right = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
        good = len(data) == 33 and data[0] in (1, 4) and key_id == right.hex()
        need(good, code, f"Khóa công khai không đúng dạng: {text:.80}")
        return cls(name, right, data[0], data[1:])

    def signed(self, text: str, value: bytes) -> datetime | None:
        """Refuse a signature that is not this key's; the time of a cosignature."""
        head, time = "", None
        if self.kind == 4:
            time = int.from_bytes(value[:8], "big")
            head, value = f"cosignature/v1\ntime {time}\n", value[8:]
        Ed25519PublicKey.from_public_bytes(self.public).verify(value, (head + text).encode())
        return None if time is None else datetime.fromtimestamp(time, UTC)


def read_note(data: bytes, code: int) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """The text of a signed note and its signatures: name, id of the key, value."""
    text, blank, below = data.decode().rpartition("\n\n")
    need(blank and below.endswith("\n"), code, "Văn bản ký không đúng dạng.")
    signatures = []
    for line in below[:-1].split("\n"):
        name, _, value = line.removeprefix("— ").partition(" ")
        need(line.startswith("— ") and name, code, "Dòng chữ ký không đúng dạng.")
        decoded = from_base64(value, code)
        signatures.append((name, decoded[:4], decoded[4:]))
    return text + "\n", signatures


def check_signatures(
    note: tuple[str, list[tuple[str, bytes, bytes]]], keys: list[Key], code: int
) -> list[tuple[Key | None, str, datetime | None]]:
    """Each signature with its key (None: unknown) and time; a wrong one refuses the note."""
    text, signatures = note
    known: dict[tuple[str, bytes], Key] = {}
    for key in keys:  # an id is short and can be met by another key: the first one counts
        known.setdefault((key.name, key.key_id), key)
    result: list[tuple[Key | None, str, datetime | None]] = []
    for name, key_id, value in signatures:
        signer = known.get((name, key_id))
        try:
            time = signer.signed(text, value) if signer else None
        except (InvalidSignature, ValueError, OverflowError, OSError) as error:
            raise Unsound(code, f"Chữ ký của {name} không phải của nội dung này.") from error
        result.append((signer, name, time))
    return result


# ---- 3. The manifest ----------------------------------------------------------------------------


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value in an archive (RFC 8785, whole numbers only)."""
    return ONE_SPELLING.encode(value).encode()


def read_json(data: bytes, code: int, what: str) -> Any:
    """A JSON value in its one spelling."""
    try:
        value = json.loads(data)
        same = canonical(value) == data
    except (ValueError, RecursionError):
        same = False
    need(same, code, f"{what} không phải JSON ở dạng chuẩn.")
    return value


@dataclass
class Archive:
    """One archive while it is checked: its members, its manifest, what the report will say."""

    file: BinaryIO
    members: dict[str, Member]
    key: Key | None
    witnesses: list[Key]
    manifest: dict[str, Any] = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    size: int = 0
    root: bytes = b""
    stamped: dict[int, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def read(self, name: str, code: int) -> bytes:
        """A member's bytes."""
        need(name in self.members, code, f"Gói thiếu {name}.")
        member = self.members[name]
        self.file.seek(member.at)
        return self.file.read(member.size)


def check_manifest(archive: Archive) -> None:
    """The signature over the manifest, then every member against it."""
    data = archive.read("manifest.json", MANIFEST)
    text, signatures = note = read_note(archive.read("manifest.sig", MANIFEST), MANIFEST)
    manifest = archive.manifest = read_json(data, MANIFEST, "Bảng kê (manifest.json)")
    need(manifest["format"] == FORMAT, MANIFEST, f"Dạng gói lạ: {manifest['format']!r:.60}")
    ledger_id = manifest["ledger_id"]
    wanted = f"{FORMAT}\n{ledger_id}\nmanifest sha256 {hashlib.sha256(data).hexdigest()}\n"
    need(text == wanted, MANIFEST, "Chữ ký đi với một bảng kê khác: bảng kê đã bị sửa.")
    listed = [Key.read(each["vkey"], MANIFEST) for each in manifest["keys"]]
    given = [archive.key] if archive.key else []
    keys = archive.keys = [key for key in dict.fromkeys(given + listed) if key.kind == 1]
    origin = f"dondoc/{ledger_id}"
    signers = check_signatures(note, keys, MANIFEST)
    for key, name, _ in signers:
        need(key and name == origin, MANIFEST, f"Khóa lạ đã ký bảng kê: {name}.")
    ids = [key_id for _, key_id, _ in signatures]
    need(len(ids) == len(set(ids)), MANIFEST, "Một khóa ký bảng kê hai lần.")
    if archive.key:
        named = archive.key in [key for key, _, _ in signers]
        need(named, KEY, "Gói không do khóa đã nêu (--key) ký.")
    archive.said.append(
        f"Chữ ký bảng kê: đúng, của {origin}, khóa {', '.join(map(bytes.hex, ids))}."
    )
    listed_members = [(each["name"], each["size"], each["sha256"]) for each in manifest["members"]]
    own = [each for name, each in archive.members.items() if name not in SEAL]
    real = [(each.name, each.size, each.sha256) for each in own]
    need(listed_members == real, MANIFEST, "Thành phần của gói không đúng như bảng kê đã ký.")
    verifier = archive.members.get("dondoc-verify.py")
    same = verifier is not None and verifier.sha256 == manifest["verifier_sha256"]
    need(same, MANIFEST, "Bản chương trình kiểm tra trong gói không đúng như bảng kê.")


# ---- 4. The checkpoint and the tree over all facts (RFC 6962, RFC 9162) -------------------------


def check_checkpoint(archive: Archive) -> None:
    """The signed size and root that every fact of the archive is held against."""
    note = read_note(archive.read("checkpoint", CHECKPOINT), CHECKPOINT)
    origin, size, root, *_ = note[0].split("\n")
    archive.size, archive.root = int(size), from_base64(root, CHECKPOINT)
    shown = archive.manifest["checkpoint"]
    same = (str(shown["size"]), shown["root"]) == (size, root)
    need(same, CHECKPOINT, "Điểm kiểm tra không phải điểm nêu trong bảng kê.")
    right = origin == f"dondoc/{archive.manifest['ledger_id']}" and len(archive.root) == 32
    need(right, CHECKPOINT, f"Điểm kiểm tra là của sổ khác: {origin:.80}")
    # What the reader gave comes first: no key of the archive can stand for a witness.
    results = check_signatures(note, archive.witnesses + archive.keys, CHECKPOINT)
    own = [key for key, _, _ in results if key and key.kind == 1]
    need(own, CHECKPOINT, "Không khóa nào của sổ ký điểm kiểm tra.")
    archive.said.append(
        f"Điểm kiểm tra: {size} sự kiện, mã gốc {archive.root.hex()}; chữ ký đúng."
    )
    for key, name, time in results:
        if key and time:
            archive.said.append(f"Nhân chứng {name} đã thấy sổ như thế lúc {local(time)}.")
        elif not key:
            archive.said.append(f"Chữ ký của {name} chưa kiểm tra: chưa nêu khóa (--witness).")
    for witness in archive.witnesses:
        need(
            witness in [key for key, _, _ in results],
            WITNESS,
            f"Nhân chứng {witness.name} không ký điểm kiểm tra {size} sự kiện của gói. Ai lấy "
            "được khóa của sổ có thể bỏ chữ ký này đi: hãy hỏi nhân chứng đã thấy gì, hoặc xin "
            "phường gói lập sau khi nhân chứng ký.",
        )


def check_stamps(archive: Archive) -> None:
    """What was stamped is this checkpoint, or an earlier one that all leaves lead to."""
    origin = f"dondoc/{archive.manifest['ledger_id']}"
    for name in archive.members:
        if name.startswith("stamps/"):
            pair = {f"{name[:26]}.tsr", f"{name[:26]}.txt"}
            good = STAMP.fullmatch(name) and pair <= archive.members.keys()
            need(good, CHECKPOINT, f"{name}: dấu thời gian sai tên hoặc thiếu một nửa.")
        if name.startswith("stamps/") and name.endswith(".txt"):
            lines = archive.read(name, CHECKPOINT).decode().split("\n")
            size, root = int(lines[1]), from_base64(lines[2], CHECKPOINT)
            here = (size, root) == (archive.size, archive.root)
            earlier = archive.manifest["complete"] and 0 < size < archive.size
            right = lines[0] == origin and lines[3:] == [""] and (here or earlier)
            right = right and size == int(name[7:26])
            need(right, CHECKPOINT, f"{name}: không phải điểm kiểm tra của gói này.")
            archive.stamped[size] = root


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Whether a leaf stands at an index of the tree with this root (RFC 9162, 2.1.3.2)."""
    place, last, result = index, size - 1, leaf
    for neighbour in path:
        if not last:
            return False
        if place & 1 or place == last:
            result = node(neighbour, result)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            result = node(result, neighbour)
        place, last = place >> 1, last >> 1
    return not last and result == root


class LeafTree:
    """Grows leaf by leaf; keeps the roots of its full subtrees."""

    def __init__(self) -> None:
        self.size, self.roots = 0, list[bytes]()

    def add(self, leaf: bytes) -> None:
        """One more leaf: it closes as many subtrees as the size has trailing ones."""
        ones = self.size
        while ones & 1:
            leaf, ones = node(self.roots.pop(), leaf), ones >> 1
        self.roots.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self.roots:
            return hashlib.sha256(b"").digest()
        result = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            result = node(left, result)
        return result


# ---- 5. The facts -------------------------------------------------------------------------------


@dataclass
class Facts:
    """What was seen of the facts so far."""

    archive: Archive
    tree: LeafTree = field(default_factory=LeafTree)
    position: int = 0
    lines: int = 0
    records: int = 0
    payloads: int = 0
    texts: int = 0
    withheld_texts: int = 0
    versions: dict[str, int] = field(default_factory=dict)
    times: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    back: list[int] = field(default_factory=list)

    def line(self, data: bytes) -> None:
        """One line: its place, its record, what it says."""
        said = read_json(data, FACT, f"Dòng sau sự kiện {self.position}")
        position, whole = said["position"], self.archive.manifest["complete"]
        where = f"Sự kiện {position}"
        real = type(position) is int and self.position < position <= self.archive.size
        need(real, FACT, f"{where}: không đúng thứ tự hoặc ngoài điểm kiểm tra.")
        need(not whole or position == self.position + 1, FACT, f"{where}: thiếu sự kiện trước đó.")
        self.position, self.lines = position, self.lines + 1
        fields = {"position", "proof", "record", "salt", "payload", "texts"}
        if "leaf" in said:
            fields = {"position", "proof", "leaf", "recorded_at"}
            leaf = from_base64(said["leaf"], FACT)
            need(INSTANT.fullmatch(said["recorded_at"]), FACT, f"{where}: thời điểm sai dạng.")
        else:
            record = from_base64(said["record"], FACT)
            leaf = hashlib.sha256(b"\x00" + record).digest()
        need(said.keys() == fields and len(leaf) == 32, FACT, f"{where}: dòng sai dạng.")
        self.place(leaf, said["proof"], where)
        if "leaf" not in said:
            self.record(record, said, where)

    def place(self, leaf: bytes, proof: list[str] | None, where: str) -> None:
        """The leaf stands in the checkpoint's tree: by its proof, or by all leaves together."""
        if self.archive.manifest["complete"]:
            need(proof is None, FACT, f"{where}: gói đủ sự kiện không có bằng chứng riêng.")
            self.tree.add(leaf)
            stamped = self.archive.stamped.get(self.tree.size)
            same = stamped is None or stamped == self.tree.root()
            need(same, CHECKPOINT, f"{where}: điểm có dấu thời gian là của sổ khác.")
            return
        need(
            proof is not None and len(proof) <= LONGEST_PROOF, FACT, f"{where}: thiếu bằng chứng."
        )
        path = [from_base64(each, FACT) for each in proof or []]
        good = all(len(each) == 32 for each in path)
        good = good and included(
            leaf, self.position - 1, self.archive.size, path, self.archive.root
        )
        need(good, FACT, f"{where}: không phải sự kiện ở vị trí này của sổ.")

    def record(self, data: bytes, line: dict[str, Any], where: str) -> None:
        """The record has the frozen shape, and its versions run on in its stream."""
        record = read_json(data, FACT, f"{where}: bản ghi")
        self.records += 1
        texts = [
            record[name] for name in ("stream", "type", "build", "occurred_at", "recorded_at")
        ]
        good = record.keys() == RECORD_FIELDS and record["envelope"] == 1
        good = good and all(type(each) is str for each in texts)
        good = good and all(INSTANT.fullmatch(each) for each in texts[3:])
        good = good and type(record["version"]) is int and type(record["schema"]) is int
        good = good and SHA256.fullmatch(record["payload_sha256"])
        need(good, FACT, f"{where}: bản ghi sai dạng.")
        ledger_id = self.archive.manifest["ledger_id"]
        need(record["ledger_id"] == ledger_id, FACT, f"{where}: bản ghi của sổ khác.")
        stream, before = record["stream"].lower(), self.versions.get(record["stream"].lower(), 0)
        dense = self.archive.manifest["complete"] and self.records == self.lines
        runs = record["version"] == before + 1 if dense else record["version"] > before
        need(runs, FACT, f"{where}: phiên bản của {record['stream']} không nối tiếp.")
        self.versions[stream] = record["version"]
        if record["recorded_at"] < self.times.get(stream, ""):
            self.back.append(self.position)
        self.times[stream] = record["recorded_at"]
        self.payload(record, line, where)

    def payload(self, record: dict[str, Any], line: dict[str, Any], where: str) -> None:
        """What the fact says, and the texts that it refers to; each may be withheld."""
        if line["payload"] is None:
            need(line["salt"] is None and line["texts"] == [], SAID, f"{where}: dòng sai dạng.")
            return
        data, salt = from_base64(line["payload"], SAID), from_base64(line["salt"], SAID)
        right = hashlib.sha256(salt + data).hexdigest() == record["payload_sha256"]
        need(right, SAID, f"{where}: nội dung không khớp mã trong bản ghi.")
        payload = read_json(data, SAID, f"{where}: nội dung")
        self.payloads += 1
        named = dict(references(payload))
        for text in line["texts"]:
            given = text.keys() == {"text_id", "salt", "body"} and text["text_id"] in named
            need(given, SAID, f"{where}: văn bản mà sự kiện không nêu.")
            body = from_base64(text["salt"], SAID) + text["body"].encode()
            right = hashlib.sha256(body).hexdigest() == named.pop(text["text_id"])
            need(right, SAID, f"{where}: văn bản {text['text_id']} không khớp mã của nó.")
            self.texts += 1
        self.withheld_texts += len(named)
        if record["type"] in NAMES_A_FILE:
            self.files.add(payload["sha256"])
        if record["type"] == "ledger-opened":
            same = payload["ledger_id"] == record["ledger_id"]
            same = same and payload["demonstration"] == self.archive.manifest["demonstration"]
            need(same, SAID, f"{where}: mở một sổ khác với bảng kê.")


def references(payload: Any) -> list[tuple[str, str]]:
    """Every text that a payload refers to, with its salted digest."""
    if isinstance(payload, dict):
        if payload.keys() == {"text_id", "sha256"}:
            return [(payload["text_id"], payload["sha256"])]
        payload = list(payload.values())
    nested = payload if isinstance(payload, list) else []
    return [each for item in nested for each in references(item)]


def check_facts(archive: Archive) -> Facts:
    """Every line of every member under records/."""
    facts = Facts(archive)
    for name, member in archive.members.items():
        if name.startswith("records/"):
            archive.file.seek(member.at)
            left = member.size
            while left:
                line = archive.file.readline(left)
                left -= len(line)
                need(line.endswith(b"\n"), FACT, f"{name}: dòng cuối bị cắt.")
                facts.line(line[:-1])
    right = facts.lines == archive.manifest["facts"]
    if archive.manifest["complete"]:
        right = right and facts.lines == archive.size and facts.tree.root() == archive.root
    need(right, FACT, "Các sự kiện trong gói không ra đúng mã gốc hoặc số lượng đã ký.")
    return facts


# ---- 6. Files, time stamps, the report ----------------------------------------------------------


def check_files(archive: Archive, facts: Facts) -> None:
    """Evidence files are what their names say, and facts of the archive name them."""
    kept = set()
    for name, member in archive.members.items():
        if name.startswith("files/"):
            sha256 = name.removeprefix("files/")
            need(member.sha256 == sha256, FILE, f"Tệp {sha256} đã bị thay đổi.")
            need(sha256 in facts.files, FILE, f"Tệp {sha256}: không sự kiện nào trong gói nêu.")
            kept.add(sha256)
    archive.said.append(f"Tệp minh chứng: {len(kept)} tệp nguyên vẹn.")
    if left := len(facts.files - kept):
        archive.said.append(f"Có {left} tệp được nêu nhưng không kèm trong gói.")


def local(moment: datetime) -> str:
    """An instant as Vietnam's clocks show it."""
    return f"{moment.astimezone(timezone(timedelta(hours=7))):%H:%M:%S ngày %d/%m/%Y}"


def der_part(data: bytes, *path: int) -> tuple[int, bytes]:
    """Tag and content of a part of a DER value, by its place among its neighbours on each level.

    Raises LookupError and ValueError where there is none.
    """
    tag = 0
    for place in path:
        for _ in range(place + 1):
            tag, length, start = data[0], data[1], 2
            if length & 0x80:
                start += length & 0x7F
                length = int.from_bytes(data[2:start], "big")
            content, data = data[start : start + length], data[start + length :]
            if len(content) < length:
                raise ValueError("cut off")
        data = content
    return tag, data


def stamped_at(token: bytes) -> int:
    """The second (POSIX) of an RFC 3161 answer; raises LookupError and ValueError."""
    # answer > token > [0] > signed data > content > [0] > octets > TSTInfo > genTime
    tag, text = der_part(token, 0, 1, 1, 0, 2, 1, 0, 0, 4)
    moment = datetime.strptime(text[:14].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    if tag != 0x18 or not re.fullmatch(rb"\d{14}(\.\d+)?Z", text):
        raise ValueError("not a time")
    return int(moment.timestamp())


def describe_stamp(archive: Archive, name: str) -> list[str]:
    """Of when a time stamp is by its own word, and the command that has openssl check it."""
    if archive.members[name].size > CHUNK:
        return [f"Dấu thời gian {name} không đọc được."]
    try:
        second = stamped_at(archive.read(name, CHECKPOINT))
        moment = local(datetime.fromtimestamp(second, UTC))
    except (LookupError, ValueError, OverflowError):
        return [f"Dấu thời gian {name} không đọc được."]
    text, size = name.removesuffix(".tsr") + ".txt", int(Path(name).stem)
    said = f"Dấu thời gian RFC 3161 của {size} sự kiện đầu, tự ghi lúc {moment}, chưa kiểm tra."
    command = f"openssl ts -verify -in {name} -data {text} -attime {second} -CAfile <CA của TSA>"
    return [f"{said} Hãy giải nén gói, rồi chạy lệnh:", f"  {command}.pem"]


def describe(archive: Archive, facts: Facts) -> None:
    """The sentences about the facts, and what the reader has to do next."""
    said = archive.said
    whole = "đủ mọi sự kiện của sổ" if archive.manifest["complete"] else "một phần của sổ"
    said.append(f"Sự kiện trong gói: {facts.lines} ({whole}), mỗi sự kiện đúng vị trí trong sổ.")
    said.append(f"Nội dung: {facts.payloads} sự kiện, {facts.texts} văn bản, khớp mã.")
    if facts.lines > facts.payloads or facts.withheld_texts:
        said.append(
            f"Không kèm theo (mật, đã xóa): nội dung của {facts.lines - facts.payloads} sự kiện, "
            f"{facts.withheld_texts} văn bản; mã của chúng vẫn đúng."
        )
    if facts.back:
        said.append(f"Lưu ý: giờ ghi lùi lại tại sự kiện {', '.join(map(str, facts.back[:20]))}.")
    for name in archive.members:
        if name.startswith("stamps/") and name.endswith(".tsr"):
            said += describe_stamp(archive, name)


def verify(file: BinaryIO, key: Key | None, witnesses: list[Key]) -> tuple[int, list[str]]:
    """The exit code and the sentences about one archive; raises Unsound."""
    archive = Archive(file, read_zip(file), key, witnesses)
    check_manifest(archive)
    check_checkpoint(archive)
    check_stamps(archive)
    facts = check_facts(archive)
    describe(archive, facts)
    check_files(archive, facts)
    manifest = archive.manifest
    kind = "TRÌNH DIỄN, dữ liệu giả" if manifest["demonstration"] else "sổ thật"
    made = local(datetime.fromisoformat(manifest["made_at"]))
    head = [
        f"Gói: {manifest['about']['name']}",
        f"Sổ: {manifest['ledger_id']} ({kind}). Lập lúc {made}.",
    ]
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    if own != manifest["verifier_sha256"]:
        archive.said.append("Lưu ý: bản chương trình đang chạy khác bản nêu trong gói.")
    if key:
        return SOUND, [*head, *archive.said, "KẾT LUẬN: gói nguyên vẹn, đúng khóa đã nêu."]
    text = " hoặc ".join(each["vkey"] for each in manifest["keys"])
    last = f"KẾT LUẬN: gói nguyên vẹn theo khóa trong gói. CHƯA đối chiếu khóa: hãy so {text} với "
    return KEY_NOT_COMPARED, [
        *head,
        *archive.said,
        last + "trang Khóa ký sổ của phường, nêu bằng --key.",
    ]


def judge(file: BinaryIO, key: Key | None, witnesses: list[Key]) -> tuple[int, list[str]]:
    """The same, with whatever is wrong as a code and a sentence."""
    try:
        return verify(file, key, witnesses)
    except Unsound as problem:
        return problem.code, [f"KẾT LUẬN: KHÔNG ĐẠT. {problem}"]
    except OSError:
        raise  # the disk, not the archive
    except Exception as problem:  # noqa: BLE001  (whoever made the archive decides what goes wrong)
        return MANIFEST, [f"KẾT LUẬN: KHÔNG ĐẠT. Gói sai dạng ({problem!r:.200})."]


CALLED_SO = (
    "Gọi lệnh sai. Hãy gõ: python3 dondoc-verify.py TỆP.zip --key “khóa công khai của sổ”, "
    "thêm --witness “khóa của nhân chứng” nếu có."
)
LOG_KEY = (
    "Khóa công khai của sổ là một dòng như dondoc/real-11002-ab12cd34+4f6b645a+AX…=, chép nguyên "
    "dòng ở trang Khóa ký sổ của phường, đặt trong dấu nháy."
)
WITNESS_KEY = (
    "Khóa công khai của nhân chứng là một dòng như nhan-chung-so-1+4f6b645a+BD…=, do người giữ "
    "nhân chứng đưa (lệnh dondoc witness --init in ra), đặt trong dấu nháy."
)
FILE_FAULTS = {
    FileNotFoundError: "không có tệp này",
    IsADirectoryError: "đây là thư mục, không phải tệp",
    PermissionError: "không có quyền đọc",
}


def typed_key(option: str, text: str, kind: int, looks: str) -> Key:
    """A key as somebody typed it; says what such a key looks like and where it stands."""
    try:
        key = Key.read(text, UNREADABLE)
    except Unsound as problem:
        said = f"{option} “{text:.80}” không phải khóa công khai đúng dạng. {looks}"
        raise Unsound(UNREADABLE, said) from problem
    other = "nhân chứng, hãy nêu bằng --witness" if key.kind == 4 else "sổ, hãy nêu bằng --key"
    need(key.kind == kind, UNREADABLE, f"{option} là khóa của {other}. {looks}")
    return key


class CommandLine(argparse.ArgumentParser):
    """Says what was typed wrongly as everything else is said."""

    def error(self, message: str) -> NoReturn:
        """Raises Unsound: argparse's own sentence is English."""
        raise Unsound(UNREADABLE, f"{CALLED_SO} ({message})")


def typed_words() -> argparse.Namespace:
    """What stands on the command line. Raises Unsound."""
    parser = CommandLine(description="Kiểm tra gói hồ sơ Đôn Đốc.")
    parser.add_argument("archive", type=Path, help="tệp .zip cần kiểm tra")
    parser.add_argument("--key", help="khóa công khai của sổ, ở trang Khóa ký sổ của phường")
    parser.add_argument("--witness", action="append", default=[], help="khóa của nhân chứng")
    return parser.parse_args()


def main() -> int:
    """Check the archive that the command line names."""
    archive = Path()
    try:
        given = typed_words()
        archive = given.archive
        key = None if given.key is None else typed_key("--key", given.key, 1, LOG_KEY)
        witnesses = [typed_key("--witness", each, 4, WITNESS_KEY) for each in given.witness]
        with archive.open("rb") as file:
            code, said = judge(file, key, witnesses)
    except Unsound as problem:
        code, said = problem.code, [str(problem)]
    except OSError as problem:
        why = FILE_FAULTS.get(type(problem), problem.strerror)
        code, said = UNREADABLE, [f"Không đọc được tệp {archive}: {why}."]
    except Exception as problem:  # noqa: BLE001  (no end without a sentence, none that says 1)
        code, said = UNREADABLE, [f"Chưa kiểm tra được ({problem!r:.200})."]
    # Names in an archive are whoever's: nothing in them may move the cursor or begin a line.
    shown = ["".join(each if each.isprintable() else "?" for each in line) for line in said]
    try:
        sys.stdout.buffer.write("".join(f"{line}\n" for line in shown).encode())
        sys.stdout.buffer.flush()
    except OSError:  # what nobody can read is no answer
        sys.stdout = None  # nor is it tried again at the end
        return UNREADABLE
    return code


if __name__ == "__main__":
    sys.exit(main())
