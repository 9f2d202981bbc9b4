"""A real mail server on a port of its own, which can be slow, unwilling or gone."""

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from itstart.config import Settings


class PostOffice:
    """What arrived, and how the server behaves."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.answer = "250 OK"
        self.recipient_answer = "250 OK"
        self.cut_off = False
        self.delay = 0.0

    @property
    def letters(self) -> list[EmailMessage]:
        """The mails, read."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]

    @property
    def ids(self) -> list[str]:
        """The Message-ID of every copy that arrived."""
        return [str(letter["Message-ID"]) for letter in self.letters]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.raw.append(envelope.content)
            self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        await asyncio.sleep(self.delay)
        if self.cut_off:
            server.transport.abort()
        return self.answer


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def open_post_office(port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[tuple[PostOffice, Settings]]:
    """The server, and the settings that lead to it; with `tls` it takes nothing in the clear."""
    office = PostOffice()
    port = port or free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port, tls_context=tls, require_starttls=tls is not None)
    controller.start()
    try:
        yield office, settings_for(port)
    finally:
        controller.stop()


def settings_for(port: int) -> Settings:
    """Settings that send to a port of this machine."""
    return Settings(smtp_host="127.0.0.1", smtp_port=port, smtp_from="It-start <it-start@example.dk>")
