"""The pages that are looked at when the server has opened are there, and looking changes nothing."""

from flask import Flask

from itstart.cli import warmth


def test_every_page_that_is_warmed_answers(app: Flask) -> None:
    assert warmth.visit(app) == [200] * len(warmth.PAGES)
