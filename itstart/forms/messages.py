"""WTForms' own messages in Danish; the package ships none."""

from collections.abc import Mapping

MESSAGES: Mapping[str, str] = {
    "Invalid field name '%s'.": "Ukendt felt: %s.",
    "Field must be equal to %(other_name)s.": "Feltet skal være det samme som %(other_name)s.",
    "Field must be between %(min)d and %(max)d characters long.": ("Skriv mellem %(min)d og %(max)d tegn."),
    "Number must be at least %(min)s.": "Tallet skal være mindst %(min)s.",
    "Number must be at most %(max)s.": "Tallet må højst være %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Skriv et tal mellem %(min)s og %(max)s.",
    "Date must be at least %(min)s.": "Datoen må tidligst være %(min)s.",
    "Date must be at most %(max)s.": "Datoen må senest være %(max)s.",
    "Date must be between %(min)s and %(max)s.": ("Datoen skal ligge mellem %(min)s og %(max)s."),
    "This field is required.": "Feltet skal udfyldes.",
    "Invalid input.": "Det kan ikke læses. Ret det, og prøv igen.",
    "Invalid email address.": "Skriv en e-mailadresse, fx navn@firma.dk.",
    "Invalid IP address.": "Skriv en gyldig IP-adresse.",
    "Invalid Mac address.": "Skriv en gyldig MAC-adresse.",
    "Invalid URL.": "Skriv en webadresse, fx https://www.firma.dk.",
    "Invalid UUID.": "Nøglen har ikke den rigtige form.",
    "Invalid value, must be one of: %(values)s.": "Vælg en af disse: %(values)s.",
    "Invalid value, can't be any of: %(values)s.": "Det må ikke være en af disse: %(values)s.",
    "This field cannot be edited.": "Feltet kan ikke rettes.",
    "This field is disabled and cannot have a value.": "Feltet er lukket og kan ikke udfyldes.",
    "Invalid CSRF Token.": "Siden er blevet for gammel. Prøv igen.",
    "CSRF token missing.": "Siden er blevet for gammel. Prøv igen.",
    "CSRF failed.": "Siden er blevet for gammel. Prøv igen.",
    "CSRF token expired.": "Siden er blevet for gammel. Prøv igen.",
    "Invalid Choice: could not coerce.": "Vælg en af mulighederne.",
    "Choices cannot be None.": "Der er ingen muligheder at vælge imellem.",
    "Not a valid choice.": "Vælg en af mulighederne.",
    "Invalid choice(s): one or more data inputs could not be coerced.": ("Vælg blandt mulighederne."),
    "Not a valid datetime value.": "Skriv dato og klokkeslæt, fx 19.6.2026 14.30.",
    "Not a valid date value.": "Skriv en dato, fx 19.6.2026.",
    "Not a valid time value.": "Skriv et klokkeslæt, fx 14.30.",
    "Not a valid week value.": "Skriv en uge, fx 2026-W25.",
    "Not a valid integer value.": "Skriv et helt tal.",
    "Not a valid decimal value.": "Skriv et tal, fx 7,5.",
    "Not a valid float value.": "Skriv et tal, fx 7,5.",
}

# singular form -> (Danish singular, Danish plural)
PLURALS: Mapping[str, tuple[str, str]] = {
    "Field must be at least %(min)d character long.": (
        "Skriv mindst %(min)d tegn.",
        "Skriv mindst %(min)d tegn.",
    ),
    "Field cannot be longer than %(max)d character.": (
        "Skriv højst %(max)d tegn.",
        "Skriv højst %(max)d tegn.",
    ),
    "Field must be exactly %(max)d character long.": (
        "Skriv præcis %(max)d tegn.",
        "Skriv præcis %(max)d tegn.",
    ),
    "'%(value)s' is not a valid choice for this field.": (
        "“%(value)s” er ikke en af mulighederne.",
        "“%(value)s” er ikke blandt mulighederne.",
    ),
}


class DanishTranslations:
    """What WTForms asks for a message; an unknown message is given back unchanged."""

    def gettext(self, string: str) -> str:
        """The Danish message."""
        return MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The Danish message that suits the number `n`."""
        forms = PLURALS.get(singular)
        if forms is None:
            return singular if n == 1 else plural
        return forms[0] if n == 1 else forms[1]
