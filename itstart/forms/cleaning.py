"""What happens to every text before anybody reads it: one place, for every form."""

import unicodedata

# Surrogates end a Word document early, a NUL stops PostgreSQL, and neither can be typed on purpose.
_NON_CHARACTERS = {0xFFFE, 0xFFFF}
_KEPT_CONTROLS = {"\n", "\t"}
# Characters that turn the reading direction: "fdp.exe" can be made to look like "exe.pdf".
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}


def _keep(char: str) -> bool:
    code = ord(char)
    if char in _KEPT_CONTROLS:
        return True
    return not (code < 0x20 or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code in _NON_CHARACTERS)


def clean_text(value: object) -> object:
    """A text with unix line ends, composed letters and no control characters, stripped.

    None becomes the empty string; anything that is not a text is returned as it is.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = "".join(char for char in text if _keep(char))
    return unicodedata.normalize("NFC", text).strip()


def clean_line(value: object) -> object:
    """A text on one line: as `clean_text`, and without line breaks and direction marks."""
    text = clean_text(value)
    if not isinstance(text, str):
        return text
    text = "".join(char for char in text if ord(char) not in _BIDI)
    return " ".join(text.split())
