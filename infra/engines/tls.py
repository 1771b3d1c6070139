"""The installation's own authority and its certificates for Temporal's connections.

Loopback is open to every local user, so a port there is no wall: server, worker and relay show
each other certificates that only this data directory holds.
"""

import datetime as dt
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from infra.engines.private_files import private_folder, write_private

SERVER_NAME = "dondoc-engine"
_CLIENT_NAME = "dondoc-client"
_DAY = dt.timedelta(days=1)
_AUTHORITY_LIFE = 7300 * _DAY  # calendar days, twenty years
_LEAF_LIFE = 1825 * _DAY
_RENEW_BEFORE = 365 * _DAY  # a server that is restarted once a year never runs out

Key = ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePair:
    """A certificate and its key, as files."""

    certificate: Path
    key: Path

    @classmethod
    def at(cls, folder: Path, name: str) -> "CertificatePair":
        return cls(certificate=folder / f"{name}.crt", key=folder / f"{name}.key")

    def lasts(self, now: dt.datetime) -> bool:
        """Say whether both files are there and more than a year is left."""
        if not (self.certificate.exists() and self.key.exists()):
            return False
        return self.load().not_valid_after_utc - now > _RENEW_BEFORE

    def load(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.certificate.read_bytes())

    def load_key(self) -> Key:
        key = serialization.load_pem_private_key(self.key.read_bytes(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise TypeError(f"{self.key} holds no elliptic curve key")
        return key


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    """What the authority signed: one for the server, one for worker and relay."""

    authority: CertificatePair
    server: CertificatePair
    client: CertificatePair


def ensure_certificates(folder: Path, now: dt.datetime) -> Certificates:
    """Make what is missing, renew what ends within a year, keep the rest.

    What another authority signed counts as missing, so server and clients never disagree. `now`
    is an instant in UTC. Keys are readable by their owner only.
    """
    private_folder(folder)
    authority = CertificatePair.at(folder, "authority")
    if not authority.lasts(now):
        _make_authority(authority, now)
    server, client = CertificatePair.at(folder, "server"), CertificatePair.at(folder, "client")
    for pair, name in ((server, SERVER_NAME), (client, _CLIENT_NAME)):
        if not (pair.lasts(now) and _signed(pair, authority)):
            _issue(pair, name, authority, now, serves=pair is server)
    return Certificates(authority=authority, server=server, client=client)


def _signed(pair: CertificatePair, authority: CertificatePair) -> bool:
    try:
        pair.load().verify_directly_issued_by(authority.load())
    except InvalidSignature:
        return False
    return True


def _make_authority(pair: CertificatePair, now: dt.datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _named("Don Doc engine authority")
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        _blank(name, name, key, now, _AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(pair, certificate, key)


def _issue(
    pair: CertificatePair, name: str, authority: CertificatePair, now: dt.datetime, *, serves: bool
) -> None:
    signer, signer_key = authority.load(), authority.load_key()
    key = ec.generate_private_key(ec.SECP256R1())
    # The server's services call each other, so its certificate is a client's as well.
    purposes = [ExtendedKeyUsageOID.CLIENT_AUTH]
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if serves:
        purposes.append(ExtendedKeyUsageOID.SERVER_AUTH)
        names += [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        _blank(_named(name), signer.subject, key, now, _LEAF_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer_key.public_key()),
            critical=False,
        )
        .sign(signer_key, hashes.SHA256())
    )
    _write(pair, certificate, key)


def _blank(
    subject: x509.Name,
    issuer: x509.Name,
    key: Key,
    now: dt.datetime,
    life: dt.timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)  # a clock that is set back a little changes nothing
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _write(pair: CertificatePair, certificate: x509.Certificate, key: Key) -> None:
    # A crash between the two files leaves a key without certificate, which the next start renews.
    pair.certificate.unlink(missing_ok=True)
    write_private(
        pair.key,
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )
    write_private(pair.certificate, certificate.public_bytes(serialization.Encoding.PEM))
