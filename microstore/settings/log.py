"""Logs by structlog: one line per event, JSON in production, with the id of the request or task."""
import structlog

SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def logging(style, level="INFO"):
    """The LOGGING setting. ``style`` is "json" or "console"."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    if style == "console":
        # Plain: the pretty formatter writes out every local variable, which asks the very database that is down and tells secrets.
        last = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    chain = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
    formatter = {"()": structlog.stdlib.ProcessorFormatter, "processors": chain, "foreign_pre_chain": SHARED}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django.server": {"level": "WARNING"}, "httpx": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
    }
