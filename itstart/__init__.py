"""It-start: one customer case from need to contract, for independent Danish IT advisers."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

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
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    tables.init_app(app)
    web.init_app(app)
    cli.init_app(app)
    return app
