"""The declarations of the four steps hold together."""

import re

import pytest

from itstart import guidance
from itstart.models import CustomerCase
from itstart.rules.steps import StepKey
from itstart.steps import DELIVERABLES, LISTS, STEPS, TASKS, Deliverable, FormSection, RowList, Task, next_task

RESERVED = {"ny", "historik", "kunde", "oplysninger", "uvildighed", "dokumenter", "gennemse", "eksport"}
FORMS = [(task, part) for task in TASKS.values() for part in task.parts]


def test_every_step_is_declared_once_and_in_order() -> None:
    assert [step.key for step in STEPS] == list(StepKey)


def test_every_task_belongs_to_its_step() -> None:
    for step in STEPS:
        assert step.tasks
        assert {task.step for task in step.tasks} == {step.key}


def test_every_list_has_an_address_of_its_own() -> None:
    lists = [row_list for task in TASKS.values() for row_list in task.lists()]
    slugs = [row_list.slug for row_list in lists]
    assert len(slugs) == len(set(slugs)) == len(LISTS)
    assert not RESERVED & set(slugs)
    assert not {step.slug for step in StepKey} & set(slugs)
    assert all(re.fullmatch(r"[a-z-]+", slug) for slug in slugs)


@pytest.mark.parametrize("task", TASKS.values(), ids=lambda task: task.key)
def test_every_task_has_a_page_or_parts_and_a_guide(task: Task) -> None:
    assert bool(task.endpoint) != bool(task.parts)
    assert guidance.load(task.step.slug, task.slug).title


@pytest.mark.parametrize(("task", "part"), FORMS, ids=lambda value: getattr(value, "key", ""))
def test_every_field_is_a_column(task: Task, part: FormSection | RowList) -> None:
    """A renamed column, or a field nobody stores, fails here first."""
    names = {field.short_name for field in part.form()}
    assert names
    if isinstance(part, RowList):
        model = part.model
    elif part.store or part.scope:
        return
    else:
        model = getattr(CustomerCase, part.of).property.mapper.class_
    for name in names:
        assert hasattr(model, name), f"{task.key}: {model.__name__} has no {name}"


@pytest.mark.parametrize("row_list", LISTS.values(), ids=lambda row_list: row_list.slug)
def test_every_list_speaks_danish_and_knows_its_relation(row_list: RowList) -> None:
    assert hasattr(CustomerCase, row_list.relation)
    assert row_list.empty_title
    assert row_list.empty_text
    fields = {field.short_name for field in row_list.form()}
    assert set(row_list.paste) <= fields
    if row_list.paste:
        assert row_list.paste_example.count(";") < len(row_list.paste)


@pytest.mark.parametrize("deliverable", DELIVERABLES.values(), ids=lambda deliverable: deliverable.key)
def test_every_document_has_its_template(deliverable: Deliverable) -> None:
    assert deliverable.word_template().fields()


def test_the_last_task_of_a_step_has_none_after_it() -> None:
    for step in STEPS:
        assert next_task(step.tasks[-1]) is None
        assert next_task(step.tasks[0]) is step.tasks[1]
