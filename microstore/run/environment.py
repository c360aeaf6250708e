"""Make ``.venv`` hold exactly the pinned packages. Run by whatever Python 3.11+ the machine has; standard library only.

Bare Debian and Ubuntu lack ``ensurepip``, refuse to install outside an environment, and may have an old pip: three ways
are tried in turn. Nothing is done when the requirement files are those that were installed last.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NO_PIP = "pip is missing. On Debian or Ubuntu: apt-get install python3-pip"
DEBIAN_PACKAGES = "/usr/lib/python3/dist-packages"


def wanted():
    """The requirement files this start needs."""
    names = ["requirements.txt", "requirements-dev.txt"] if os.environ.get("MICROSTORE_FOR_TESTS") else ["requirements.txt"]
    return [ROOT / name for name in names]


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stamp(path):
    return VENV / f".installed-{path.stem}"


def is_installed(path):
    return stamp(path).exists() and stamp(path).read_text() == digest(path)


def works():
    """True when the environment's own Python starts and is new enough."""
    question = "import sys; sys.exit(sys.version_info < (3, 11) or sys.prefix == sys.base_prefix)"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", question], capture_output=True).returncode == 0


def create():
    say(f"Making the environment with Python {sys.version.split()[0]} …")
    shutil.rmtree(VENV, ignore_errors=True)
    bare = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    made = subprocess.run([sys.executable, "-m", "venv", *bare, VENV], capture_output=True, text=True)
    if made.returncode and not bare:
        shutil.rmtree(VENV, ignore_errors=True)
        made = subprocess.run([sys.executable, "-m", "venv", "--without-pip", VENV], capture_output=True, text=True)
    if made.returncode:
        sys.exit(f"Cannot make {VENV}: {(made.stderr or made.stdout).strip().splitlines()[-1]}")


def ways():
    """Yield (command, environment) of each pip that may work here, the environment's own first."""
    yield [PYTHON, "-m", "pip"], {}
    yield [sys.executable, "-m", "pip", "--python", PYTHON], {}
    yield [PYTHON, "-m", "pip"], {"PYTHONPATH": DEBIAN_PACKAGES}


def pip():
    for command, extra in ways():
        if subprocess.run([*command, "--version"], capture_output=True, env=os.environ | extra, cwd="/").returncode == 0:
            return command, os.environ | extra
    sys.exit(NO_PIP)


def install(files):
    say("Installing the pinned packages (a minute or two, the first time) …")
    command, environment = pip()
    lists = [part for path in files for part in ("-r", str(path))]
    options = ["--disable-pip-version-check", "--no-input", "--quiet"]
    done = subprocess.run([*command, "install", *options, *lists], capture_output=True, text=True, env=environment, cwd=ROOT)
    if done.returncode:
        reasons = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
        sys.exit("Cannot install the packages: " + " ".join(reasons[-2:]))
    for path in files:
        stamp(path).write_text(digest(path))


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def main():
    """One start at a time: a second one waits and then finds everything done."""
    with (ROOT / ".venv.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not works():
            create()
        if missing := [path for path in wanted() if not is_installed(path)]:
            install(missing)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
    except PermissionError as error:
        sys.exit(f"Cannot write here: {error.filename}. Clone the project into a folder that you own.")
