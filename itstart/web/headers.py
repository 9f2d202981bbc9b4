"""What every answer carries, and what no request may be: the browser's own defences, said once."""

from flask import Flask, Response, abort, g, request

from itstart.web.access import SAFE_METHODS

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
# The one page that other sites may show inside their own.
EMBED_CSP = CSP.replace("frame-ancestors 'none'", "frame-ancestors *").replace(
    "form-action 'self'", "form-action 'none'"
)
FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
YEAR = 31_536_000
# A public page may be kept, and is asked for again each time: what is withdrawn is gone at once.
KEPT = "public, no-cache"


def gate() -> None:
    """Refuse posts from other sites and bodies that are no form."""
    if b"%00" in request.query_string:
        abort(404)  # PostgreSQL takes no NUL, and no address of ours has one
    if request.method in SAFE_METHODS:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(403)
    has_body = bool(request.content_length) or "Transfer-Encoding" in request.headers
    if has_body and request.mimetype not in FORM_TYPES:
        abort(415)


def add(response: Response) -> Response:
    """The same headers on every answer, also on errors and files."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CSP)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    if headers["Content-Security-Policy"] != EMBED_CSP:
        headers.setdefault("X-Frame-Options", "DENY")
    # Flask-WTF refuses https posts without a Referer, so it must be sent to ourselves.
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", f"max-age={YEAR}; includeSubDomains")
    if request.endpoint != "static" or response.status_code >= 400:  # static_files.py says how long those are kept
        headers["Cache-Control"] = KEPT if g.get("may_be_kept") and response.status_code < 400 else "no-store"
        response.vary.update(("HX-Request", "HX-Request-Type", "Cookie"))
    return response


def init_app(app: Flask) -> None:
    """Ask before, add after."""
    app.before_request(gate)
    app.after_request(add)
