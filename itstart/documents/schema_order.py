"""The order of properties in WordprocessingML, as its schema has it: Word may refuse a file with another order."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from itstart.documents.plan import W

# Properties of ISO/IEC 29500 transitional; what is not named here may stand anywhere.
_WORDS: Final = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign "
    "noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tbl": "tblPr tblGrid",
    "tc": "tcPr",
    "tr": "tblPrEx trPr",
    "p": "pPr",
    "r": "rPr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}
_ORDER: Final = {
    f"{W}{name}": {f"{W}{word}": place for place, word in enumerate(words.split())} for name, words in _WORDS.items()
}
RUN_ORDER: Final = _ORDER[f"{W}rPr"]
# these begin with their properties: nothing else may stand before them
_PROPERTIES_FIRST: Final = frozenset(f"{W}{name}" for name in ("tbl", "tc", "tr", "p", "r"))


def misplaced(root: etree._Element) -> Iterator[str]:
    """A fault for each element whose properties stand in another order than the schema's, or twice."""
    for parent in root.iter(*_ORDER):
        order = _ORDER[str(parent.tag)]
        places = [order.get(str(child.tag), len(order)) for child in parent]
        known = [place for place in places if place < len(order)]
        if known != sorted(set(known)):
            yield f"{_name(parent)}: {', '.join(_name(child) for child in parent if child.tag in order)} in this order"
        elif parent.tag in _PROPERTIES_FIRST and places[: len(known)] != known:
            yield f"{_name(parent)}: properties after the content"


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)
