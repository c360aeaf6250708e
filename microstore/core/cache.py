"""The Redis cache, forgiving: a dead or slow cache makes pages slower, never broken."""
import time

import structlog
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
REST_SECONDS = 5


class OneClient(RedisCacheClient):
    """Keeps the client of each pool: making one costs as much as asking it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._clients = {}

    def get_client(self, key=None, *, write=False):
        place = self._get_connection_pool_index(write)
        if place not in self._clients:
            self._clients[place] = super().get_client(key, write=write)
        return self._clients[place]


class ForgivingCache(RedisCache):
    """Answers "not found" when Redis does not answer, and then leaves it in peace for a few seconds.

    ``clear`` removes this cache's own keys alone: the same Redis carries the queues.
    """

    resting_until = 0.0

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = OneClient

    def attempt(self, act, instead):
        if time.monotonic() < ForgivingCache.resting_until:
            return instead
        try:
            return act()
        except (RedisError, OSError) as error:
            ForgivingCache.resting_until = time.monotonic() + REST_SECONDS
            log.warning("cache does not answer", error=str(error))
            return instead

    def is_answering(self):
        return self.attempt(lambda: self._cache.get_client().ping(), False)

    def add(self, key, value, *how, **options):
        return self.attempt(lambda: super(ForgivingCache, self).add(key, value, *how, **options), True)

    def get(self, key, default=None, **options):
        return self.attempt(lambda: super(ForgivingCache, self).get(key, default, **options), default)

    def set(self, key, value, *how, **options):
        return self.attempt(lambda: super(ForgivingCache, self).set(key, value, *how, **options), None)

    def touch(self, key, *how, **options):
        return self.attempt(lambda: super(ForgivingCache, self).touch(key, *how, **options), False)

    def incr(self, key, delta=1, **options):
        """The new count, or 0 when nobody answers. ValueError when there is no such key, as everywhere in Django."""
        return self.attempt(lambda: super(ForgivingCache, self).incr(key, delta, **options), 0)

    def delete(self, key, **options):
        return self.attempt(lambda: super(ForgivingCache, self).delete(key, **options), False)

    def get_many(self, keys, **options):
        return self.attempt(lambda: super(ForgivingCache, self).get_many(keys, **options), {})

    def set_many(self, data, *how, **options):
        return self.attempt(lambda: super(ForgivingCache, self).set_many(data, *how, **options), list(data))

    def delete_many(self, keys, **options):
        return self.attempt(lambda: super(ForgivingCache, self).delete_many(keys, **options), None)

    def has_key(self, key, **options):
        return self.attempt(lambda: super(ForgivingCache, self).has_key(key, **options), False)

    def clear(self):
        return self.attempt(self.remove_own_keys, None)

    def remove_own_keys(self):
        client = self._cache.get_client(write=True)
        for key in client.scan_iter(f"{self.key_prefix}:*", count=500):
            client.delete(key)
