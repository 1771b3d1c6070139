from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from infra.engines.tls import SERVER_NAME, CertificatePair, Certificates, ensure_certificates

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
YEAR = timedelta(days=365)


def purposes(pair: CertificatePair) -> set[x509.ObjectIdentifier]:
    return set(pair.load().extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)


def serials(certificates: Certificates) -> list[int]:
    pairs = (certificates.authority, certificates.server, certificates.client)
    return [pair.load().serial_number for pair in pairs]


def test_server_and_client_are_signed_by_the_authority_of_this_installation(
    tmp_path: Path,
) -> None:
    made = ensure_certificates(tmp_path, NOW)
    for pair in (made.server, made.client):
        pair.load().verify_directly_issued_by(made.authority.load())
        assert pair.load_key().public_key() == pair.load().public_key()


def test_the_server_s_certificate_serves_and_calls_and_the_client_s_only_calls(
    tmp_path: Path,
) -> None:
    made = ensure_certificates(tmp_path, NOW)
    both = {ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH}
    assert purposes(made.server) == both
    assert purposes(made.client) == {ExtendedKeyUsageOID.CLIENT_AUTH}
    names = made.server.load().extensions.get_extension_for_class(x509.SubjectAlternativeName)
    assert SERVER_NAME in names.value.get_values_for_type(x509.DNSName)


def test_only_the_owner_reads_them(tmp_path: Path) -> None:
    ensure_certificates(tmp_path / "tls", NOW)
    for path in [tmp_path / "tls", *(tmp_path / "tls").iterdir()]:
        assert path.stat().st_mode & 0o077 == 0


def test_they_are_kept_while_more_than_a_year_is_left(tmp_path: Path) -> None:
    first = serials(ensure_certificates(tmp_path, NOW))
    assert serials(ensure_certificates(tmp_path, NOW + 3 * YEAR)) == first


def test_the_last_year_renews_server_and_client_and_keeps_the_authority(tmp_path: Path) -> None:
    authority, server, client = serials(ensure_certificates(tmp_path, NOW))
    later = serials(ensure_certificates(tmp_path, NOW + 4.5 * YEAR))
    assert later[0] == authority
    assert later[1] != server
    assert later[2] != client


def test_a_new_authority_renews_all(tmp_path: Path) -> None:
    first = serials(ensure_certificates(tmp_path, NOW))
    made = ensure_certificates(tmp_path, NOW + 19.5 * YEAR)
    assert not set(serials(made)) & set(first)
    made.client.load().verify_directly_issued_by(made.authority.load())


def test_what_a_crash_left_half_made_is_made_whole(tmp_path: Path) -> None:
    made = ensure_certificates(tmp_path, NOW)
    made.authority.certificate.unlink()  # a new key was written, its certificate was not
    again = ensure_certificates(tmp_path, NOW)
    again.server.load().verify_directly_issued_by(again.authority.load())
    again.client.load().verify_directly_issued_by(again.authority.load())
