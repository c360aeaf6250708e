"""Keys of the demo company at the simulated outside: made once under var/, shared by our processes and the simulators."""

import hashlib
import hmac
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings


def demo_keys() -> dict[str, str]:
    return load_or_make(Path(settings.SIMULATOR_DIR) / "keys.json")


@lru_cache(maxsize=8)
def load_or_make(path: Path) -> dict[str, str]:
    """Whoever comes first makes them; ``link`` lets exactly one of several processes win, and nobody reads half a file."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"keys.{os.getpid()}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(make()), "utf-8")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    kept = json.loads(path.read_text("utf-8"))
    return derived(kept["wechatpay_apiv3_key"]) | kept


def derived(secret: str) -> dict[str, str]:
    """Keys that files of earlier versions lack: every process comes to the same ones without writing."""
    names = ("weidian_appkey", "weidian_secret", "weidian_hook")
    return {name: hmac.new(secret.encode(), name.encode(), hashlib.sha256).hexdigest()[:32] for name in names}


def make() -> dict[str, str]:
    merchant, platform = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    return {
        "wechatpay_mchid": "1900000109",
        "wechatpay_appid": "wx8888888888888888",
        "wechatpay_merchant_serial": secrets.token_hex(20).upper(),
        "wechatpay_merchant_key": _private(merchant),
        "wechatpay_merchant_public_key": _public(merchant),
        "wechatpay_apiv3_key": secrets.token_hex(16),
        "wechatpay_platform_serial": f"PUB_KEY_ID_01{secrets.randbelow(10**34):034d}",
        "wechatpay_platform_key": _private(platform),
        "wechatpay_platform_public_key": _public(platform),
        "kuaidi100_customer": secrets.token_hex(16).upper(),
        "kuaidi100_key": secrets.token_urlsafe(12),
        "kuaidi100_secret": secrets.token_hex(16),
        "kuaidi100_salt_secret": secrets.token_hex(16),
        "sms_access_key_id": f"LTAI{secrets.token_hex(10)}",
        "sms_access_key_secret": secrets.token_urlsafe(22),
    }


def _private(key) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _public(key) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
