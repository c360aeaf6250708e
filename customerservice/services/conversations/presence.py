"""Whether a customer has the chat in front of them: kept for less than a minute, in the cache alone."""

from django.core.cache import cache

HERE_SECONDS = 45


def note_here(conversation_id: int) -> None:
    cache.set(_key(conversation_id), 1, HERE_SECONDS)


def is_here(conversation_id: int) -> bool:
    return bool(cache.get(_key(conversation_id)))


def _key(conversation_id: int) -> str:
    return f"chat-here:{conversation_id}"
