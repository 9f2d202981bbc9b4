"""No template from outside is filled in before it is known to be harmless, and the person is told why not."""

import pytest

from itstart.documents import TemplateBusy, WordTemplate, template_child, template_samples, uploads
from itstart.documents.template_check import TemplateFinding, examine
from itstart.services import word_templates
from itstart.steps.template_kinds import TemplateKind, find_kind, kinds
from tests.documents import hostile_templates as hostile

SAMPLES = template_samples.samples(hostile.KEY)
PROPERTIES = template_samples.PROPERTIES
KIND = find_kind(hostile.KEY)


@pytest.fixture
def nothing_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Filling in is an error."""

    def fail(*_args: object, **_named: object) -> None:
        raise AssertionError("a hostile template was filled in")

    monkeypatch.setattr(WordTemplate, "render", fail)


def _told(found: list[TemplateFinding], place: str) -> None:
    """Every finding says where, what and what to do."""
    assert found
    starts = {"body": ("Afsnit ", "Dokumentet"), "header": ("Sidehoved",), "property": ("Dokumentets egenskaber",)}
    for one in found:
        assert one.place.startswith(starts[place]), one
        assert one.message.endswith((".", "?")), one
        assert one.advice, one


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(hostile.READ_AND_REFUSED) >= 95
    assert len(set(hostile.READ_AND_REFUSED)) == len(hostile.READ_AND_REFUSED)


@pytest.mark.usefixtures("nothing_rendered")
@pytest.mark.parametrize("place", hostile.PLACES)
def test_no_payload_is_filled_in(place: str) -> None:
    for payload in hostile.READ_AND_REFUSED:
        found, made = examine(hostile.with_payload(place, payload), SAMPLES, PROPERTIES)
        assert made is None, payload
        assert found, payload
        _told(found, place)


@pytest.mark.parametrize("place", ["body", "header"])
@pytest.mark.parametrize("payload", [hostile.REACH_OUT[0], hostile.EXHAUST[1], hostile.BROKEN[0], hostile.BROKEN[-2]])
def test_the_paragraph_is_shown(place: str, payload: str) -> None:
    found, _ = examine(hostile.with_payload(place, payload), SAMPLES, PROPERTIES)
    assert f"»{payload[:40]}" in found[0].place


@pytest.mark.parametrize("payload", hostile.ONLY_IN_A_TRIAL)
def test_what_only_a_trial_shows_dies_in_the_limited_process(payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_child, "SECONDS", 300.0)  # its own limits stop it, however busy the machine is
    found, made = template_child.check(hostile.with_payload("body", payload), SAMPLES, PROPERTIES)
    assert made is None
    assert found
    assert found[0].advice


@pytest.mark.parametrize("payload", [hostile.REACH_OUT[0], hostile.EXHAUST[0], hostile.BROKEN[4]])
def test_the_limited_process_says_the_same_as_this_one(payload: str) -> None:
    blob = hostile.with_payload("body", payload)
    assert template_child.check(blob, SAMPLES, PROPERTIES) == examine(blob, SAMPLES, PROPERTIES)


@pytest.mark.parametrize("place", ["body", "header"])
@pytest.mark.parametrize("name", hostile.FIELDS)
def test_a_field_that_fetches_or_runs_is_no_template(name: str, place: str) -> None:
    with pytest.raises(uploads.Rejected) as refused:
        word_templates.check(KIND, "skabelon.docx", hostile.with_xml(place, hostile.FIELDS[name]))
    assert str(refused.value)


@pytest.mark.parametrize("name", hostile.FILES)
def test_a_hostile_file_is_no_template(name: str) -> None:
    with pytest.raises(uploads.Rejected) as refused:
        word_templates.check(KIND, "skabelon.docx", hostile.FILES[name])
    assert str(refused.value)


@pytest.mark.parametrize("name", ["skabelon.docm", "skabelon.dotx", "skabelon.doc", "skabelon.xlsx", "skabelon.pdf"])
def test_only_docx(name: str) -> None:
    with pytest.raises(uploads.Rejected):
        word_templates.check(KIND, name, WordTemplate(hostile.KEY).blob)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
def test_every_template_of_ours_passes_its_own_check(kind: TemplateKind) -> None:
    found, made = examine(WordTemplate(kind.key).blob, template_samples.samples(kind.key), PROPERTIES)
    assert found == []
    assert made is not None
    assert "{{ 7*7 }}" not in str(made.missing)


def test_tracked_changes_are_to_be_accepted_first() -> None:
    xml = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>ny</w:t></w:r></w:ins></w:p>'
    found, made = examine(hostile.with_xml("body", xml), SAMPLES, PROPERTIES)
    assert made is None
    assert "Acceptér alle ændringer" in found[0].advice


def test_a_server_without_time_blames_no_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_child, "SECONDS", 0.01)
    with pytest.raises(uploads.Rejected, match="Prøv igen om lidt"):
        word_templates.check(KIND, "skabelon.docx", WordTemplate(hostile.KEY).blob)
    ours = WordTemplate(hostile.KEY)
    with pytest.raises(TemplateBusy):
        template_child.OutsideTemplate("Egen", ours.blob, ours).render({}, properties=PROPERTIES)


def test_at_most_two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_child, "WAIT", 0.05)
    for _ in range(template_child.AT_ONCE):
        template_child._places.acquire()
    try:
        with pytest.raises(TemplateBusy, match="travlt"):
            template_child.OutsideTemplate("Egen", WordTemplate(hostile.KEY).blob).render({}, properties=PROPERTIES)
    finally:
        for _ in range(template_child.AT_ONCE):
            template_child._places.release()
