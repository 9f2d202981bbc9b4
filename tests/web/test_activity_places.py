"""More places in an activity: those who waited get them, in their order, and are told."""

from flask import Flask

from itstart.db import db
from itstart.services import activity_sign_ups
from tests.browser import Browser
from tests.factories import make_helper, make_staff
from tests.web.test_activities import at, mails, opened, typed


def test_more_places_go_to_those_who_waited(app: Flask, browser: Browser) -> None:
    activity, people = opened(capacity=1), [make_helper() for _ in range(4)]
    assert [activity_sign_ups.sign_up(person, activity) for person in people] == [True, False, False, False]
    db.session.commit()
    browser.log_in(make_staff())

    same = typed(place="Herning", title="Gode krav i praksis", capacity="1", version=activity.version)
    browser.post(at(activity, "/ret"), same)
    assert mails("Du har fået en plads") == [], "nobody has, yet"
    browser.post(at(activity, "/ret"), same | {"capacity": "3", "version": activity.version})

    assert mails("Du har fået en plads") == [person.email for person in people[1:3]]
