"""A simulated Weidian on loopback over real HTTP, a channel of ours that reads it, and goods that it sells."""

import threading

import pytest

from microstore.core.declarations import Check
from microstore.core.demo_keys import load_or_make
from microstore.core.simulators import Response
from microstore.core.simulators.server import Handler, Server
from orders import channels
from orders.channels.simulator import WeidianSimulator
from tests.factories import channels as make


@pytest.fixture(scope="session")
def key_directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("keys")
    load_or_make(directory / "keys.json")
    return directory


@pytest.fixture
def platform(tmp_path, key_directory, settings):
    """The simulator, answering on a port of its own."""
    (tmp_path / "keys.json").write_text((key_directory / "keys.json").read_text())
    server = Server(("127.0.0.1", 0), Handler)
    url = f"http://127.0.0.1:{server.server_port}"
    shop = WeidianSimulator(tmp_path, public_url=f"{url}/weidian", scale=0.01)
    server.mount({shop.name: shop}, lambda request: Response(404))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    settings.WEIDIAN_BASE_URL = f"{url}/weidian"
    settings.WEIDIAN_SHOPS = {"weidian": {"appkey": shop.keys["weidian_appkey"], "secret": shop.keys["weidian_secret"]}}
    channels._weidian.cache_clear()
    yield shop
    server.shutdown()
    server.server_close()
    shop.stop()
    channels._weidian.cache_clear()


@pytest.fixture(autouse=True)
def no_waiting(settings):
    """What changed this very second is read at once: the platform here has one server."""
    from microstore.core import norms
    from orders.norms import CHANNEL_LAG

    norms.forget()
    norms._kept, norms._kept_until = {CHANNEL_LAG.code: 0}, float("inf")
    yield
    norms.forget()


@pytest.fixture
def channel(db):
    return make.make_channel()


@pytest.fixture
def books():
    """Every invariant of orders and their money, and of what is promised, read when called."""
    ours = [check for check in Check.registry if check.find.__module__.startswith("orders") or check.number == "2"]
    return lambda: [f"{check.find.__name__}: {row}" for check in ours for row in check.find()]
