"""The worked example and somebody who reads it, as for the pages."""

from tests.web.conftest import case, example, here, user

__all__ = ["case", "example", "here", "user"]
