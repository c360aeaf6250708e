"""Files encrypted in pieces with AES-256-GCM, so that a file of any size passes through little memory.

``MSB1``, 16 bytes of salt, then pieces: 4 bytes of length, the piece with its tag. The nonce counts the pieces, and the last one is
marked, so that pieces changed, swapped or cut off at the end are refused.
"""

import os
import struct
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from microstore.core.errors import Refused
from microstore.core.sentences import gettext as _

MAGIC = b"MSB1"
PIECE = 1024 * 1024


def _cipher(key: str, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, b"microstore backup").derive(key.encode()))


def seal(source: Path, target: Path, key: str) -> None:
    salt = os.urandom(16)
    cipher = _cipher(key, salt)
    with source.open("rb") as plain, target.open("wb") as sealed:
        sealed.write(MAGIC + salt)
        number, piece = 0, plain.read(PIECE)
        while True:
            following = plain.read(PIECE)
            part = cipher.encrypt(_nonce(number), piece, b"more" if following else b"last")
            sealed.write(struct.pack(">I", len(part)) + part)
            if not following:
                return
            number, piece = number + 1, following


def unseal(source: Path, target: Path, key: str) -> None:
    """Refuses a wrong key and a file that is not whole."""
    try:
        with source.open("rb") as sealed, target.open("wb") as plain:
            if sealed.read(4) != MAGIC:
                raise Refused(_("%(name)s is no sealed backup.") % {"name": source.name})
            cipher = _cipher(key, sealed.read(16))
            for number, (part, mark) in enumerate(_parts(sealed)):
                plain.write(cipher.decrypt(_nonce(number), part, mark))
    except (InvalidTag, struct.error):
        target.unlink(missing_ok=True)
        raise Refused(_("%(name)s cannot be opened: another key, or it is not whole.") % {"name": source.name}) from None


def _parts(sealed):
    """Each piece with its mark; the mark is known when nothing follows."""
    head = sealed.read(4)
    while True:
        part, head = sealed.read(struct.unpack(">I", head)[0]), sealed.read(4)
        yield part, b"more" if head else b"last"
        if not head:
            return


def _nonce(number: int) -> bytes:
    return struct.pack(">IQ", 0, number)
