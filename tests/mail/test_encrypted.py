"""Mail goes encrypted to a server that is the one it says it is, or it stays here and is tried again (ASVS 12.3.2)."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from flask import Flask

from itstart import clock
from itstart.config import Settings
from itstart.services import outbox
from itstart.services.outbox import MailState
from tests.mail.post_office import open_post_office
from tests.mail.sending import Office, send_now, write_mail

HERE = x509.IPAddress(ip_address("127.0.0.1"))
ELSEWHERE = x509.DNSName("mail.example.dk")


def _certificate(folder: Path, name: x509.GeneralName, *, days: int = 1) -> tuple[Path, Path]:
    """A certificate that vouches for itself, and its key; with negative `days` it ran out that long ago."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "It-start test")])
    until = clock.now() + timedelta(days=days)
    made = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(until - timedelta(days=2))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([name]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    kind, open_ = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    secret.write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, open_))
    return certificate, secret


@pytest.fixture
def pair(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, Path]:
    name, days = getattr(request, "param", (HERE, 1))
    return _certificate(tmp_path, name, days=days)


@pytest.fixture
def office(pair: tuple[Path, Path]) -> Iterator[Office]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*pair)
    with open_post_office(tls=context) as (server, settings):
        yield server, replace(settings, smtp_starttls=True)


def _state_after_a_try(settings: Settings) -> MailState:
    mail = write_mail()
    send_now(settings)
    return outbox.state(mail)


def test_a_server_that_is_known_gets_the_mail(
    app: Flask, office: Office, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pair[0]))
    assert _state_after_a_try(office[1]) is MailState.SENT
    assert len(office[0].raw) == 1


@pytest.mark.parametrize("pair", [(ELSEWHERE, 1), (HERE, -1)], ids=["another name", "run out"], indirect=True)
def test_a_known_certificate_that_does_not_fit_gets_nothing(
    app: Flask, office: Office, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(pair[0]))
    assert _state_after_a_try(office[1]) is MailState.WAITING
    assert not office[0].raw


def test_a_server_that_nobody_knows_gets_nothing(app: Flask, office: Office) -> None:
    assert _state_after_a_try(office[1]) is MailState.WAITING
    assert not office[0].raw


def test_a_server_without_encryption_gets_nothing(app: Flask) -> None:
    with open_post_office() as (server, settings):
        assert _state_after_a_try(replace(settings, smtp_starttls=True)) is MailState.WAITING
        assert not server.raw
