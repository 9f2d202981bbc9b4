"""`python3 app.py` starts It-start, `python3 app.py test` runs all checks; WSGI servers use `app:app`."""

import gc
import sys

if __name__ == "__main__":
    import bootstrap

    bootstrap.enter(sys.argv[1:])  # returns only inside the project's own .venv, and never for `test`
    gc.disable()  # nothing read now is thrown away again; looking for it takes a fifth of the start

from itstart import create_app
from itstart.cli.serve import serve
from itstart.cli.start import for_wsgi

if __name__ == "__main__":
    raise SystemExit(serve(create_app, sys.argv[1:]))

app = for_wsgi(create_app)
