"""The systems outside: payment, parcels, SMS, mail. With SIMULATORS the demo's own stand in for them, with keys made under var/."""

from urllib.parse import urlsplit

from microstore.env import DEMO, SIMULATORS_URL, SITE_URL, VAR, env

SIMULATORS = env.bool("SIMULATORS", default=True)
SIMULATOR_PUBLIC_URL = env("SIMULATOR_PUBLIC_URL", default=SIMULATORS_URL).rstrip("/")
SIMULATOR_DIR = VAR / "simulators"
SIMULATOR_SCALE = env.float("SIMULATOR_SCALE", default=0.1)
HOOKS_URL = env("HOOKS_URL", default=SITE_URL).rstrip("/")


def _base(name, simulated, real):
    return env(name, default=f"{SIMULATORS_URL}/{simulated}" if SIMULATORS else real).rstrip("/")


WECHATPAY_BASE_URL = _base("WECHATPAY_BASE_URL", "wechatpay", "https://api.mch.weixin.qq.com")
PAY_ORIGINS = [SIMULATOR_PUBLIC_URL if SIMULATORS else "https://wx.tenpay.com"]
WECHATPAY_MCHID = env("WECHATPAY_MCHID", default="")
WECHATPAY_APPID = env("WECHATPAY_APPID", default="")
WECHATPAY_MERCHANT_SERIAL = env("WECHATPAY_MERCHANT_SERIAL", default="")
WECHATPAY_MERCHANT_KEY = env.str("WECHATPAY_MERCHANT_KEY", default="", multiline=True)
WECHATPAY_APIV3_KEY = env("WECHATPAY_APIV3_KEY", default="")
WECHATPAY_PLATFORM_SERIAL = env("WECHATPAY_PLATFORM_SERIAL", default="")
WECHATPAY_PLATFORM_KEY = env.str("WECHATPAY_PLATFORM_KEY", default="", multiline=True)

KUAIDI100_BASE_URL = _base("KUAIDI100_BASE_URL", "kuaidi100", "https://poll.kuaidi100.com")
KUAIDI100_LABEL_URL = _base("KUAIDI100_LABEL_URL", "kuaidi100", "https://api.kuaidi100.com")
KUAIDI100_CUSTOMER = env("KUAIDI100_CUSTOMER", default="")
KUAIDI100_KEY = env("KUAIDI100_KEY", default="")
KUAIDI100_SECRET = env("KUAIDI100_SECRET", default="")
KUAIDI100_SALT_SECRET = env("KUAIDI100_SALT_SECRET", default="")
KUAIDI100_PARTNER_ID = env("KUAIDI100_PARTNER_ID", default="")
KUAIDI100_PARTNER_KEY = env("KUAIDI100_PARTNER_KEY", default="")

SMS_BASE_URL = _base("SMS_BASE_URL", "sms", "https://dysmsapi.aliyuncs.com")
SMS_ACCESS_KEY_ID = env("SMS_ACCESS_KEY_ID", default="")
SMS_ACCESS_KEY_SECRET = env("SMS_ACCESS_KEY_SECRET", default="")
SMS_SIGN_NAME = env("SMS_SIGN_NAME", default="")

# the shops on Weidian, by the code of their channel: {"main": {"appkey": "…", "secret": "…"}}
WEIDIAN_BASE_URL = _base("WEIDIAN_BASE_URL", "weidian", "https://api.vdian.com")
WEIDIAN_SHOPS = env.json("WEIDIAN_SHOPS", default={})

SIMULATOR_MAIL_PORT = env.int("SIMULATOR_MAIL_PORT", default=(urlsplit(SIMULATORS_URL).port or 80) + 1)
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="shop@microstore.example")
EMAIL_HOST = env("MAIL_HOST", default=urlsplit(SIMULATORS_URL).hostname if SIMULATORS else "")
EMAIL_PORT = env.int("MAIL_PORT", default=SIMULATOR_MAIL_PORT if SIMULATORS else 465)
EMAIL_HOST_USER = env("MAIL_USER", default="")
EMAIL_HOST_PASSWORD = env("MAIL_PASSWORD", default="")
EMAIL_USE_SSL = env.bool("MAIL_SSL", default=not SIMULATORS)
EMAIL_TIMEOUT = 10

NEEDED_OUTSIDE = (
    "WECHATPAY_MCHID", "WECHATPAY_APPID", "WECHATPAY_MERCHANT_SERIAL", "WECHATPAY_MERCHANT_KEY", "WECHATPAY_APIV3_KEY",
    "WECHATPAY_PLATFORM_SERIAL", "WECHATPAY_PLATFORM_KEY", "KUAIDI100_CUSTOMER", "KUAIDI100_KEY", "KUAIDI100_SECRET",
    "KUAIDI100_SALT_SECRET", "SMS_ACCESS_KEY_ID", "SMS_ACCESS_KEY_SECRET", "SMS_SIGN_NAME", "EMAIL_HOST",
)  # fmt: skip
BASE_URLS = ("WECHATPAY_BASE_URL", "KUAIDI100_BASE_URL", "SMS_BASE_URL", "WEIDIAN_BASE_URL")


def outside_refusals():
    """Yield each reason why these settings must not serve customers."""
    if SIMULATORS and not DEMO:
        yield "SIMULATORS must be off"
    if SIMULATORS:
        return
    yield from (f"{name.replace('EMAIL_', 'MAIL_')} must be set" for name in NEEDED_OUTSIDE if not globals()[name])
    if len(WECHATPAY_APIV3_KEY) not in (0, 32):
        yield "WECHATPAY_APIV3_KEY must have 32 characters"
    yield from (f"{name} must start with https://" for name in BASE_URLS if not globals()[name].startswith("https://"))

# where the films of store pages may lie when they are not our own; links alone, nothing of theirs is loaded
VIDEO_HOSTS = env.list("VIDEO_HOSTS", default=["v.qq.com", "channels.weixin.qq.com", "www.bilibili.com"])
