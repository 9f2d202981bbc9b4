"""What the response form asks, sheet by sheet: the one description that is both written and read (DOMAIN B4, B5).

Every sheet has a hidden first row with its own key and the keys of its columns, and a hidden first column with
the keys of its rows. They follow their cells when somebody renames the sheet, sorts the rows or puts a column in
between, and are all that is believed when a form comes back.
"""

from dataclasses import dataclass
from enum import Enum

IDENTITY = "itstart.skema"
OURS = "-"
REQUIREMENTS = "itstart.kravbesvarelse"
MASTER = "itstart.stamdata"
PRICES = "itstart.priser"
PLAN = "itstart.plan"
REFERENCES = "itstart.referencer"
RESERVATIONS = "itstart.forbehold"
KEYS = frozenset({REQUIREMENTS, MASTER, PRICES, PLAN, REFERENCES, RESERVATIONS})
NO_RESERVATIONS = "Nej, ingen forbehold"
HAS_RESERVATIONS = "Ja, de står nedenfor"
MAX_LINE = 200
MAX_LONG = 4_000
MAX_CELL = 32_000


class Kind(Enum):
    """What a cell holds."""

    FIXED = "fixed"
    LINE = "line"
    LONG = "long"
    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True)
class Field:
    """A column of a table, or a line to answer: its words, what it holds, and the words shown when it is chosen."""

    key: str
    title: str
    kind: Kind = Kind.LINE
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """Part of a sheet: questions one under the other, or a table with empty rows, or with rows that have a name."""

    key: str
    title: str
    intro: str = ""
    questions: tuple[Field, ...] = ()
    columns: tuple[Field, ...] = ()
    rows: int = 0
    named: tuple[str, ...] = ()

    @property
    def long(self) -> bool:
        """Whether its rows are for more than a line."""
        return any(column.kind is Kind.LONG for column in self.columns)

    @property
    def row_keys(self) -> list[str]:
        """The keys of its rows in order."""
        if self.questions:
            return [f"{self.key}.{question.key}" for question in self.questions]
        return [f"{self.key}.{number}" for number in range(1, (len(self.named) or self.rows) + 1)]


@dataclass(frozen=True)
class Page:
    """A sheet: its key, its name, the line under its heading, the widths of its columns, and its blocks."""

    key: str
    name: str
    intro: str
    widths: tuple[int, ...]
    blocks: tuple[Block, ...]


REQUIREMENT_COLUMNS = (
    Field("code", "Krav-id", Kind.FIXED),
    Field("area", "Område", Kind.FIXED),
    Field("priority", "Prioritet", Kind.FIXED),
    Field("text", "Krav", Kind.FIXED),
    Field("test", "Sådan tester vi", Kind.FIXED),
    Field("answer", "Svar", Kind.CHOICE),
    Field("comment", "Kommentar", Kind.LONG, "Kort og konkret: hvordan kravet opfyldes, ikke at det opfyldes."),
    Field(
        "extra", "Merpris (kr. ekskl. moms)", Kind.MONEY,
        "Skal udfyldes ved T og 3. Hele kroner uden moms. Skriv 0, hvis der ingen merpris er.",
    ),
    Field("available", "Klar i version", Kind.LINE, "Skal udfyldes ved V. Navnet på den version, kravet er med i."),
    Field("promised", "Klar dato", Kind.DATE, "Skal udfyldes ved V. Skriv datoen som 31-12-2027."),
)  # fmt: skip
REQUIREMENT_WIDTHS = (8, 13, 9, 44, 36, 7, 36, 12, 13, 12)


def master_page(delivery_models: tuple[str, ...], valid_until: str) -> Page:
    """Stamdata: the firm, the product, and how long the bid stands."""
    wanted = f"Mindst til {valid_until}." if valid_until else "Den sidste dag, I står ved tilbuddet."
    firm = (
        Field("firm", "Firma"),
        Field("cvr", "CVR-nummer"),
        Field("contact", "Kontaktperson"),
        Field("email", "Mail"),
        Field("phone", "Telefon"),
    )
    product = (
        Field("product", "Produkt", hint="Produktets navn, som det står i kontrakten."),
        Field("product_version", "Version", hint="Den version, I har svaret ud fra."),
        Field("delivery_model", "Hvor kører løsningen?", Kind.CHOICE, "Vælg på listen.", delivery_models),
        Field("valid_until", "Tilbuddet gælder til og med", Kind.DATE, wanted),
    )
    return Page(
        MASTER, "Stamdata", "Hvem I er, hvad I tilbyder, og hvor længe tilbuddet gælder.", (34, 46, 52),
        (Block("firma", "Firmaet", questions=firm), Block("loesning", "Løsningen", questions=product)),
    )  # fmt: skip


def _price_block(key: str, title: str, intro: str, types: tuple[str, ...], amount: str, rows: int) -> Block:
    columns = (
        Field("type", "Art", Kind.CHOICE, "Vælg på listen.", types),
        Field("label", "Hvad betales der for?", Kind.LINE, "Fx 12 fulde brugere à 820 kr./md."),
        Field("amount", amount, Kind.MONEY, "Hele kroner uden moms. Skriv 0, hvis det er gratis."),
    )
    return Block(key, title, intro, columns=columns, rows=rows)


