"""Where one is logged in, said as people say it."""

import pytest

from itstart.web.user_agents import told

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"{MAC} Version/26.0 Safari/605.1.15", "Safari på Mac"),
        (WINDOWS, "Chrome på Windows"),
        (f"{WINDOWS} Edg/142.0.0.0", "Edge på Windows"),
        (f"{PHONE} Version/26.0 Mobile/15E148 Safari/604.1", "Safari på iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox på Linux"),
        ("curl/8.5", "Ukendt browser"),
        ("", "Ukendt browser"),
    ],
)
def test_a_browser_is_told_by_its_everyday_name(user_agent: str, words: str) -> None:
    assert told(user_agent) == words
