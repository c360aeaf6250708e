"""A traceback in the log names lines of code and no values: those are slow to write out, ask the database, and tell secrets."""

import logging
from logging.config import dictConfig

import pytest

from microstore.settings import log


@pytest.fixture
def root():
    handlers, level = logging.root.handlers[:], logging.root.level
    yield logging.root
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def check_code(code):
    raise ValueError("broken")


@pytest.mark.parametrize("style", ["console", "json"])
def test_a_traceback_shows_no_local_variable(style, capsys, root):
    dictConfig(log.logging(style) | {"loggers": {}})
    try:
        check_code("4938" + "17")
    except ValueError:
        root.exception("incident")
    said = capsys.readouterr().err
    assert "ValueError: broken" in said
    assert "493817" not in said
