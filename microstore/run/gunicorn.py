"""The web server: two processes of four threads, the program loaded once before they part."""

from microstore import env

worker_class = "gthread"
workers = env.WEB_PROCESSES
threads = env.WEB_THREADS
preload_app = True
timeout = 30
graceful_timeout = 8
keepalive = 15
max_requests = 0
control_socket_disable = True


def when_ready(server):
    """Read once what every request needs, so that the processes share its memory and the first visitor does not wait."""
    import gc

    from django.db import connections
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - reading it imports every view
    connections.close_all()
    gc.collect()
    gc.freeze()


def post_fork(server, worker):
    from django.db import connections

    connections.close_all()
