"""How values look on screen."""

import pytest

from itstart.web.filters import beginning


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("Kort.", 20, "Kort."),
        ("Ordrerne lå i elleve regneark. Ingen vidste hvilket.", 40, "Ordrerne lå i elleve regneark."),
        ("Ordrerne lå i elleve regneark! Hvilket? Ingen vidste det.", 45, "Ordrerne lå i elleve regneark! Hvilket?"),
        ("Ordrerne lå i elleve regneark, og ingen vidste hvilket.", 32, "Ordrerne lå i elleve regneark…"),
        ("Ja. Men ordrerne lå i elleve regneark", 25, "Ja. Men ordrerne lå i…"),
        ("Prisen var 15.000 kr. pr. modul og ikke mere end det", 48, "Prisen var 15.000 kr. pr. modul og ikke mere…"),
        ("æ" * 50, 10, "æ" * 10 + "…"),
    ],
)
def test_the_beginning_of_a_text(text: str, limit: int, shown: str) -> None:
    assert beginning(text, limit) == shown
    assert len(beginning(text, limit)) <= limit + 1
