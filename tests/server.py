"""An application behind waitress, as in production, on a free port in a thread of its own."""

import logging
from threading import Thread

from flask import Flask
from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server


class Server:
    """Serves `app` from now until `stop`, with a server of its own or one that listens; `url` is where."""

    def __init__(self, app: Flask, listening: BaseWSGIServer | None = None) -> None:
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._server = listening or create_server(app, host="127.0.0.1", port=0, threads=6)
        self.url = f"http://127.0.0.1:{self._server.effective_port}"
        self._thread = Thread(target=self._server.run, name="it-start", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Close the listening socket and every connection from inside the server's own loop."""
        loop = self._server._map  # waitress has no public way to stop it from outside
        self._server.trigger.pull_trigger(lambda: wasyncore.close_all(loop))
        self._thread.join(timeout=10)
        self._server.task_dispatcher.shutdown()
