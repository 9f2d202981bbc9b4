"""`python -m benchmarks.start`: how soon the server answers, and how much memory one process takes.

The server is `app.py` on a demo that is filled already and with compiled modules, as after any first start. Memory is
read when it answers, when its pages are warm, and when everybody has been looking around and had documents made; the
peak is higher for a moment while a password is hashed (19 MB). Exits 1 when the median start takes 2 seconds or the
process in use has 200 MB.
"""

import argparse
import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from urllib.parse import urlencode

from benchmarks.measure import table
from benchmarks.served import ROOT, Served, environment, serving
from itstart.data.demo_log_ins import PASSWORD

MOST_SECONDS, MOST_MEGABYTES = 2.0, 200
CASE = "/sager/2026-0017"
# Who looks at what; a "docx" is made, not only looked at.
LOOKS: dict[str, tuple[str, ...]] = {
    "mette@hedelund.example": (
        "/overblik", "/sager/", CASE, f"{CASE}/behov/krav", f"{CASE}/behov/krav/prioritering", f"{CASE}/valg/resultat",
        f"{CASE}/valg/krav-for-krav", f"{CASE}/projekt/betalingsplan", f"{CASE}/dokumenter",
        f"{CASE}/dokumenter/behovsbeskrivelse", f"{CASE}/dokumenter/kontrakt", f"{CASE}/eksport",
    ),
    "lise.ravnholt@ibiz.example": (
        "/overblik", "/sager/", "/tal", "/rapporter", "/henvendelser", "/raadgivere", "/daekning",
    ),
    "": ("/", "/it-starthjaelpere/", "/successager", "/viden", "/det-sker", "/resultater", "/kontakt"),
}  # fmt: skip
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def _look_around(server: Served) -> list[str]:
    """Everybody opens all of theirs; returns the pages that did not answer as they should."""
    wrong = []
    for email, pages in LOOKS.items():
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        headers = {"Cookie": _cookie(connection, email)} if email else {}
        for path in pages:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                wrong.append(f"{path}: {answer.status}")
        connection.close()
    return wrong


def _cookie(connection: http.client.HTTPConnection, email: str) -> str:
    connection.request("GET", "/log-ind")
    answer = connection.getresponse()
    found = _TOKEN.search(answer.read().decode())
    cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
    form = urlencode({"email": email, "password": PASSWORD, "csrf_token": found[1] if found else ""})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/log-ind", form, headers)
    answer = connection.getresponse()
    answer.read()
    return (answer.headers["Set-Cookie"] or cookie).partition(";")[0]


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say whether it is within the limits."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("--starts", type=int, default=5)
    options = parser.parse_args(list(arguments))
    lines, seconds, most, wrong = [], [], 0.0, []
    with tempfile.TemporaryDirectory(prefix="itstart-") as folder:
        more = {"ITSTART_INSTANCE": folder}
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "app", "prepare"],
            cwd=ROOT, env=environment(more), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for number in range(options.starts):
            with serving(more) as server:
                processor, at_once = server.processor_seconds, server.megabytes
                time.sleep(3)
                warm = server.megabytes
                wrong = _look_around(server)
                most = max(most, server.megabytes)
                lines.append([
                    f"Start {number + 1}", f"{server.seconds:.2f} s", f"{processor:.2f} s", f"{at_once:.0f} MB",
                    f"{warm:.0f} MB", f"{server.megabytes:.0f} MB", f"{server.most_megabytes:.0f} MB",
                ])  # fmt: skip
                seconds.append(server.seconds)
    print(table(["", "answers after", "processor", "memory", "when warm", "in use", "peak"], lines))
    median = statistics.median(seconds)
    print(f"\nMedian {median:.2f} s; at most {most:.0f} MB.")
    if wrong:
        print(f"Not shown: {', '.join(wrong)}", file=sys.stderr)
    return 1 if wrong or median >= MOST_SECONDS or most >= MOST_MEGABYTES else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
