"""It-start: one customer case from need to contract, for independent Danish IT advisers."""

from collections.abc import Mapping
from typing import Any

from flask import Flask

from itstart import cli, config, web
from itstart.db import db as tables


def create_app(overrides: Mapping[str, Any] | None = None, *, settings: config.Settings | None = None) -> Flask:
    """The application. `settings` come from the environment unless given; `overrides` are Flask's keys."""
    settings = settings or config.load()
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = Flask(
        "itstart",
        root_path=str(config.ROOT / "itstart"),
        instance_path=str(settings.instance),
        static_folder=str(config.ROOT / "static"),
        template_folder=str(config.ROOT / "templates"),
    )
    app.config.update(config.flask_config(settings))
    app.config.update(overrides or {})
    tables.init_app(app)
    web.init_app(app)
    cli.init_app(app)
    return app
