"""bin/run: start the shop and stay with it."""

import argparse
import sys

from microstore import env

from .say import CannotStart, complain, say
from .shop import Shop
from .supervisor import Stopped, Supervisor


def options():
    parser = argparse.ArgumentParser(prog="bin/run", description="Start the shop: databases, web server, workers, simulators.")
    parser.add_argument("--host", default=env.HOST, help="address to listen on (HOST; default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=env.PORT, help="port to listen on (PORT; default 8000)")
    return parser.parse_args()


def main():
    chosen = options()
    env.HOST, env.PORT = chosen.host, chosen.port
    try:
        with Supervisor(env.VAR) as supervisor:
            try:
                Shop(supervisor, env).run()
            except Stopped:
                say("\nStopping …")
    except Stopped:
        return 0
    except CannotStart as reason:
        complain(str(reason))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
