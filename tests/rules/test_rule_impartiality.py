"""What is said of a vendor that the helper or IBIZ-Center has something to do with (S28, S31)."""

from itstart.rules.impartiality import check_partner


def test_a_partner_is_not_kept_out_but_told() -> None:
    (found,) = check_partner("Norddata A/S", "Leverandør")
    assert not found.blocks
    assert found.where == "partner"
    assert found.message.startswith("Norddata A/S er partner hos IBIZ-Center (leverandør).")
