"""A browser's own name for itself, as people would say it: "Chrome på Windows"."""

# Edge, Opera and Chrome all say Safari, and Edge and Opera say Chrome: the first that fits is right.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def told(user_agent: str) -> str:
    """ "Safari på iPhone"; "Ukendt browser" for what nobody would recognise."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return " på ".join(part for part in (browser or "Ukendt browser", system) if part)
