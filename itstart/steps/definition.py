"""What a step is made of: tasks with forms and row lists, and the documents it delivers.

A task, a list and a document are declared here as values; the pages, the saving, the autosave, the
history and the downloads follow from the declaration.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from itstart.documents import DocumentProperties, RenderedDocument, WordTemplate
from itstart.forms import BaseForm
from itstart.models.case import CustomerCase
from itstart.rules.steps import StepKey


@dataclass(frozen=True)
class NoticeLink:
    """Where a notice or a piece of advice leads: to a task ("valg/resultat"), to a new row of a list with some fields
    filled in, or to another page of the case (`endpoint`) with a query."""

    label: str
    task: str = ""
    row_list: str = ""
    endpoint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Gap:
    """Something that is missing or not good enough yet. `where` is a field name or a row's code.

    A required gap is shown as "mangler" in the document; an advised one is only good advice. `link` leads to where
    it is put right when that is neither a field nor a row.
    """

    message: str
    where: str = ""
    required: bool = True
    link: NoticeLink | None = None


@dataclass(frozen=True)
class Scope:
    """A part that belongs to one thing of the case (a vendor, a reference), chosen by `?om=<code>`.

    `owner(case, code)` gives the parent row (LookupError when there is none); `column` is the
    foreign key of the rows in the part; `fixed` are columns every row of the part has. Where the
    parent comes into being with the first save, `make(case, code)` gives a row that is stored, and
    `owner` may give one that is not.
    """

    choices: Callable[[CustomerCase], list[tuple[str, str]]]
    owner: Callable[[CustomerCase, str], Any]
    column: str = ""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    make: Callable[[CustomerCase, str], Any] | None = None

    def parent(self, case: CustomerCase, code: str) -> Any:
        """The parent row to write in or under."""
        return self.make(case, code) if self.make else self.owner(case, code)


@dataclass(frozen=True)
class Notice:
    """Something to know before the work: kind is info, stop, warn or done; links are (label, task or list, query)."""

    title: str
    text: str = ""
    kind: str = "info"
    links: tuple[NoticeLink, ...] = ()


def no_notices(_case: CustomerCase, _about: str) -> list[Notice]:
    """For a task with nothing to say in advance."""
    return []


def never_locked(_case: CustomerCase) -> Notice | None:
    """For a part that can be written in as long as the case can."""
    return None


@dataclass(frozen=True)
class FormSection:
    """A form over columns of one row of the case; field names are column names.

    `of` names the row as a relation of the case ("needs_description"), unless `scope` gives it.
    `load` and `store` replace the plain copying where a field is more than a column. `locked` says why
    nobody may write in it just now, and the way on.
    """

    key: str
    title: str
    form: type[BaseForm]
    of: str = ""
    scope: Scope | None = None
    load: Callable[[Any], dict[str, Any]] | None = None
    store: Callable[[Any, dict[str, Any]], None] | None = None
    check: Callable[[CustomerCase, dict[str, Any]], Mapping[str, str]] | None = None
    intro: str = ""
    locked: Callable[[CustomerCase], Notice | None] = never_locked


def nothing(_row: Any) -> str:
    """For a row with nothing more to show."""
    return ""


def no_foot(_case: CustomerCase, _about: str) -> str:
    """For a list that does not sum to anything."""
    return ""


def leave(_case: CustomerCase, _row: Any, _typed: dict[str, Any]) -> None:
    """For a list whose changes leave no trace but the history."""


def no_advice(_case: CustomerCase, _typed: Mapping[str, Any]) -> list[Gap]:
    """For a list whose rows cannot be written better or worse."""
    return []


def no_chips(_row: Any) -> list[tuple[str, str]]:
    """For a row that points to no other."""
    return []


@dataclass(frozen=True)
class RowList:
    """A list of the case that people add to, edit in place, order, delete and paste into.

    `relation` is the list on CustomerCase; `title_of`, `text_of`, `warn` and `group_by` say how a row
    looks when it is closed; `paste` names the fields of a pasted line, in order; `foot` is the line
    under the list ("I alt 415.000 kr."), for the thing the list is about. `advise` says what could be better in what
    is typed just now, each gap with the field it stands beside; `tools` are (label, endpoint) of pages that fill or
    order the list. `locked` says why nobody may change the list just now, and the way on. The numbers of a
    `threaded` list (N-01, K-15) open the red thread.
    """

    key: str
    slug: str
    relation: str
    model: type[Any]
    form: type[BaseForm]
    title: str
    singular: str
    add_label: str
    title_of: Callable[[Any], str]
    text_of: Callable[[Any], str] = nothing
    tag_of: Callable[[Any], str] = nothing
    chips_of: Callable[[Any], list[tuple[str, str]]] = no_chips
    warn: Callable[[Any], str] = nothing
    group_by: str = ""
    prefix: str = ""
    digits: int = 1
    paste: tuple[str, ...] = ()
    paste_example: str = ""
    empty_title: str = ""
    empty_text: str = ""
    scope: Scope | None = None
    check: Callable[[CustomerCase, Any, dict[str, Any]], Mapping[str, str]] | None = None
    changing: Callable[[CustomerCase, Any, dict[str, Any]], None] = leave
    shows_code: bool = True
    threaded: bool = False
    priority_of: Callable[[Any], str] = nothing
    foot: Callable[[CustomerCase, str], str] = no_foot
    advise: Callable[[CustomerCase, Mapping[str, Any]], list[Gap]] = no_advice
    tools: tuple[tuple[str, str], ...] = ()
    locked: Callable[[CustomerCase], Notice | None] = never_locked

    def anchor(self, code: str) -> str:
        """Where a row stands on a page: "K-15"; a plain number says what it is of: "rater-2"."""
        return code if self.prefix else f"{self.slug}-{code}"


def no_gaps(_case: CustomerCase) -> list[Gap]:
    """For a task in which nothing is required."""
    return []


def no_summary(_case: CustomerCase) -> str:
    """For a task with nothing to count."""
    return ""


def is_open(_case: CustomerCase) -> bool:
    """For a task that may be done at any time."""
    return False


@dataclass(frozen=True)
class Picture:
    """A drawing on a task's page: a sentence that says what it shows, and escaped SVG."""

    title: str
    sentence: str
    svg: Any


