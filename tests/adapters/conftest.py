"""A whole simulated outside on loopback, and a small shop that takes its calls."""

import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from logistics.carriers.kuaidi100 import Account as ParcelAccount
from logistics.carriers.kuaidi100 import Kuaidi100
from microstore.core.demo_keys import load_or_make
from microstore.core.outside import Outside
from microstore.messaging.senders.sms_aliyun import Account as SmsAccount
from microstore.messaging.senders.sms_aliyun import AliyunSms
from operations.management.commands.simulators import OutsideWorld
from orders.gateways.wechatpay import WechatPay, demo_account

PATIENT = 20  # seconds for an answer from this very machine, which may be busy


class Shop:
    """Keeps every call as (path, headers, body); answers with ``statuses`` one after the other, then 200."""

    def __init__(self):
        self.calls, self.statuses, self.came = [], [], threading.Condition()
        self.body = b'{"result": true, "returnCode": "200"}'
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                with shop.came:
                    status = shop.statuses.pop(0) if shop.statuses else 200
                    shop.calls.append((self.path, self.headers, body))
                    shop.came.notify_all()
                self.send_response(status)
                self.end_headers()
                self.wfile.write(shop.body if status == 200 else b"{}")

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def wait(self, count, seconds=60):
        with self.came:
            assert self.came.wait_for(lambda: len(self.calls) >= count, seconds), f"{len(self.calls)} calls came"
        return self.calls[count - 1]

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class World(OutsideWorld):
    def control(self, simulator, **wish):
        answer = httpx.post(f"{self.url}/{simulator}/_control", json=wish, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def run_in_background(self):
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        return self


@pytest.fixture(scope="session")
def key_file(tmp_path_factory):
    """Two RSA keys take a while: made once for all tests."""
    directory = tmp_path_factory.mktemp("keys")
    load_or_make(directory / "keys.json")
    return directory / "keys.json"


@pytest.fixture
def directory(tmp_path, key_file):
    shutil.copy(key_file, tmp_path / "keys.json")
    return tmp_path


@pytest.fixture
def keys(directory):
    return load_or_make(directory / "keys.json")


@pytest.fixture
def world(directory):
    made = World(directory=directory, scale=0.001).run_in_background()
    yield made
    made.stop()


@pytest.fixture
def shop():
    made = Shop()
    yield made
    made.close()


@pytest.fixture
def wechatpay(world, keys):
    return WechatPay(demo_account(keys), Outside("wechatpay", f"{world.url}/wechatpay", read_seconds=PATIENT))


@pytest.fixture
def hasty(world):
    """``hasty("sms")``: the same way out for somebody who gives an answer half a second."""
    return lambda name: Outside(name, f"{world.url}/{name}", read_seconds=0.5)


@pytest.fixture
def kuaidi100(world, keys):
    account = ParcelAccount(**{name: keys[f"kuaidi100_{name}"] for name in ("customer", "key", "secret", "salt_secret")})
    outside = Outside("kuaidi100", f"{world.url}/kuaidi100", read_seconds=PATIENT)
    return Kuaidi100(account, outside, outside)


@pytest.fixture
def sms(world, keys):
    account = SmsAccount(keys["sms_access_key_id"], keys["sms_access_key_secret"], "康选微店")
    return AliyunSms(account, Outside("sms", f"{world.url}/sms", read_seconds=PATIENT))
