"""The only code that knows HTTP."""

from functools import partial

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from itstart.config import Settings
from itstart.web import (
    access,
    access_matrix,
    compression,
    errors,
    faults,
    filters,
    frame,
    headers,
    log,
    pages,
    sessions,
    showing,
    static_files,
    templating,
    transaction,
    uploads,
    urls,
)
from itstart.web.access_table import TABLE
from itstart.web.blueprints import BLUEPRINTS
from itstart.web.guards import csrf, limiter


def init_app(app: Flask) -> None:
    """Everything a request meets, in the order it meets it; afterwards the same way back."""
    settings: Settings = app.config["SETTINGS"]
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    templating.init_app(app)
    sessions.init_app(app)
    pages.init_app(app)
    static_files.init_app(app)
    compression.init_app(app)
    headers.init_app(app)
    uploads.init_app(app)
    log.init_app(app)
    transaction.init_app(app)
    access.init_app(app, TABLE)
    csrf.init_app(app)
    limiter.init_app(app)
    errors.init_app(app)
    faults.init_app(app)
    frame.init_app(app)
    filters.init_app(app)
    urls.init_app(app)
    app.add_template_global(showing.value, "showing")
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    access.check_table(app, TABLE)
    app.extensions["access_table"] = partial(access_matrix.text, app)
