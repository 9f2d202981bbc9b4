"""Which codes of an app count."""

import pyotp
import pytest

from itstart.rules import second_factor as rules

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the key of RFC 6238's examples
CODES = pyotp.TOTP(KEY)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
     (2_000_000_000, "279037"), (20_000_000_000, "353130")],
)  # fmt: skip
def test_the_examples_of_the_standard(seconds: int, code: str) -> None:
    assert rules.fitting_step(code, seconds, 0, CODES.generate_otp) == seconds // 30


@pytest.mark.parametrize(("away", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_wrong(away: int, fits: bool) -> None:
    now = 1_800_000_000
    code = CODES.generate_otp(now // 30 + away)

    assert (rules.fitting_step(code, now, 0, CODES.generate_otp) is not None) is fits


@pytest.mark.parametrize(("last", "fits"), [(-1, True), (0, False), (1, False)])
def test_a_code_is_used_once_and_none_before_it(last: int, fits: bool) -> None:
    now = 1_800_000_000
    code = CODES.generate_otp(now // 30)

    assert (rules.fitting_step(code, now, now // 30 + last, CODES.generate_otp) is not None) is fits


@pytest.mark.parametrize(
    "code", ["", "28708", "2870822", "abcdef", "٢٨٧٠٨٢", "２８７０８２", "28708²", "-28708", "2 8708"]
)
def test_anything_else_is_wrong(code: str) -> None:
    assert rules.fitting_step(code, 59, 0, CODES.generate_otp) is None


@pytest.mark.parametrize(
    ("staff", "of_staff", "of_helpers", "required"),
    [(True, True, False, True), (True, False, True, False), (False, True, False, False), (False, False, True, True)],
)
def test_who_must_have_it(staff: bool, of_staff: bool, of_helpers: bool, required: bool) -> None:
    assert rules.is_required(staff=staff, of_staff=of_staff, of_helpers=of_helpers) is required


def test_keys_and_codes_as_people_read_and_type_them() -> None:
    assert rules.grouped("JBSWY3DPEHPK3PXPAB") == "JBSW Y3DP EHPK 3PXP AB"
    assert rules.typed(" ABCD-efgh jkmn\n") == "abcdefghjkmn"
    assert not set("01ilo") & set(rules.ALPHABET)


def test_how_many_codes_and_how_long() -> None:
    assert (rules.RECOVERY_CODES, rules.RECOVERY_LENGTH) == (10, 12)
