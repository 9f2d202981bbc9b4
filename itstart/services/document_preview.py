"""A document as it would be now, to be read beside the form: the same template and data as the Word file."""

from collections.abc import Callable
from dataclasses import dataclass

from itstart import clock
from itstart.documents import template_child
from itstart.documents.html_sections import Links, Place, Section
from itstart.models import CustomerCase
from itstart.services.documents import template_of
from itstart.steps import DELIVERABLES, TASKS, Deliverable, Task, gap_places, sources
from itstart.steps.sources import Source
from itstart.steps.uses import DOCUMENTS_OF

Address = Callable[[Source], Place | None]


@dataclass(frozen=True)
class Preview:
    """A document, or the part of it where one task's answers stand; `sources` are those a section's numbers mean.

    `gaps` are in reading order, each with the place where it is filled. `notice` says why the template is another.
    """

    deliverable: Deliverable
    sections: list[Section]
    gaps: list[tuple[str, Place | None]]
    sources: list[Source]
    notice: str = ""


@dataclass(frozen=True)
class Use:
    """A section of a document in which a field's answer stands: "6.3", "Bilag A", or its heading."""

    deliverable: Deliverable
    section: str
    source: Source


def preview(case: CustomerCase, deliverable: Deliverable, address: Address, *, task: Task | None = None) -> Preview:
    """The document of today's data; with `task` the sections where its answers stand. `address` says where a value is
    written."""
    written_in = [TASKS[key] for key, documents in DOCUMENTS_OF.items() if deliverable.key in documents]
    known: list[Source] = []
    places: dict[str, Place | None] = {}

    def of_gap(what: str, source: int | None) -> Place | None:
        found = gap_places.place_of(what, None if source is None else known[source])
        place = address(found) if found else None
        places.setdefault(what, place)
        return place

    links = Links(lambda source: address(known[source]), of_gap)
    with sources.marked(case, written_in) as marks:
        known = marks.sources
        wanted = None if task is None else {n for n, source in enumerate(known) if source.task == task.key}
        context = deliverable.context(case, today=clock.today())
        made = template_child.view(template_of(case, deliverable), context, marks, links, wanted)
    return Preview(deliverable, made.sections, [(gap, places.get(gap)) for gap in made.missing], known, made.notice)


def documents_of(task: Task) -> list[Deliverable]:
    """The documents that the task's answers stand in, those of its own step first."""
    found = [DELIVERABLES[key] for key in DOCUMENTS_OF.get(task.key, ())]
    return sorted(found, key=lambda deliverable: deliverable.step is not task.step)


def uses(case: CustomerCase, task: Task) -> list[Use]:
    """Where the task's answers stand, field by field and document by document; each field once in a section."""
    found: dict[tuple[str, ...], Use] = {}
    for deliverable in documents_of(task):
        shown = preview(case, deliverable, lambda _source: None, task=task)
        for section in shown.sections:
            for number in sorted(section.sources):
                source = shown.sources[number]
                name = section.within or section.title
                if source.task == task.key and source.field and name:
                    key = (source.part, source.field, deliverable.key, name)
                    found.setdefault(key, Use(deliverable, name, source))
    return list(found.values())
