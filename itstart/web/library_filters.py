"""What of the library of requirements the address asks for; the same filter for IBIZ-Center and on a case."""

from collections.abc import Iterable
from typing import Any, TypeVar

from flask import request

from itstart.data.requirement_library import Pack
from itstart.rules.library import Depth, Topic
from itstart.rules.term import Term
from itstart.rules.terms import RequirementKind
from itstart.services import requirement_library
from itstart.services.requirement_library import Entry, Wanted

ALL = "alle"
_Chosen = TypeVar("_Chosen", bound=Term)


def _term(name: str, term: type[_Chosen]) -> _Chosen | None:
    asked = request.args.get(name, "")
    return term(asked) if asked in set(term) else None


def asked(*, pack: str = "") -> Wanted:
    """The filter in the address; what makes no sense is left out. `pack` is shown when nothing at all is asked for."""
    args = request.args
    topic, query = _term("emne", Topic), " ".join(args.get("q", "").split())[:200]
    chosen = args.get("pakke", "" if topic or query else pack)
    known = {found.slug for found in requirement_library.packs()}
    area = args.get("omraade", "")
    return Wanted(
        pack=chosen if chosen in known else "",
        depth=_term("omfang", Depth),
        kind=_term("slags", RequirementKind),
        topic=topic,
        area=area if area in requirement_library.areas() else "",
        query=query,
    )


def args_of(wanted: Wanted) -> dict[str, str]:
    """The same as the values of an address."""
    found = {
        "pakke": wanted.pack or ALL,
        "omfang": wanted.depth or "",
        "slags": wanted.kind or "",
        "emne": wanted.topic or "",
        "omraade": wanted.area,
        "q": wanted.query,
    }
    return {name: str(value) for name, value in found.items() if value}


def selects(wanted: Wanted, packs: Iterable[Pack], *, with_area: bool = False) -> list[dict[str, Any]]:
    """The choices of the filter's form: name, label, (value, text) pairs and what is chosen."""
    depths = [(level.value, _reach(level)) for level in Depth]
    found: list[tuple[str, str, list[tuple[str, str]], str | None]] = [
        ("pakke", "Pakke", [(ALL, "Alle pakker"), *((pack.slug, pack.title) for pack in packs)], wanted.pack or ALL),
        ("omfang", "Hvor grundigt", [("", "Alt"), *depths], wanted.depth),
        ("slags", "Slags", [("", "Alle slags"), *RequirementKind.choices()], wanted.kind),
        ("emne", "Emne", [("", "Alle emner"), *Topic.choices()], wanted.topic),
    ]
    if with_area:
        areas = [("", "Alle områder"), *((area, area) for area in requirement_library.areas())]
        found.append(("omraade", "Område", areas, wanted.area))
    return [
        {"name": name, "label": label, "choices": choices, "chosen": chosen or ""}
        for name, label, choices, chosen in found
    ]


def _reach(level: Depth) -> str:
    return {Depth.LIGHT: "Let: kun det nødvendige", Depth.NORMAL: "Normal"}.get(level, "Grundig: det hele")


def by_pack(found: Iterable[Entry]) -> list[tuple[Pack, list[Entry]]]:
    """The entries under their packs, packs without any left out."""
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        groups.setdefault(entry.pack, []).append(entry)
    return [(pack, groups[pack.slug]) for pack in requirement_library.packs() if pack.slug in groups]