def price_page(one_off: tuple[str, ...], annual: tuple[str, ...], customisation: str) -> Page:
    """Priser: paid once, paid every year, and what is often forgotten."""
    forgotten = (
        Field(
            "adjustment", "Regulering om året, højst (%)", Kind.PERCENT,
            "Så meget kan den årlige pris højst stige om året. Skriv 2 for 2 %.",
        ),
        Field(
            "internal_hours", "Vores egne timer", Kind.NUMBER,
            "Jeres bedste skøn over vores timer, til løsningen er i drift.",
        ),
        Field("internal_work", "Det bruger vi timerne til", Kind.LONG, "De vigtigste opgaver."),
        Field(
            "exit_cost", "Pris for at komme ud igen (kr.)", Kind.MONEY,
            "At få alle data udleveret. Skriv 0, hvis det er gratis.",
        ),
        Field("exit_format", "Format, data udleveres i", Kind.LINE, "Fx csv eller en kopi af databasen."),
        Field("one_more_user", "Pris for en bruger mere (kr. om året)", Kind.MONEY, "Hele kroner uden moms."),
        Field("double_volume", "Hvis mængderne bliver dobbelt så store", Kind.LONG, "Hvad sker der med prisen?"),
        Field("hourly_rate", "Timepris for ekstra arbejde (kr.)", Kind.MONEY, "Hele kroner uden moms."),
    )  # fmt: skip
    once = (
        f"Tilpasninger og produkter til krav med merpris skrives som «{customisation}». Deres sum skal svare til "
        "merpriserne i Kravbesvarelse."
    )
    yearly = "Regn månedspriser om til et helt år. Tag gebyrer og produkter fra tredjepart med."
    return Page(
        PRICES, "Priser", "Alle priser i hele kroner uden moms. Et tomt felt er ikke nul.", (38, 54, 22, 50),
        (
            _price_block("engang", "Engangspriser", once, one_off, "Beløb (kr.)", 20),
            _price_block("aar", "Årlige priser", yearly, annual, "Beløb om året (kr.)", 12),
            Block("glemt", "Det, der ofte glemmes", questions=forgotten),
        ),
    )  # fmt: skip


def plan_page(milestones: tuple[str, ...], go_live: str) -> Page:
    """Plan og team: milestones, people, the customer's tasks, and the tests."""
    wish = f" Vi ønsker at tage løsningen i brug den {go_live}." if go_live else ""
    tests = (
        Field("own_test", "Sådan tester I, før vi gør", Kind.LONG),
        Field("failed_test", "Hvis overtagelsesprøven ikke bestås", Kind.LONG, "Hvad gør I, og hvad koster det?"),
    )
    return Page(
        PLAN, "Plan og team", "Hvad der sker, hvornår, og hvem der gør det.", (34, 44, 50, 18),
        (
            Block(
                "milepael", "Milepæle", f"Overtagelsesprøven skal være bestået, før løsningen tages i brug.{wish}",
                columns=(Field("name", "Milepæl", Kind.FIXED), Field("day", "Dato", Kind.DATE, "Fx 01-10-2026."),
                         Field("proof", "Det kan man se er nået", Kind.LONG)),
                named=milestones,
            ),
            Block(
                "team", "Konsulenter", "De mennesker, vi får. En navngiven person skiftes kun ud med vores accept.",
                columns=(Field("name", "Navn"), Field("role", "Rolle"),
                         Field("experience", "Erfaring fra lignende virksomheder", Kind.LONG),
                         Field("share", "Andel af tiden (%)", Kind.PERCENT, "Fx 40 for 40 %.")),
                rows=6,
            ),
            Block(
                "opgave", "Vores opgaver", "Hvad vi skal levere, hvornår, og hvor mange timer det tager.",
                columns=(Field("task", "Opgave"), Field("when", "Hvornår"), Field("note", "Bemærkning", Kind.LONG),
                         Field("hours", "Timer", Kind.NUMBER)),
                rows=7,
            ),
            Block("proeve", "Prøver", questions=tests),
        ),
    )  # fmt: skip


def reference_page() -> Page:
    """Referencer: three customers that look like this one."""
    columns = (
        Field("company", "Virksomhed"),
        Field("industry", "Branche"),
        Field("employees", "Ansatte", Kind.NUMBER),
        Field("contact", "Kontaktperson og titel"),
        Field("phone", "Telefon"),
        Field("email", "Mail"),
        Field("since", "I drift siden", Kind.DATE, "Løsningen skal have været i drift i mindst seks måneder."),
    )
    intro = (
        "Tre kunder, der bruger den samme løsning, ligner os i størrelse og branche og har haft den i drift i mindst "
        "seks måneder. Vi ringer til mindst to og vælger selv hvem."
    )
    return Page(
        REFERENCES, "Referencer", intro, (30, 24, 10, 32, 16, 30, 14),
        (Block("reference", "Kunder, vi må ringe til", columns=columns, rows=3),),
    )  # fmt: skip


def reservation_page() -> Page:
    """Forbehold: what the vendor cannot go along with, and what it proposes instead."""
    choices = (NO_RESERVATIONS, HAS_RESERVATIONS)
    columns = (
        Field("place", "Hvor står det?", Kind.LINE, "Fx Kontraktudkast, punkt 7.2."),
        Field("text", "Det kan vi ikke gå med til", Kind.LONG),
        Field("instead", "Det foreslår vi i stedet", Kind.LONG),
    )
    return Page(
        RESERVATIONS, "Forbehold", "Alt det i materialet eller kontraktudkastet, I ikke kan gå med til.", (34, 56, 56),
        (
            Block("svar", "Svar først her", questions=(
                Field("any", "Har I forbehold?", Kind.CHOICE, "Vælg på listen.", choices),
            )),
            Block("forbehold", "Jeres forbehold", columns=columns, rows=15),
        ),
    )  # fmt: skip
