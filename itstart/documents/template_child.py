"""Templates from outside are read and filled in by a limited process of their own, at most two at once."""

import json
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from itstart.documents import contents, html, template_viewer, template_words
from itstart.documents.engine import RenderedDocument, RenderedText, WordTemplate
from itstart.documents.errors import TemplateBusy, TemplateProblem
from itstart.documents.html_outside import placed
from itstart.documents.html_sections import Links, View
from itstart.documents.marks import Marks
from itstart.documents.properties import DocumentProperties
from itstart.documents.template_check import Sample, TemplateFinding
from itstart.documents.template_jobs import Outcome, job, view_job
from itstart.documents.values import admit

AT_ONCE: Final = 2
# Of the clock, for a busy server. What runs away is stopped by its 10 seconds of processor time.
SECONDS: Final = 20.0
WAIT: Final = 8.0
# A view is asked for again at the next change, so it waits for less.
VIEW_SECONDS: Final = 6.0
VIEW_WAIT: Final = 1.0
MAX_ANSWER: Final = 60_000_000
_ROOT: Final = Path(__file__).resolve().parents[2]
_PROGRAM: Final = Path(__file__).with_name("template_child_main.py")
_BUSY: Final = "Serveren har for travlt til at udfylde skabelonen lige nu. Prøv igen om lidt."
_IN_ANOTHER: Final = (
    "Her ser du svarene i den officielle skabelon, for jeres egen kan ikke vises lige nu. "
    "Hent Word-filen for at se den."
)

_places = BoundedSemaphore(AT_ONCE)


def check(blob: bytes, samples: list[Sample], properties: DocumentProperties) -> Outcome:
    """What is wrong with a template from outside, and a trial document when nothing is.

    Raises TemplateBusy when the server has no time for it; its content never raises.
    """
    try:
        return _run(job(b64encode(blob).decode(), properties, samples, examine=True))
    except TemplateProblem as problem:
        return [TemplateFinding("Dokumentet", str(problem), "Gør skabelonen enklere, og prøv igen.")], None


class OutsideTemplate(WordTemplate):
    """A template from outside: it is never opened in this process, and where it fails another takes its place."""

    def __init__(self, name: str, blob: bytes, fallback: WordTemplate | None = None) -> None:
        self.name, self._blob, self._fallback = name, blob, fallback

    def render(
        self, context: Mapping[str, object], *, properties: DocumentProperties, paginate: bool = False
    ) -> RenderedDocument:
        """The document, made in the limited process; in the fallback, with a notice that says so, when that fails.

        Raises TemplateBusy when the server has no time: another template would then be no answer.
        """
        plain = admit(context)
        assert isinstance(plain, dict)
        try:
            made = self._made(plain, properties)
        except TemplateProblem as problem:
            if self._fallback is None:
                raise
            made = self._fallback.render(context, properties=properties, paginate=paginate)
            words = f"{self.name}, kunne ikke bruges, så dokumentet er lavet i den officielle skabelon. {problem}"
            return replace(made, notice=words)
        return replace(made, content=contents.paginated(made.content)) if paginate else made

    def text(self, context: Mapping[str, object]) -> RenderedText:
        """Never: the tree of what is from outside is not for this process. It is shown with `view`."""
        raise TemplateProblem("Dokumentet kan kun ses som Word, fordi skabelonen er jeres egen.")

    def view(
        self, context: Mapping[str, object], marks: Marks, links: Links, wanted: Collection[int] | None = None
    ) -> View:
        """The document as HTML, made in the limited process and cleaned here; in the fallback, with a notice that says
        so, when that fails or there is no time for it."""
        given = view_job(b64encode(self._blob).decode(), admit(context), marks, wanted)
        try:
            return placed(self._viewed(given), links)
        except (TemplateProblem, TemplateBusy):
            if self._fallback is None:
                raise
        return replace(view(self._fallback, context, marks, links, wanted), notice=_IN_ANOTHER)

    def _viewed(self, given: dict[str, Any]) -> Any:
        if not _places.acquire(timeout=VIEW_WAIT):
            raise TemplateBusy(_BUSY)
        try:
            said = template_viewer.ask(self.sha256, json.dumps(given).encode(), VIEW_SECONDS)
        finally:
            _places.release()
        return _read(said)

    def _made(self, plain: dict[str, object], properties: DocumentProperties) -> RenderedDocument:
        given = job(b64encode(self._blob).decode(), properties, [Sample("", plain)], examine=False)
        found, made = _run(given)
        if made is None:
            raise TemplateProblem(found[0].message if found else template_words.TOO_HEAVY)
        return replace(made, template_sha256=self.sha256)


def view(
    template: WordTemplate, context: Mapping[str, object], marks: Marks, links: Links, wanted: Collection[int] | None
) -> View:
    """The document as HTML, wherever its template may be read."""
    make = template.view if isinstance(template, OutsideTemplate) else partial(html.view, template)
    return make(context, marks, links, wanted)


def _read(said: bytes) -> Any:
    try:
        return json.loads(said)
    except ValueError as error:
        raise TemplateProblem(template_words.TOO_HEAVY) from error


def _run(given: dict[str, Any]) -> Outcome:
    """One child from its start to its end. TemplateProblem when it dies or says nothing we know; TemplateBusy."""
    if not _places.acquire(timeout=WAIT):
        raise TemplateBusy(_BUSY)
    try:
        said = _spoken(json.dumps(given).encode())
    finally:
        _places.release()
    answer = _read(said)
    try:
        document = answer["document"]
        found = [TemplateFinding(*map(str, one)) for one in answer["findings"]]
        missing = tuple(map(str, document["missing"])) if document else ()
        return found, RenderedDocument(b64decode(document["content"]), missing) if document else None
    except (ValueError, KeyError, TypeError) as error:
        raise TemplateProblem(template_words.TOO_HEAVY) from error


def _spoken(given: bytes) -> bytes:
    """What the child wrote. Its output is a file, so that the limit on files holds for it too."""
    with tempfile.TemporaryFile() as sent, tempfile.TemporaryFile() as said:
        sent.write(given)
        sent.seek(0)
        command = [sys.executable, "-I", str(_PROGRAM), str(_ROOT)]
        try:
            done = subprocess.run(  # noqa: S603 - our own program, and nothing of the template in the command
                command,
                stdin=sent,
                stdout=said,
                stderr=subprocess.DEVNULL,
                env={},
                cwd="/",
                timeout=SECONDS,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise TemplateBusy(_BUSY) from error
        if done.returncode:
            raise TemplateProblem(template_words.TOO_HEAVY)
        said.seek(0)
        return said.read(MAX_ANSWER)
