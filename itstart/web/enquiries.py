"""Ask for help: a form without an account and without a cookie; robots and repetition are held off (F084, A21)."""

from dataclasses import asdict
from datetime import date
from typing import Any

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from itstart.data import places
from itstart.models import Helper
from itstart.rules.findings import RuleViolation
from itstart.rules.settings import SettingKey
from itstart.rules.terms import Category
from itstart.services import directory, enquiries, settings
from itstart.services.enquiries import Receipt
from itstart.web import enquiry_withdrawals, form_age, site, visitor_forms
from itstart.web.enquiry_forms import EnquiryForm
from itstart.web.guards import WITHOUT_SESSION
from itstart.web.keys import signing_keys
from itstart.web.pages import go
from itstart.web.refusals import refused
from itstart.web.visitor_forms import Verdict

bp = Blueprint("enquiries", __name__)

PURPOSE = WITHOUT_SESSION["enquiries.send"]


def _wished() -> tuple[Helper | None, bool]:
    """The firm the visitor came from, and whether one was named that takes no customers now."""
    cvr = request.args.get("hjaelper", "")
    if not cvr:
        return None, False
    found = directory.listed(cvr)
    return found, found is None


def _form() -> EnquiryForm:
    if request.method == "POST":
        return EnquiryForm(request.form)
    postal, category = request.args.get("postnummer", "").strip()[:4], request.args.get("omraade", "")
    known: dict[str, Any] = {"category": Category(category)} if category in set(Category) else {}
    return EnquiryForm(data={"postal_code": postal if places.city_of(postal) else "", **known})


def _page(form: EnquiryForm, status: int = 200) -> Response:
    wished, gone = _wished()
    return site.unkept(
        "enquiries/new.html",
        status=status,
        form=form,
        stamp=form_age.stamp(PURPOSE),
        wished=wished,
        gone=gone,
        action=url_for(".send", hjaelper=wished.cvr if wished else None),
        canonical=site.absolute(url_for(".new")),
        credit=(places.CREDIT,),
    )


@bp.get("/kontakt")
def new() -> ResponseReturnValue:
    """The form; for one firm when the address names it."""
    return _page(_form())


@bp.post("/kontakt")
def send() -> ResponseReturnValue:
    """Take the enquiry. The answer is the same for people, for robots and for what is held back."""
    form = _form()
    if not form.validate():
        return _page(form, 422)
    if told := visitor_forms.wrong_age(PURPOSE):
        form.refuse("need_summary", told)
        return _page(form, 422)
    verdict = visitor_forms.judge(PURPOSE)
    if verdict is Verdict.BUSY:
        return visitor_forms.busy()
    if verdict is Verdict.SILENT:
        return _thanks(enquiries.promise(_wished()[0]))
    try:
        return _thanks(enquiries.receive(form.enquiry(), _wished()[0], way_back=enquiry_withdrawals.address))
    except RuleViolation as error:
        refused(form, error)
        return _page(form, 422)


# ---- the receipt: what it says stands signed in its address, for there is no session to keep it in ---------


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(signing_keys(), salt="enquiry-receipt")


def _thanks(receipt: Receipt) -> Response:
    said = {**asdict(receipt), "answer_by": receipt.answer_by.isoformat()}
    return go(url_for(".thanks", k=_signer().dumps(said)))


@bp.get("/kontakt/tak")
def thanks() -> ResponseReturnValue:
    """Who answers, and by when."""
    try:
        said = _signer().loads(request.args.get("k", ""))
        receipt = Receipt(said["person"], date.fromisoformat(said["answer_by"]), said["firm"])
    except (BadSignature, KeyError, TypeError, ValueError):
        return go(url_for(".new"))
    return site.unkept("enquiries/thanks.html", receipt=receipt, center=settings.text(SettingKey.CENTER_NAME))
