"""A time-stamp authority for tests: `openssl ts` behind a little HTTP server."""

import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from cryptography import x509

from infra.witness.stamps import CheckpointStamp, stamp_file, verify_stamp
from services.ledger.tlog.checkpoints import read_checkpoint
from services.ledger.tlog.notes import SignedNote

_CONFIGURATION: Final = """
[ authority ]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/authority.pem
certs = {folder}/root.pem
signer_key = {folder}/authority.key
signer_digest = sha256
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.2
digests = sha256
tsa_name = yes
ess_cert_id_alg = sha256
[ root ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
[ authority_certificate ]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[ req ]
distinguished_name = name
[ name ]
"""
SUBJECT: Final = "/CN=Test Authority"


@dataclass(frozen=True)
class LocalAuthority:
    """Its files: a root certificate, and the authority's own below it."""

    folder: Path

    @property
    def roots(self) -> Path:
        return self.folder / "root.pem"

    def make(self) -> "LocalAuthority":
        self.folder.mkdir(parents=True, exist_ok=True)
        configuration = self.folder / "openssl.cnf"
        configuration.write_text(_CONFIGURATION.format(folder=self.folder))
        (self.folder / "serial").write_text("01\n")
        key, root = self.folder / "root.key", self.roots
        shared = ("-nodes", "-newkey", "rsa:2048", "-config", configuration)
        openssl(
            "req", "-x509", *shared, "-keyout", key, "-out", root, "-days", "30",
            "-subj", "/CN=Test Root", "-extensions", "root",
        )  # fmt: skip
        request = self.folder / "request.pem"
        own_key = self.folder / "authority.key"
        openssl("req", *shared, "-keyout", own_key, "-out", request, "-subj", SUBJECT)
        openssl(
            "x509", "-req", "-in", request, "-CA", root, "-CAkey", key, "-set_serial", "7",
            "-days", "20", "-extfile", configuration, "-extensions", "authority_certificate",
            "-out", self.folder / "authority.pem",
        )  # fmt: skip
        return self

    def stamp(self, query: bytes) -> bytes:
        """The answer of `openssl ts -reply`."""
        (self.folder / "query.tsq").write_bytes(query)
        answer = self.folder / "answer.tsr"
        openssl(
            "ts", "-reply", "-config", self.folder / "openssl.cnf", "-section", "authority",
            "-queryfile", self.folder / "query.tsq", "-out", answer,
        )  # fmt: skip
        return answer.read_bytes()


def read_stamp(
    folder: Path, note: SignedNote, roots: Sequence[x509.Certificate]
) -> CheckpointStamp:
    """What the stamp of a checkpoint says, as it is kept."""
    token = stamp_file(folder, read_checkpoint(note.text).size).read_bytes()
    return verify_stamp(token, note.text, roots)


def openssl(*arguments: object) -> str:
    done = subprocess.run(
        ["openssl", *map(str, arguments)],  # noqa: S607  (whichever openssl this machine has)
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@dataclass
class AuthorityService:
    """Where it answers, and how: as it should, or as a test wants it to."""

    authority: LocalAuthority
    address: str = ""
    asked: int = 0
    answer: bytes | None = None
    status: int = 200
    media: str = "application/timestamp-reply"


@contextmanager
def served(authority: LocalAuthority) -> Iterator[AuthorityService]:
    service = AuthorityService(authority)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            service.asked += 1
            assert self.headers["content-type"] == "application/timestamp-query"
            query = self.rfile.read(int(self.headers["content-length"]))
            answer = service.authority.stamp(query) if service.answer is None else service.answer
            self.send_response(service.status)
            self.send_header("content-type", service.media)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_port}/stamps"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
