"""A dead cache, too many tries, a broken page: the house stays standing and says what is the matter."""
import re
import time

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from microstore.core import cache as cache_module
from microstore.core import ratelimit
from microstore.core.errors import Changed, Refused
from microstore.house import errors
from microstore.house.middleware import NameRequest

DEAD = {
    "default": {
        "BACKEND": "microstore.core.cache.ForgivingCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {"socket_connect_timeout": 0.2},
    }
}


@pytest.fixture
def dead_cache():
    with override_settings(CACHES=DEAD):
        yield
    cache_module.ForgivingCache.resting_until = 0.0


def test_dead_cache_answers_not_found(dead_cache):
    cache.set("a", 1)
    assert cache.get("a", "nothing") == "nothing"
    assert cache.get_many(["a"]) == {}
    assert cache.delete("a") is False


def test_dead_cache_is_left_in_peace_for_a_while(dead_cache, monkeypatch):
    cache.get("a")
    monkeypatch.setattr(cache_module.RedisCache, "get", lambda *a, **k: pytest.fail("asked again"))
    assert cache.get("a") is None


def test_clearing_the_cache_leaves_the_queues():
    from redis import Redis

    from microstore.settings import work

    queues = Redis.from_url(work.REDIS_URL)
    queues.rpush("house-test-queue", "task")
    cache.set("a", 1)
    cache.clear()
    assert cache.get("a") is None
    assert queues.lpop("house-test-queue") == b"task"


def test_the_try_after_the_last_allowed_one_is_refused():
    for _ in range(3):
        ratelimit.limit("phone:1", times=3, seconds=3600)
    with pytest.raises(ratelimit.TooMany) as refusal:
        ratelimit.limit("phone:1", times=3, seconds=3600)
    assert 0 < refusal.value.seconds <= 3600
    ratelimit.limit("phone:2", times=3, seconds=3600)


def test_limits_hold_without_a_cache(dead_cache):
    ratelimit.own_counts.clear()
    for _ in range(3):
        ratelimit.limit("phone:1", times=3, seconds=3600)
    with pytest.raises(ratelimit.TooMany):
        ratelimit.limit("phone:1", times=3, seconds=3600)


def test_a_broker_that_is_gone_is_not_waited_for():
    from kombu import Connection
    from kombu.exceptions import OperationalError as NotReached

    from microstore.settings import work

    gone = Connection("redis://127.0.0.1:1/0", transport_options=work.CELERY_BROKER_TRANSPORT_OPTIONS)
    begun = time.monotonic()
    with pytest.raises(NotReached):
        gone.default_channel  # noqa: B018 - what every message is sent through
    assert time.monotonic() - begun < 5


@pytest.mark.django_db
def test_sessions_survive_a_dead_cache(dead_cache):
    client = Client()
    session = client.session
    session["kept"] = "yes"
    session.save()
    assert client.session["kept"] == "yes"


@pytest.mark.django_db
def test_every_page_carries_the_strict_policy():
    response = Client().get("/healthz")
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy
    assert response.headers["Permissions-Policy"].startswith("accelerometer=()")
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_ready_says_what_it_needs():
    answer = Client().get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["missing"] == []


def test_given_request_id_is_kept_and_a_strange_one_replaced():
    assert Client().get("/healthz", headers={"X-Request-ID": "abcdef-123456"}).headers["X-Request-ID"] == "abcdef-123456"
    assert re.fullmatch(r"[0-9a-f]{16}", Client().get("/healthz", headers={"X-Request-ID": "<script>"}).headers["X-Request-ID"])


def request(path="/"):
    made = RequestFactory().get(path)
    made.id = "0123456789abcdef"
    return made


def test_incident_page_carries_its_number():
    response = errors.broken(request())
    assert response.status_code == 500
    assert b"0123456789abcdef" in response.content


def test_a_dead_database_met_outside_the_page_is_busy_and_no_incident():
    try:
        raise OperationalError("server closed the connection unexpectedly")
    except OperationalError:
        response = errors.broken(request())
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"


@pytest.mark.parametrize(("path", "sent", "status"), [
    ("/", 110, 200), ("/", 111, 413), ("/backoffice/catalog/imports/new/", 210, 200), ("/backoffice/catalog/imports/new/", 211, 413)])
def test_body_much_too_large_is_refused_before_it_is_read(path, sent, status):
    asked = RequestFactory().post(path, CONTENT_LENGTH=str(sent * 1024 * 1024))
    asked._read_started = True  # whoever reads it fails
    response = NameRequest(lambda request: HttpResponse())(asked)
    assert response.status_code == status
    assert status == 200 or str(sent - 1) in response.content.decode()


def test_too_many_says_when_to_try_again():
    response = errors.too_many(request(), seconds=90)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "90"


def test_refusal_that_no_page_caught_is_still_said():
    ring = NameRequest(lambda request: None)
    response = ring.process_exception(request(), Refused("The cart is empty."))
    assert response.status_code == 422
    assert "The cart is empty." in response.content.decode()
    assert ring.process_exception(request(), Changed("Changed meanwhile.")).status_code == 409
    assert ring.process_exception(request(), ratelimit.TooMany(60)).status_code == 429
    assert ring.process_exception(request(), ValueError("a bug")) is None


@pytest.mark.django_db
def test_stranger_address_is_a_plain_404():
    assert Client().get("/no-such-page-here").status_code == 404


@pytest.mark.django_db
def test_media_hands_out_public_pictures_only(settings):
    (settings.MEDIA_ROOT / "private").mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "private/licence.pdf").write_text("secret")
    for path in ("private/licence.pdf", "public/../private/licence.pdf", "..%2f..%2fpg.json"):
        assert Client().get(f"/media/{path}").status_code == 404


def test_browsers_find_the_icon():
    assert Client().get("/favicon.ico").url.endswith("img/favicon.svg")


@pytest.mark.parametrize("path", ["/%00", "/p/a%00b/", "/backoffice/orders/%00/", "/hooks/payments/%00/"])
def test_an_address_that_no_row_can_have_is_not_found(path):
    assert Client().get(path).status_code == 404


def test_asking_the_admin_for_what_no_row_holds_is_no_incident(admin_client):
    assert admin_client.get("/admin/orders/order/?display__exact=%00").status_code == 400
