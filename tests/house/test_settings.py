"""Settings say no before customers could be harmed; what the environment may say is written down."""
import os
import re
import subprocess
import sys

import pytest

from tests.architecture.code import ROOT

SAFE = {
    "SECRET_KEY": "k7Zt2vQ9xLw4mNc8RbYh3sJd6fGp1aEu5oTi0WqXyVnBzMKC",
    "ALLOWED_HOSTS": "shop.example.cn",
    "SITE_URL": "https://shop.example.cn",
    "DATABASE_URL": "postgres://m:m@db/m",
    "REDIS_URL": "redis://cache/0",
    "SIMULATORS": "false",
    "WECHATPAY_APIV3_KEY": "0123456789abcdef0123456789abcdef",
}
OUTSIDE = [
    *("WECHATPAY_MCHID", "WECHATPAY_APPID", "WECHATPAY_MERCHANT_SERIAL", "WECHATPAY_MERCHANT_KEY"),
    *("WECHATPAY_PLATFORM_SERIAL", "WECHATPAY_PLATFORM_KEY", "SMS_ACCESS_KEY_ID", "SMS_ACCESS_KEY_SECRET", "SMS_SIGN_NAME", "MAIL_HOST"),
    *("KUAIDI100_CUSTOMER", "KUAIDI100_KEY", "KUAIDI100_SECRET", "KUAIDI100_SALT_SECRET"),
]


def start(command=("check", "--deploy", "--fail-level", "WARNING"), **environment):
    """Run a command under production settings with exactly this environment. Returns (code, last lines)."""
    safe = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "microstore.settings.production"}
    whole = safe | SAFE | dict.fromkeys(OUTSIDE, "given") | environment
    whole["SECRET_KEY"] = whole["SECRET_KEY"] * 2 if whole["SECRET_KEY"] == SAFE["SECRET_KEY"] else whole["SECRET_KEY"]
    done = subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=whole, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_production_settings_pass_the_deployment_check():
    code, said = start()
    assert code == 0, said


@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must be set"),
        ({"DEBUG": "true"}, "DEBUG must be off"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must not be *"),
        ({"SITE_URL": "http://shop.example.cn"}, "SITE_URL must start with https://"),
        ({"SIMULATORS": "true"}, "SIMULATORS must be off"),
    ],
)
def test_production_refuses_what_is_unsafe(unsafe, sentence):
    code, said = start(**unsafe)
    assert code != 0
    assert sentence in said


def test_the_demo_may_use_http_and_simulators():
    code, said = start(DEMO="true", SITE_URL="http://127.0.0.1:8000", SIMULATORS="true", command=("check",))
    assert code == 0, said


def names_read():
    """The names that env.py and the settings ask the environment for."""
    asked = set()
    for path in (ROOT / "microstore/env.py", *(ROOT / "microstore/settings").glob("*.py")):
        asked |= set(re.findall(r'(?:env|env\.\w+|_base)\(\s*"([A-Z][A-Z0-9_]+)"', path.read_text()))
    return asked


def test_the_example_names_everything_the_environment_can_say():
    told = re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted({name.removesuffix("_FILE") for name in told}) == sorted(names_read())
