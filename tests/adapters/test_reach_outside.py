"""The one client for the outside."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from microstore.core.errors import OutsideFailed
from microstore.core.outside import MOST_BYTES, NotReached, Outside, failed, is_passing


def outside(answer, **options):
    return Outside("somebody", "https://api.example/base", transport=httpx.MockTransport(answer), **options)


def test_host_comes_from_the_settings_alone():
    somebody = outside(lambda request: httpx.Response(200, json={"url": str(request.url)}))
    assert somebody.send("GET", "/v1/x").json() == {"url": "https://api.example/base/v1/x"}
    for path in ("//evil.example/x", "https://evil.example/x", "x", ""):
        with pytest.raises(ValueError, match="path"):
            somebody.send("GET", path)


@pytest.mark.parametrize("url", ["ftp://x.example", "file:///etc/passwd", "https://user:secret@x.example", "https://x.example/?a=1", ""])
def test_base_url_must_be_a_plain_web_address(url):
    with pytest.raises(ValueError, match="plain"):
        Outside("somebody", url)


def test_redirect_is_not_followed():
    answer = outside(lambda request: httpx.Response(302, headers={"Location": "http://169.254.169.254/"})).send("GET", "/x")
    assert (answer.status, answer.is_good) == (302, False)


def test_endless_answer_is_cut_off():
    with pytest.raises(OutsideFailed, match="longer"):
        outside(lambda request: httpx.Response(200, content=b"x" * (MOST_BYTES + 1))).send("GET", "/x")


@pytest.mark.parametrize("body", [b"", b"[]", b"<xml/>", b"\xff"])
def test_answer_that_is_no_object_is_a_failure_that_may_pass(body):
    answer = outside(lambda request: httpx.Response(200, content=body)).send("GET", "/x")
    if body == b"":
        assert answer.json() == {}
        return
    with pytest.raises(OutsideFailed) as broken:
        answer.json()
    assert not broken.value.permanent


def test_statuses_are_judged():
    assert [is_passing(status) for status in (400, 401, 404, 408, 429, 500, 503)] == [False, False, False, True, True, True, True]
    answer = outside(lambda request: httpx.Response(404)).send("GET", "/x")
    assert failed("somebody", answer).permanent


def test_log_names_the_call_and_no_secret(caplog):
    with caplog.at_level(logging.INFO, "microstore.core.outside"):
        outside(lambda request: httpx.Response(200)).send(
            "POST", "/v1/sms", params={"phone": "13800138000"}, body=b"code=482913", headers={"Authorization": "secret"}
        )
    assert "outside somebody POST /base/v1/sms -> 200" in caplog.text
    assert not any(word in caplog.text for word in ("13800138000", "482913", "secret"))


def test_a_provider_that_hangs_holds_no_more_threads_than_it_may():
    inside, go_on = threading.Semaphore(0), threading.Event()

    def hang(request):
        inside.release()
        go_on.wait(60)
        return httpx.Response(200)

    somebody = outside(hang, at_once=2)
    with ThreadPoolExecutor(2) as pool:
        held = [pool.submit(somebody.send, "GET", "/x") for _ in range(2)]
        assert inside.acquire(timeout=30)
        assert inside.acquire(timeout=30)
        with pytest.raises(NotReached) as refused:
            somebody.send("GET", "/x")
        go_on.set()
        assert [call.result().status for call in held] == [200, 200]
    assert not refused.value.permanent
    assert somebody.send("GET", "/x").status == 200
