"""What the simulators of the outside world are made of: a small WSGI app, state in a file, calls planned for later, plain pages.

They run as one process beside the shop (``manage.py simulators``), speak the providers' own wire format with real signatures, and keep
all they know in SQLite files, so that a killed simulator goes on where it stopped.
"""

from .app import Problem, Request, Response, Simulator, reply, route, see_other
from .ledger import Ledger

__all__ = ["Ledger", "Problem", "Request", "Response", "Simulator", "reply", "route", "see_other"]
