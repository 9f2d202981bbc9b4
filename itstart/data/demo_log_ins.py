"""Who a demo can be tried as; a start prints them without reading all that the demo is made of."""

PASSWORD = "behov-krav-kontrakt"  # noqa: S105 - shown to everybody; demo accounts live in a demo only
_WHO = {
    "mette@hedelund.example": "It-starthjælper (kvalificeret, med sager)",
    "bo@hedelund.example": "It-starthjælper (samme firma)",
    "henrik@als-sparring.example": "It-starthjælper (1. samlevering)",
    "sofie@mariager-digital.example": "It-starthjælper (ansøger)",
    "jonas.okkels@ibiz.example": "IBIZ-medarbejder (leverer sammen med Als IT-Sparring)",
    "lise.ravnholt@ibiz.example": "IBIZ-medarbejder",
    "anna.kjaergaard@ibiz.example": "Administrator",
}


def log_ins() -> list[tuple[str, str, str]]:
    """(who, e-mail, password) of the demo accounts one begins with; the other firms' people have the same password."""
    return [(who, email, PASSWORD) for email, who in _WHO.items()]
