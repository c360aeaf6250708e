"""One database with every migration applied, made once for each state of the migrations. Test databases are copies of it.

To apply them all takes most of a minute, a copy less than a second. PostgreSQL copies no database that somebody is connected to, so
nobody stays connected to this one.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection
from psycopg2 import sql

from microstore import env

ROOT = Path(__file__).resolve().parents[1]
LOCK = 20260001  # advisory: several processes of tests begin at once, one of them makes it


def ready() -> str:
    """The name of the database to copy."""
    name = f"tests_{_state_of_migrations()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")  # who comes second waits until it is made
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            _make(cursor, name)
    return name


def _state_of_migrations() -> str:
    files = [ROOT / "requirements.txt", *sorted(ROOT.glob("*/migrations/0*.py")), *sorted(ROOT.glob("microstore/*/migrations/0*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _make(cursor, name: str) -> None:
    """Under another name until it is whole: a process killed in the middle leaves nothing that looks ready."""
    unfinished = f"{name}_unfinished"
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(unfinished)))
    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
    there = urlunsplit(urlsplit(env.DATABASE_URL)._replace(path=f"/{unfinished}"))
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, cwd=ROOT, env=os.environ | {"DATABASE_URL": there}, check=True)
    cursor.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name)))
