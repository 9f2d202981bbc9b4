"""The pages that are looked at when the server has opened are there, and looking changes nothing."""

import gc
import sys

from flask import Flask

from itstart.cli import memory, warmth


def test_every_page_that_is_warmed_answers(app: Flask) -> None:
    assert warmth.visit(app) == [200] * len(warmth.PAGES)


def test_what_was_freed_goes_back_to_the_system() -> None:
    assert memory.give_back() is sys.platform.startswith("linux")
    before = gc.get_freeze_count()
    try:
        memory.tidy()

        assert gc.get_freeze_count() > before, "what the start has read is not looked at again"
    finally:
        gc.unfreeze()
