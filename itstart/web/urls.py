"""The words in addresses that stand for a step, a task or a row list."""

from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

from itstart.rules.steps import StepKey, by_slug
from itstart.steps import LISTS, RowList, Task, find_list, find_task


class StepConverter(BaseConverter):
    """ "behov", "udbud", "valg", "projekt" as a StepKey."""

    regex = "|".join(step.slug for step in StepKey)

    def to_python(self, value: str) -> StepKey:
        return by_slug(value)

    def to_url(self, value: Any) -> str:
        return StepKey(value).slug


class TaskConverter(BaseConverter):
    """ "behov/krav" as a Task."""

    regex = "(?:" + "|".join(step.slug for step in StepKey) + ")/[a-z-]+"
    part_isolating = False

    def to_python(self, value: str) -> Task:
        try:
            return find_task(value)
        except LookupError as error:
            raise ValidationError from error

    def to_url(self, value: Any) -> str:
        return value if isinstance(value, str) else str(value.key)


class ListConverter(BaseConverter):
    """ "krav" as a RowList."""

    regex = "|".join(sorted(LISTS, key=len, reverse=True))

    def to_python(self, value: str) -> RowList:
        return find_list(value)

    def to_url(self, value: Any) -> str:
        return value if isinstance(value, str) else str(value.slug)


def init_app(app: Flask) -> None:
    """Let routes use them."""
    app.url_map.converters.update(step=StepConverter, task=TaskConverter, list=ListConverter)
