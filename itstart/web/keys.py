"""The keys that things in addresses and forms are signed with: today's signs, earlier ones are still accepted."""

from flask import current_app


def signing_keys() -> list[str]:
    """The oldest first, as itsdangerous wants them: it signs with the last."""
    return [*reversed(current_app.config["SECRET_KEY_FALLBACKS"]), str(current_app.secret_key)]


def sealing_keys() -> list[str]:
    """The newest first: it seals, and all of them open."""
    return signing_keys()[::-1]
