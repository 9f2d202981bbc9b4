"""What the environment decides, and what production refuses."""

import stat
from pathlib import Path

import pytest

from itstart import config, sqlite

GOOD = {
    "ITSTART_ENV": "production",
    "ITSTART_SECRET_KEY": "k3-Vq9_zT7wLm2XcR8bNf5YhJ4sGd1PaUe0o",
    "ITSTART_BASE_URL": "https://it-start.example.dk/",
    "ITSTART_DATABASE_URL": "postgres://it@/it",
}


def test_development_needs_nothing() -> None:
    settings = config.read({})

    assert not settings.production
    assert settings.demo
    assert config.problems(settings) == []
    assert settings.sqlalchemy_url.endswith("instance/itstart.sqlite3")


@pytest.mark.parametrize(
    ("values", "asked"),
    [({}, False), ({"ITSTART_DEMO": "0"}, True), (GOOD, True), ({"ITSTART_SECOND_FACTOR": "1"}, True)],
)
def test_only_a_demo_leaves_the_second_factor_free(values: dict[str, str], asked: bool) -> None:
    assert config.read(values).second_factor is asked


def test_production_is_complete() -> None:
    settings = config.read(GOOD)

    assert config.problems(settings) == []
    assert settings.trusted_hosts == ("it-start.example.dk",)
    assert settings.sqlalchemy_url == "postgresql://it@/it"
    assert not settings.demo
    flask = config.flask_config(settings)
    assert flask["SESSION_COOKIE_NAME"] == "__Host-itstart"
    assert flask["SESSION_COOKIE_SECURE"]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"ITSTART_SECRET_KEY": ""}, "ITSTART_SECRET_KEY"),
        ({"ITSTART_SECRET_KEY": "kort"}, "ITSTART_SECRET_KEY"),
        ({"ITSTART_SECRET_KEY": "a" * 64}, "ITSTART_SECRET_KEY"),
        ({"ITSTART_DEBUG": "1"}, "ITSTART_DEBUG"),
        ({"ITSTART_DEMO": "1"}, "ITSTART_DEMO"),
        ({"ITSTART_SECOND_FACTOR": "0"}, "ITSTART_SECOND_FACTOR"),
        ({"ITSTART_BASE_URL": ""}, "ITSTART_BASE_URL"),
        ({"ITSTART_BASE_URL": "http://it-start.example.dk"}, "ITSTART_BASE_URL"),
    ],
)
def test_production_refuses(change: dict[str, str], name: str) -> None:
    found = config.problems(config.read({**GOOD, **change}))

    assert len(found) == 1
    assert found[0].startswith(name)


@pytest.mark.parametrize(
    "values",
    [
        {"ITSTART_ENV": "prod"},
        {"ITSTART_DEMO": "måske"},
        {"ITSTART_SMTP_PORT": "x"},
    ],
)
def test_what_cannot_be_read_is_named(values: dict[str, str]) -> None:
    with pytest.raises(config.BadConfiguration, match=next(iter(values))):
        config.read(values)


def test_the_coarse_limit_may_be_counted_elsewhere() -> None:
    settings = config.read({"ITSTART_LIMITER_STORAGE": "redis://limits.example:6379"})
    told = config.flask_config(settings)

    assert told["RATELIMIT_STORAGE_URI"] == "redis://limits.example:6379"
    assert told["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"], "nobody is kept out because the counter is away"
    assert config.flask_config(config.read({}))["RATELIMIT_STORAGE_URI"] == "memory://"


def test_a_secret_of_its_own_is_kept_for_the_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "environment", lambda: {"ITSTART_INSTANCE": str(tmp_path)})

    first, second = config.load(), config.load()

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= config.MIN_SECRET
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("version", "journal", "synchronous"),
    [((3, 40, 1), "TRUNCATE", "EXTRA"), ((3, 51, 2), "TRUNCATE", "EXTRA"), ((3, 51, 3), "WAL", "FULL")],
)
def test_the_journal_follows_the_library(version: tuple[int, ...], journal: str, synchronous: str) -> None:
    pragmas = sqlite.pragmas(version)

    assert f"journal_mode={journal}" in pragmas
    assert f"synchronous={synchronous}" in pragmas
    assert "foreign_keys=ON" in pragmas
