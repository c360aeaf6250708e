"""Signatures and ciphers of WeChat Pay v3. Used by the adapter and, from the other side, by its simulator."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cryptography import x509
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from .base import NoticeRefused

SCHEME = "WECHATPAY2-SHA256-RSA2048"
WINDOW_SECONDS = 300
HEADERS = ("Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature")


@dataclass(frozen=True)
class Account:
    """One merchant. ``platform_pems`` maps serial → PEM and may hold the public key and certificates side by side, because both
    arrive while WeChat changes over; ``platform_serial`` is the one we ask to be answered with."""

    mchid: str
    appid: str
    merchant_serial: str
    merchant_pem: str = field(repr=False)
    apiv3_key: str = field(repr=False)
    platform_serial: str
    platform_pems: Mapping[str, str] = field(repr=False)

    @cached_property
    def merchant_key(self) -> RSAPrivateKey:
        return load_pem_private_key(self.merchant_pem.encode(), None)

    @cached_property
    def platform_keys(self) -> dict[str, RSAPublicKey]:
        return {serial: public_key(pem) for serial, pem in self.platform_pems.items()}


def public_key(pem: str) -> RSAPublicKey:
    if "BEGIN CERTIFICATE" in pem:
        return x509.load_pem_x509_certificate(pem.encode()).public_key()
    return load_pem_public_key(pem.encode())


def request_message(method: str, target: str, timestamp: str, nonce: str, body: bytes) -> bytes:
    """Five lines, each ended by a line feed; ``target`` is path and query as they go onto the wire."""
    return f"{method}\n{target}\n{timestamp}\n{nonce}\n".encode() + body + b"\n"


def answer_message(timestamp: str, nonce: str, body: bytes) -> bytes:
    return f"{timestamp}\n{nonce}\n".encode() + body + b"\n"


def sign(key: RSAPrivateKey, message: bytes) -> str:
    return base64.b64encode(key.sign(message, padding.PKCS1v15(), SHA256())).decode()


def is_signed(key: RSAPublicKey, message: bytes, signature: str) -> bool:
    try:
        key.verify(base64.b64decode(signature, validate=True), message, padding.PKCS1v15(), SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def authorization(account: Account, method: str, target: str, timestamp: str, nonce: str, body: bytes) -> str:
    signature = sign(account.merchant_key, request_message(method, target, timestamp, nonce, body))
    return (
        f'{SCHEME} mchid="{account.mchid}",nonce_str="{nonce}",signature="{signature}",'
        f'timestamp="{timestamp}",serial_no="{account.merchant_serial}"'
    )


def problem_with(headers: Mapping[str, str], body: bytes, *, keys: Mapping[str, RSAPublicKey], now: float) -> str:
    """Why an answer or notice is not to be believed; empty when it is. WeChat's probes (WECHATPAY/SIGNTEST/…) fail like any forgery."""
    timestamp, nonce, serial, signature = (headers.get(name) or "" for name in HEADERS)
    if not (timestamp and nonce and serial and signature):
        return "signature headers missing"
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12) or abs(now - int(timestamp)) >= WINDOW_SECONDS:
        return "timestamp outside the window"
    if serial not in keys:
        return "serial not known here"
    if not is_signed(keys[serial], answer_message(timestamp, nonce, body), signature):
        return "signature is wrong"
    return ""


def decrypt(resource, apiv3_key: str) -> bytes:
    """The plain facts of a notice. Raises NoticeRefused when the tag does not fit or the envelope has another shape."""
    try:
        if resource["algorithm"] != "AEAD_AES_256_GCM":
            raise NoticeRefused("cipher not known here")
        sealed = base64.b64decode(resource["ciphertext"], validate=True)
        aad = (resource.get("associated_data") or "").encode()
        return AESGCM(apiv3_key.encode()).decrypt(resource["nonce"].encode(), sealed, aad)
    except (KeyError, TypeError, AttributeError, ValueError, InvalidTag) as error:
        raise NoticeRefused("notice can not be decrypted") from error


def encrypt(facts: dict, apiv3_key: str, nonce: str, aad: str) -> dict:
    """The other direction, as WeChat does it."""
    plain = json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()
    sealed = AESGCM(apiv3_key.encode()).encrypt(nonce.encode(), plain, aad.encode())
    return {"algorithm": "AEAD_AES_256_GCM", "ciphertext": base64.b64encode(sealed).decode(), "nonce": nonce, "associated_data": aad}
