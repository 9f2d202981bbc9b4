"""What a requirement list forgets: by the library's own topic, or by the words of what was written by hand."""

import time

import pytest

from itstart.rules.blind_spots import Said, blind_spots, relevant
from itstart.rules.library import Topic
from itstart.rules.terms import Category


def open_topics(words: str, topic: Topic) -> set[Topic]:
    """What is open after these words, in a case in which the topic matters."""
    category = next(category for category in Category if topic in relevant(category))
    return {spot.topic for spot in blind_spots([Said(words)], category)}


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Varer og kunder skal konverteres fra det gamle system", Topic.MIGRATION),
        ("Leverandøren står for datamigreringen", Topic.MIGRATION),
        ("Systemet skal have et dokumenteret API", Topic.INTEGRATION),
        ("Integrationen til lønsystemet", Topic.INTEGRATION),
        ("Brugerne skal have rollebaseret adgang", Topic.ACCESS),
        ("Rettigheder styres pr. afdeling", Topic.ACCESS),
        ("Der skal tages sikkerhedskopi hver dag", Topic.BACKUP),
        ("Systemet skal kunne genetableres inden for 8 timer", Topic.BACKUP),
        ("Der skal indgås en databehandleraftale", Topic.PERSONAL_DATA),
        ("Login skal ske med to-faktor", Topic.SECURITY),
        ("Data skal krypteres", Topic.SECURITY),
        ("Oppetiden skal være 99,5 %", Topic.UPTIME),
        ("Der skal være dansk support", Topic.SUPPORT),
        ("Alle data skal kunne udleveres i CSV", Topic.EXIT),
        ("Ved opsigelse er der 30 dage", Topic.EXIT),
        ("Superbrugere skal uddannes", Topic.TRAINING),
        ("Systemet skal opfylde bogføringsloven", Topic.BOOKKEEPING),
        ("Modtage e-faktura via NemHandel", Topic.E_INVOICE),
        ("Brugerne kan selv lave rapporter", Topic.REPORTING),
        ("Nye versioner skal varsles", Topic.UPDATES),
        ("Skal kunne bruges på mobilen", Topic.MOBILE),
        ("Materialecertifikat skal give sporbarhed", Topic.TRACEABILITY),
    ],
)
def test_words_that_say_something_about_a_topic(words: str, topic: Topic) -> None:
    assert topic in open_topics("", topic)
    assert topic not in open_topics(words, topic)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("Systemet skal vise lageret", Topic.BACKUP),
        ("Timer skal overføres til lønsystemet", Topic.MIGRATION),
        ("Sikkerhedskopi hver nat", Topic.SECURITY),
        ("Kapitalen skal vises", Topic.INTEGRATION),
        ("Rapporten skal kunne sorteres", Topic.SUPPORT),
    ],
)
def test_words_that_do_not(words: str, topic: Topic) -> None:
    assert topic in open_topics(words, topic)


def test_the_librarys_own_topic_counts_whatever_the_words_are() -> None:
    topics = {spot.topic for spot in blind_spots([Said("Varer flyttes med.", Topic.MIGRATION)])}
    assert Topic.MIGRATION not in topics
    assert Topic.BACKUP in topics


@pytest.mark.parametrize(
    ("category", "asked", "not_asked"),
    [
        (Category.ERP, {Topic.BOOKKEEPING, Topic.TRACEABILITY, Topic.MIGRATION}, {Topic.MOBILE}),
        (Category.WEBSHOP, {Topic.MOBILE, Topic.EXIT}, {Topic.BOOKKEEPING, Topic.TRACEABILITY}),
        (Category.DIGITAL_MARKETING, {Topic.PERSONAL_DATA}, {Topic.MIGRATION, Topic.E_INVOICE}),
        (Category.E_INVOICING, {Topic.E_INVOICE}, {Topic.MIGRATION, Topic.TRACEABILITY}),
        ("", {Topic.MIGRATION, Topic.EXIT}, {Topic.BOOKKEEPING, Topic.MOBILE, Topic.TRACEABILITY}),
    ],
)
def test_only_what_matters_in_such_a_case_is_asked_about(
    category: str, asked: set[Topic], not_asked: set[Topic]
) -> None:
    found = set(relevant(category))
    assert asked <= found
    assert not not_asked & found


ERP, FINANCE, PLANNING, STOCK = Category.ERP, Category.FINANCE, Category.PRODUCTION_PLANNING, Category.INVENTORY


# The topics that only matter where some of the categories are bought.
SOME_OF_THEM = {
    Topic.MIGRATION: set(Category) - {Category.DIGITAL_MARKETING, Category.E_INVOICING},
    Topic.BOOKKEEPING: {ERP, FINANCE},
    Topic.E_INVOICE: {ERP, FINANCE, Category.E_INVOICING},
    Topic.REPORTING: {ERP, FINANCE, PLANNING, STOCK, Category.CRM, Category.BI, Category.DIGITAL_MARKETING},
    Topic.MOBILE: {Category.CRM, Category.WEBSHOP, Category.MAIL},
    Topic.TRACEABILITY: {ERP, PLANNING, STOCK},
}


@pytest.mark.parametrize(("topic", "categories"), SOME_OF_THEM.items())
def test_where_a_topic_matters(topic: Topic, categories: set[Category]) -> None:
    assert {category for category in Category if topic in relevant(category)} == categories


def test_every_other_topic_matters_everywhere() -> None:
    common = set(Topic) - set(SOME_OF_THEM)
    assert all(common <= set(relevant(category)) for category in Category)


def test_a_blind_spot_is_a_sentence_and_a_question() -> None:
    [spot] = [spot for spot in blind_spots([], Category.FINANCE) if spot.topic is Topic.EXIT]
    assert spot.message == "Der er intet krav om ophør. Hvordan får I jeres data med, hvis I skifter system?"


@pytest.mark.parametrize("filler", ["x" * 100_000, "udleverer " * 10_000, "flytte " * 12_000, " ," * 50_000])
def test_a_very_long_text_takes_no_longer_than_reading_it(filler: str) -> None:
    started = time.perf_counter()
    blind_spots([Said(f"Systemet skal {filler} data")], Category.ERP)
    assert time.perf_counter() - started < 2


def test_when_everything_is_said_nothing_is_missing() -> None:
    everything = [Said("", topic) for topic in Topic]
    assert blind_spots([*everything, Said("Noget andet")]) == []
