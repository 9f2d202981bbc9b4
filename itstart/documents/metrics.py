"""Widths of Calibri (Carlito has the same), to estimate where lines break. Units: 1/2048 of the font size."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

UNITS: Final = 2048
LINE_HEIGHT: Final = 2492 / 2048
NARROWEST: Final = 452
_OTHER: Final = 1040


def _table(letters: Mapping[int, str]) -> dict[str, int]:
    return {letter: width for width, group in letters.items() for letter in group}


# fmt: off
REGULAR: Final = _table(
    {
        452: "'",
        463: " ",
        470: "ilíï",
        490: "j",
        511: ",‘’",
        516: "I",
        517: ".·",
        548: ":;",
        596: "`",
        621: "()",
        625: "f",
        627: "-",
        628: "[]",
        644: "{}",
        653: "J",
        667: "!",
        685: "³",
        686: "t",
        688: "²",
        694: "°",
        714: "r",
        791: "/\\",
        801: "s",
        809: "z",
        821: '"',
        857: "“”",
        861: "L",
        866: "cç",
        887: "x",
        925: "v",
        927: "yÿ",
        931: "k",
        941: "FS",
        943: "|",
        949: "?¿",
        959: "Z",
        964: "g",
        981: "aáäå",
        998: "TY",
        1000: "EÉ",
        1019: "eèéêë",
        1020: "#*+<=>^_~§±×–•−≤≥",
        1038: "$0123456789\xa0\u20ac",
        1049: "«»",
        1058: "P",
        1063: "X",
        1064: "K",
        1076: "bdhnpquñúü",
        1080: "oóôö",
        1084: "ø",
        1092: "C",
        1112: "R",
        1114: "B",
        1162: "V",
        1185: "AÄÅ",
        1260: "D",
        1276: "H",
        1292: "G",
        1303: "¼",
        1314: "UÜ",
        1322: "N",
        1356: "OÖ",
        1359: "Ø",
        1375: "½",
        1378: "Q",
        1397: "&",
        1414: "…",
        1464: "%w",
        1563: "Æ",
        1583: "æ",
        1636: "m",
        1751: "M",
        1822: "W",
        1831: "@",
        1854: "—",
    }
)
BOLD: Final = _table(
    {
        463: " ",
        478: "'",
        503: "ilíï",
        523: "j",
        528: ",‘’",
        546: "I",
        547: ".",
        548: "·",
        565: ":;",
        615: "`",
        627: "-",
        638: "()",
        648: "f",
        665: "[]",
        667: "!",
        678: "J",
        688: "³",
        692: "²",
        701: "°",
        704: "{}",
        710: "t",
        728: "r",
        814: "z",
        817: "s",
        857: "cç",
        866: "L",
        880: "/\\",
        891: "“”",
        898: '"',
        940: "F",
        941: "x",
        949: "?¿",
        968: "S",
        969: "v",
        970: "yÿ",
        971: "g",
        973: "|",
        979: "Z",
        983: "k",
        999: "EÉ",
        1011: "aáäå",
        1014: "T",
        1020: "#*+<=>^_~§±×–•−≤≥",
        1031: "eèéêë",
        1038: "$0123456789\xa0\u20ac",
        1064: "Y",
        1084: "C",
        1090: "P",
        1099: "bdhnpquñúü",
        1101: "oóôö",
        1103: "«»",
        1114: "ø",
        1120: "K",
        1128: "X",
        1148: "B",
        1153: "R",
        1211: "V",
        1241: "AÄÅ",
        1291: "D",
        1292: "H",
        1305: "G",
        1337: "UÜ",
        1347: "¼",
        1349: "N",
        1385: "OÖ",
        1394: "Ø",
        1405: "Q",
        1415: "½",
        1443: "&",
        1457: "…",
        1493: "%",
        1526: "w",
        1587: "æ",
        1588: "Æ",
        1666: "m",
        1790: "M",
        1840: "@",
        1854: "—",
        1856: "W",
    }
)
# fmt: on


@lru_cache(maxsize=20_000)
def width(word: str, *, bold: bool) -> int:
    """The width of a word in 1/2048 of the font size; a letter we do not know is as wide as an `n`."""
    table = BOLD if bold else REGULAR
    return sum(table.get(letter, _OTHER) for letter in word)


@lru_cache(maxsize=20_000)
def widths(word: str, *, bold: bool) -> tuple[int, int]:
    """The width of a word without the spaces it ends in, and with them."""
    return width(word.rstrip(" "), bold=bold), width(word, bold=bold)
