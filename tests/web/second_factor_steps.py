"""The two steps of a log-in, as a person takes them."""

from itstart.models import User
from tests.browser import Browser, Page
from tests.factories import PASSWORD

ASK = "/log-ind/kode"
PAGE = "/konto/totrinslogin"
GOAL = "/konto?x=1"


def give_password(browser: Browser, user: User, goal: str = GOAL) -> Page:
    form = {"email": user.email, "password": PASSWORD, "next": goal}
    return browser.post("/log-ind", form, visit="/log-ind")


def give_code(browser: Browser, code: str, goal: str = GOAL) -> Page:
    return browser.post(ASK, {"app_code": code, "next": goal}, visit=ASK)


def recover(browser: Browser, code: str) -> Page:
    return browser.post("/log-ind/noedkode", {"recovery_code": code, "next": GOAL}, visit=ASK)


def is_in(browser: Browser) -> bool:
    return browser.get("/konto").status_code == 200
