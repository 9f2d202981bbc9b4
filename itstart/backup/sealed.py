"""Encryption of a stream: AES-256-GCM in pieces, each bound to its place, and the last one marked as such.

A changed, moved or missing piece, and a file that ends too soon, are found before a byte of it is used.
The key comes from the passphrase by scrypt with a salt of its own for each file.
"""

import io
import os
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"it-start sealed 1\n"
SALT = 16
PREFIX = 7
PIECE = 1 << 20
TAG = 16
MIN_KEY = 16


class WrongKey(Exception):
    """The file does not open: another passphrase, or a file that has been changed or cut off."""


def _cipher(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=1 << 15, r=8, p=1).derive(passphrase.encode()))


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


class Writer(io.RawIOBase):
    """Encrypts what is written to it; only after `close` is the file whole. The file below stays open."""

    def __init__(self, below: BinaryIO, passphrase: str) -> None:
        salt, self._prefix = os.urandom(SALT), os.urandom(PREFIX)
        self._below, self._cipher = below, _cipher(passphrase, salt)
        self._head = MAGIC + salt + self._prefix
        self._waiting, self._number = bytearray(), 0
        below.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self._waiting += data
        while len(self._waiting) > PIECE:  # never the last piece: that one is `close`'s
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last=last)
        self._below.write(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1

    def close(self) -> None:
        if not self.closed:
            self._seal(bytes(self._waiting), last=True)
            super().close()


class Reader(io.RawIOBase):
    """Decrypts a file piece by piece; WrongKey as soon as one does not fit."""

    def __init__(self, below: BinaryIO, passphrase: str) -> None:
        head = below.read(len(MAGIC) + SALT + PREFIX)
        if not is_sealed(head) or len(head) < len(MAGIC) + SALT + PREFIX:
            raise WrongKey
        salt, self._prefix = head[len(MAGIC) : len(MAGIC) + SALT], head[-PREFIX:]
        self._below, self._head, self._cipher = below, head, _cipher(passphrase, salt)
        self._next = below.read(PIECE + TAG)
        self._open, self._number, self._ended = b"", 0, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview[int]") -> int:  # type: ignore[override]
        while not self._open and not self._ended:
            self._take()
        count = min(len(buffer), len(self._open))
        buffer[:count] = self._open[:count]
        self._open = self._open[count:]
        return count

    def _take(self) -> None:
        sealed, self._next = self._next, self._below.read(PIECE + TAG)
        self._ended = not self._next
        try:
            nonce = _nonce(self._prefix, self._number, last=self._ended)
            self._open = self._cipher.decrypt(nonce, sealed, self._head)
        except InvalidTag as error:
            raise WrongKey from error
        self._number += 1


def is_sealed(start: bytes) -> bool:
    """True when a file that begins like this was written by `Writer`."""
    return start.startswith(MAGIC)
