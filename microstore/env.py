"""Everything the environment can tell the product, in one place. ``.env.example`` lists the same names.

Each value may also come from a file: ``SECRET_KEY_FILE=/run/secrets/key``. Without DATABASE_URL and REDIS_URL the
embedded servers are used; the supervisor notes where they listen in ``var/*.json`` and settings only read that.
"""
import json
from pathlib import Path

import environ

BASE = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()
environ.Env.read_env(BASE / ".env")

VAR = Path(env("MICROSTORE_VAR", default=str(BASE / "var"))).resolve()
DEMO = env.bool("DEMO", default=False)
DEMO_YEAR = env.bool("DEMO_YEAR", default=True)
DEMO_ORDERS = env.int("DEMO_ORDERS", default=230)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
HOST = env("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
SITE_URL_GIVEN = env("SITE_URL", default="").rstrip("/")
SITE_URL = SITE_URL_GIVEN or f"http://127.0.0.1:{PORT}"
SECOND_STEP_REQUIRED = env.bool("SECOND_STEP_REQUIRED", default=not (DEMO or DEBUG))
TRUST_PROXY = env.bool("TRUST_PROXY", default=False)
DB_STATEMENT_TIMEOUT_SECONDS = env.int("DB_STATEMENT_TIMEOUT_SECONDS", default=15)
DB_CONNECTION_SECONDS = env.int("DB_CONNECTION_SECONDS", default=600)
SIMULATORS_PORT = env.int("SIMULATORS_PORT", default=0)
SIMULATORS_URL = env("SIMULATORS_URL", default="http://127.0.0.1:8010").rstrip("/")
WEB_PROCESSES = env.int("WEB_PROCESSES", default=2)
WEB_THREADS = env.int("WEB_THREADS", default=4)
LOG_LEVEL = env("LOG_LEVEL", default="INFO")
LOG_FORMAT = env("LOG_FORMAT", default="json")


def embedded(name):
    """What the supervisor noted about an embedded server, or nothing."""
    try:
        return json.loads((VAR / f"{name}.json").read_text())
    except FileNotFoundError:
        return {}


DATABASE_URL_GIVEN = env("DATABASE_URL", default="")
DATABASE_URL = DATABASE_URL_GIVEN or embedded("pg").get("url", "")
REPLICA_URL = env("REPLICA_URL", default="")
REDIS_URL_GIVEN = env("REDIS_URL", default="")
REDIS_URL = REDIS_URL_GIVEN or embedded("valkey").get("url", "")
