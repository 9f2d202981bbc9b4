"""A small site of only templates and static files, so that the components are tried without tables or log-in."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, render_template_string, request
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, DictLoader, StrictUndefined
from jinja2_fragments.flask import render_block
from werkzeug.datastructures import MultiDict
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from itstart.forms import BaseForm, MoneyField
from itstart.web import design_samples, static_files
from itstart.web.headers import CSP
from tests.server import Server

ROOT = Path(__file__).parents[2]
PAGE = """
{% extends "layout.html" %}
{% block title %}Prøve{% endblock title %}
{% block content %}
  {% import "macros/forms.html" as f %}{% import "macros/ui.html" as ui %}
  <h1>Prøve</h1>
  {% call f.form("/gem", id="need", version=version, autosave_url="/autogem", label="Behov", conflict=conflict) %}
    {{ f.field(form.title) }}
    {{ f.field(form.text) }}
    {{ f.field(form.price) }}
    {{ f.save_state("need", text="Alt er gemt") }}
    {{ f.button("Gem") }}
  {% endcall %}
  {% block answers %}
    {% import "macros/forms.html" as f %}
    <section id="answers">
      {% call f.form("/svar", target="answers", label="Svar") %}
        {{ f.error_summary(answer) }}
        {{ f.field(answer.title) }}
        {{ f.button("Send", kind="secondary") }}
      {% endcall %}
    </section>
  {% endblock answers %}
  {% block rows %}
    {% import "macros/forms.html" as f %}{% import "macros/rows.html" as r %}
    <div id="rows">
      {{ r.toolbar("/raekker?open=ny", "Tilføj krav", target="rows") }}
      {% call r.list("needs", "Krav") %}
        {% for code in order %}
          {% if code == open %}
            {% call r.edit_row(
              code, code, "Ordre", "/raekker/gem", "row-" ~ code, version=1, autosave_url="/raekker/autogem",
              move_url="/raekker/flyt", delete_url="/raekker/flyt", close_url="/raekker",
              next_url="/raekker?open=K-02", target="rows"
            ) %}
              {{ f.field(row.title) }}
            {% endcall %}
          {% else %}
            {{ r.row(code, code, "Navn " ~ code, "/raekker?open=" ~ code, target="rows") }}
          {% endif %}
        {% endfor %}
      {% endcall %}
    </div>
  {% endblock rows %}
  {{ ui.dialog_button("ask", "Åbn") }}
  {% call ui.dialog("ask", "Spørgsmål") %}<p>Er I klar?</p>{% endcall %}
{% endblock content %}
"""


class NeedForm(BaseForm):
    """The form that saves itself."""

    title = StringField("Navn", [InputRequired("Skriv et navn.")])
    text = TextAreaField("Behov")
    price = MoneyField("Pris")


class AnswerForm(BaseForm):
    """The form that swaps its own section."""

    title = StringField("Svar", [InputRequired("Skriv et svar.")], id="answer-title")


class RowForm(BaseForm):
    """The form of one row."""

    title = StringField("Krav")


@dataclass
class State:
    """What the server knows, and how it is to answer next."""

    version: int = 1
    statuses: list[int] = field(default_factory=list)
    received: list[tuple[str, str, str]] = field(default_factory=list)
    delay: float = 0.0
    order: list[str] = field(default_factory=lambda: ["K-01", "K-02", "K-03"])


def build(state: State) -> Flask:
    """The site; `state` is shared with the test."""
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.config.update(SECRET_KEY="only for this test")
    assert app.jinja_loader is not None
    app.jinja_env.loader = ChoiceLoader([DictLoader({"page.html": PAGE}), app.jinja_loader])
    CSRFProtect(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.globals["center_name"] = "IBIZ-Center"
    static_files.init_app(app)
    app.jinja_env.filters["our_words"] = lambda text: text  # without settings the shipped words hold
    _add_pages(app, state)
    _add_posts(app, state)
    _add_rows(app, state)

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = CSP
        return response

    return app


def _context(state: State, **more: Any) -> dict[str, Any]:
    form = NeedForm(data={"title": "Ét system", "text": "", "price": 15_000})
    return {
        "form": form,
        "answer": AnswerForm(),
        "version": state.version,
        "conflict": None,
        **_rows(state, ""),
        **more,
    }


def _rows(state: State, open_row: str) -> dict[str, Any]:
    return {"order": state.order, "open": open_row, "row": RowForm(data={"title": "Kundepriser"}, prefix="row")}


def _add_pages(app: Flask, state: State) -> None:
    app.add_url_rule("/", view_func=lambda: render_template("page.html", **_context(state)), endpoint="front")
    app.add_url_rule(
        "/design",
        view_func=lambda: render_template("design/index.html", **design_samples.context(), nav=NAV, account=ACCOUNT),
        endpoint="design.index",
    )
    app.add_url_rule(
        "/fejl",
        view_func=lambda: render_template("errors/error.html", title="Siden findes ikke", code=404),
        endpoint="fault",
    )


NAV = [("Mine sager", "/", True), ("Sparring", "/", False)]
ACCOUNT = {"name": "Mette Hedelund", "firm": "Hedelund IT", "initials": "MH", "password_url": "/", "logout_url": "/gem"}


def _add_rows(app: Flask, state: State) -> None:
    def show(open_row: str) -> Response:
        return make_response(render_block("page.html", "rows", **_context(state, **_rows(state, open_row))))

    app.add_url_rule("/raekker", view_func=lambda: show(request.args.get("open", "")), endpoint="rows")

    @app.post("/raekker/gem")
    def save_row() -> Response:
        state.received.append(("row", request.form["version"], request.form["row-title"]))
        return show("K-02" if "next" in request.form else "")

    @app.post("/raekker/autogem")
    def autosave_row() -> Response:
        time.sleep(state.delay)
        status = state.statuses.pop(0) if state.statuses else 200
        state.received.append(("auto", request.form["version"], request.form["row-title"]))
        return make_response("Gemt 14.32" if status == 200 else "", status)

    @app.post("/raekker/flyt")
    def move_row() -> Response:
        state.order.insert(1, state.order.pop(0))
        return show("K-01")


def _add_posts(app: Flask, state: State) -> None:
    @app.post("/autogem")
    def autosave() -> Response:
        time.sleep(state.delay)
        status = state.statuses.pop(0) if state.statuses else 200
        state.received.append(("auto", request.form["version"], request.form["title"]))
        if status == 200 and int(request.form["version"]) != state.version:
            status = 409
        return make_response(_autosave_body(state, status), status)

    @app.post("/gem")
    def save() -> Response:
        state.received.append(("save", request.form.get("version", ""), request.form.get("title", "")))
        return make_response(redirect("/", 303))

    @app.post("/svar")
    def answer() -> Response:
        form = AnswerForm(request.form)
        status = 200 if form.validate() else 422
        html = render_block("page.html", "answers", **_context(state, answer=form))
        response = make_response(html, status)
        if status == 200:
            response.headers["HX-Trigger"] = '{"toast": {"text": "Slettet: K-13", "undo": "/gem"}}'
        return response


def _autosave_body(state: State, status: int) -> str:
    head = '{% import "macros/forms.html" as f %}'
    if status == 200:
        state.version += 1
        return render_template_string(head + '{{ f.saved("need", "14.32", version) }}', version=state.version)
    if status == 422:
        form = NeedForm(MultiDict({"title": "", "price": "meget"}))
        form.validate()
        return render_template_string(head + '{{ f.not_saved("need", form) }}', form=form)
    if status == 409:
        call = '{{ f.conflict("need", rows, "/gem", 7, "Jonas Okkels", "/", "14.30") }}'
        return render_template_string(head + call, rows=[{"label": "Navn", "mine": "Mit", "theirs": "Hans"}])
    return "<h1>Nej</h1>"


@contextmanager
def serve(state: State) -> Iterator[str]:
    """The site on a free port; yields its address."""
    server = Server(build(state))
    try:
        yield server.url
    finally:
        server.stop()