@dataclass(frozen=True)
class Task:
    """One thing to do in a step: its parts in order, or a page of its own (`endpoint`).

    `gaps` is a pure function of the case; `summary` is the short grey text in the task list
    ("33 krav, heraf 18 SKAL"); `started` says whether anything has been written; `notices` stand above
    the parts, and know what the task is done for just now; while the task `is_shut` they stand alone.
    """

    step: StepKey
    slug: str
    title: str
    parts: tuple[FormSection | RowList, ...] = ()
    endpoint: str = ""
    gaps: Callable[[CustomerCase], list[Gap]] = no_gaps
    summary: Callable[[CustomerCase], str] = no_summary
    started: Callable[[CustomerCase], bool] | None = None
    advice: Callable[[CustomerCase], list[Gap]] = no_gaps
    picture: Callable[[CustomerCase], Picture | None] | None = None
    notices: Callable[[CustomerCase, str], list[Notice]] = no_notices
    is_shut: Callable[[CustomerCase], bool] = is_open

    @property
    def key(self) -> str:
        """The task's name in the database: "behov/krav"."""
        return f"{self.step.slug}/{self.slug}"

    def sections(self) -> list[FormSection]:
        """The forms of the task."""
        return [part for part in self.parts if isinstance(part, FormSection)]

    def lists(self) -> list[RowList]:
        """The row lists of the task."""
        return [part for part in self.parts if isinstance(part, RowList)]


@dataclass(frozen=True)
class Deliverable:
    """A Word document of a step: the template's name and the builder of its context.

    An annex goes beside the step's own documents: to hand it over does not finish the step's work. `beside` are
    (label, endpoint) of other files of the same content.
    """

    key: str
    name: str
    step: StepKey
    context: Callable[..., dict[str, object]]
    template: str = ""
    annex: bool = False
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def template_key(self) -> str:
        """What its template is called: that of the file, and of the versions that were uploaded."""
        return self.template or self.key

    def word_template(self) -> WordTemplate:
        """The template file."""
        return WordTemplate(self.template_key)

    def filename(self, case: CustomerCase, suffix: str = "docx") -> str:
        """ "2026-0017 Behovsbeskrivelse.docx"."""
        return f"{case.number} {self.name}.{suffix}"

    def render(
        self, case: CustomerCase, *, today: date, paginate: bool = False, template: WordTemplate | None = None
    ) -> RenderedDocument:
        """The document of the case's present data, in the official template or another; its gaps are in `.missing`."""
        properties = DocumentProperties(
            title=f"{self.name}: {case.customer.name}",
            author=case.helper.adviser or case.helper.company,
            created=case.changed_at,
            subject=case.title,
        )
        template = template or self.word_template()
        return template.render(self.context(case, today=today), properties=properties, paginate=paginate)


@dataclass(frozen=True)
class Step:
    """One of the four steps: its tasks in order and its documents."""

    key: StepKey
    tasks: tuple[Task, ...]
    deliverables: tuple[Deliverable, ...]
