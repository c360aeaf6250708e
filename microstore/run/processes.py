"""Processes as /proc shows them: who is alive, and who was left over by an earlier start."""

import contextlib
import ctypes
import os
import signal
import time
from pathlib import Path

MARK = "MICROSTORE_HOME"
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(with_signal, niceness=0):
    """For a child, before it starts: the kernel sends it ``with_signal`` when the supervisor is gone, however it went.

    With ``niceness`` it waits while others have work: pages come before background tasks."""
    parent = os.getpid()

    def arrange():
        give_way(niceness)
        libc.prctl(PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), with_signal)

    return arrange


def give_way(niceness):
    """To all others: Linux weighs a process within its session, and sessions among each other by a number of their own, which it lets
    people change ten times a second."""
    os.nice(niceness)
    for _ in range(20 if niceness else 0):
        try:
            Path("/proc/self/autogroup").write_text(str(niceness))
        except BlockingIOError:
            time.sleep(0.1)
        except OSError:
            return
        else:
            return


def adopt_orphans():
    """Grandchildren whose parent was killed come to us, so that none stays a zombie."""
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def is_alive(pid):
    """True for a process that still does something: zombies count as gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def marked(home):
    """Pids of living processes that an earlier start with this ``home`` left behind. Never this process or its parents."""
    own = set(own_line())
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in numbers if pid not in own and is_alive(pid) and belongs_to(pid, home)]


def belongs_to(pid, home):
    """By its environment, or (PostgreSQL's own children write over theirs) by working in our data folder."""
    with contextlib.suppress(OSError):
        if f"{MARK}={home}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
            return True
        return os.readlink(f"/proc/{pid}/cwd") == f"{home}/pg"
    return False


def own_line():
    """This process, its parent, and so on up."""
    pid = os.getpid()
    while pid > 0:
        yield pid
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            return


def command_line(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def is_postgres(pid):
    return "postgres" in command_line(pid)


def stop_leftovers(home):
    """End what an earlier start left behind: politely, then not. PostgreSQL is never killed outright, it recovers itself."""
    for sign, seconds in ((signal.SIGTERM, 8), (signal.SIGKILL, 5), (signal.SIGQUIT, 20)):
        left = marked(home)
        if not left:
            return
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, gentle(pid, sign))
        wait_until(lambda: not marked(home), seconds)


def gentle(pid, sign):
    if not is_postgres(pid):
        return sign
    return {signal.SIGTERM: signal.SIGINT, signal.SIGKILL: signal.SIGINT}.get(sign, sign)


def wait_until(holds, seconds, pause=0.05):
    """Wait until ``holds()``; False when ``seconds`` passed first."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(pause)
    return True
