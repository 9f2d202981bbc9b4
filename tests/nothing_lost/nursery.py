"""Reads everything once, and then starts a server of `python3 app.py` within moments for each line it is given.

Run as a program; says the process id of each. The server is a process of its own, with connections of its own.
"""

import os
import sys

from itstart import create_app
from itstart.cli import start
from itstart.cli.serve import serve
from itstart.db import db


def main() -> None:
    """A server for each line of stdin, which is what follows `app.py` on the command line."""
    app = create_app()
    start.prepare(app)
    with app.app_context():
        db.engine.dispose()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.setsid()
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - for as long as the process lives
            os._exit(serve(lambda: app, line.split()))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
