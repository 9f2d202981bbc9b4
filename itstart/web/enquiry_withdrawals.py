"""Take an enquiry back by the signed address in the receipt, without an account. Opening it decides nothing."""

import hashlib

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from itstart.models import Lead
from itstart.rules.findings import RuleViolation
from itstart.rules.settings import SettingKey
from itstart.services import enquiry_withdrawals, erasure_ledger, settings
from itstart.web import form_age, site
from itstart.web.form_age import Age
from itstart.web.guards import WITHOUT_SESSION
from itstart.web.keys import signing_keys

bp = Blueprint("enquiry_withdrawals", __name__, url_prefix="/kontakt/fortryd")

PURPOSE = WITHOUT_SESSION["enquiry_withdrawals.withdraw"]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(signing_keys(), salt="enquiry-withdrawal", signer_kwargs={"digest_method": hashlib.sha256})


def address(number: int) -> str:
    """Where the enquiry with that number is taken back."""
    return site.absolute(url_for("enquiry_withdrawals.show", k=_signer().dumps(number)))


def _lead() -> Lead | None:
    try:
        number = _signer().loads(request.args.get("k", ""))
    except BadSignature:
        return None
    return enquiry_withdrawals.find(number)


def _page(lead: Lead | None, *, done: bool = False, status: int = 200) -> Response:
    return site.unkept(
        "enquiries/withdraw.html",
        status=404 if lead is None else status,
        lead=lead,
        done=done,
        may_withdraw=lead is not None and enquiry_withdrawals.may_withdraw(lead),
        action=url_for(".withdraw", k=request.args.get("k", "")),
        stamp=form_age.stamp(PURPOSE),
        center=settings.center(),
        name=settings.text(SettingKey.CENTER_NAME),
    )


@bp.get("")
def show() -> ResponseReturnValue:
    """What is taken back, and the button."""
    return _page(_lead())


@bp.post("")
def withdraw() -> ResponseReturnValue:
    """Take it back; a second time it is already done."""
    lead = _lead()
    stamped = request.form.get("csrf_token", "")
    if lead is None or form_age.check(PURPOSE, stamped) in {Age.TOO_OLD, Age.FORGED}:
        return _page(lead, status=422)
    try:
        enquiry_withdrawals.withdraw(lead)
    except RuleViolation:
        return _page(lead, status=409)
    erasure_ledger.write_enquiry(current_app.config["SETTINGS"].ledgers, str(current_app.secret_key), lead)
    return _page(lead, done=True)
