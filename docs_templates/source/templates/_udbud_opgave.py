"""Udbudsmateriale, chapters 1 to 4: invitation, the company, the task, what is there today."""

from docs_templates.source.house_style import Column, Document


def write(d: Document) -> None:
    """Adds the chapters."""
    _invitation(d)
    _contact(d)
    _company(d)
    _task(d)
    _today(d)


def _invitation(d: Document) -> None:
    d.h1("Invitation og tidsplan", new_page=True)
    d.p(
        "{{ kunde.navn }} inviterer jer til at give tilbud på {{ udbud.genstand }}. Vi vil gerne have et tilbud, der "
        "kan sammenlignes med andre linje for linje, og vi har gjort materialet så kort, vi kan.",
        "Manchet",
    )
    d.p("{{ udbud.inviterede }}")
    with d.when("udbud.erstatter"):
        d.callout("Vigtigt", "Rettet materiale", "{{ udbud.erstatter }}")
    d.callout(
        "Vigtigt",
        "Frist for tilbud",
        "**{{ udbud.frist }}.** Tilbuddet skal være modtaget på mail inden da. Et tilbud, der kommer for sent, kan vi "
        "vælge at se bort fra.",
    )
    d.list_table(
        "tidsplan",
        "t",
        [Column(5.4, "Dato"), Column(7.4, "Hvad"), Column(3.6, "Hvem")],
        ["**{{ t.dato }}**", "{{ t.hvad }}", "{{ t.hvem }}"],
        caption="Tidsplan",
    )
    d.note("Ændrer vi en dato, får alle besked samtidig.")
    d.h3("Opgaven kort")
    d.facts(
        [
            ("Det skal købes", "{{ sag.titel }}"),
            ("Krav", "{{ omfang.krav }}"),
            ("Brugere", "{{ omfang.brugere }}"),
            ("Ønsket start", "{{ omfang.start }}"),
        ],
        alt="Opgaven i fire linjer",
        conditions=[None, None, None, "omfang.start"],
    )


def _contact(d: Document) -> None:
    d.h2("Spørgsmål og kontakt")
    d.p(
        "Stil spørgsmål skriftligt og så tidligt som muligt. Vi samler dem og svarer alle samtidig, uden navn på den, "
        "der har spurgt. Spørgsmål efter fristen svarer vi kun på, hvis svaret er nødvendigt for at give tilbud."
    )
    d.facts(
        [
            ("Spørgsmål og tilbud til", "{{ raadgiver.navn }}, {{ raadgiver.firma }}"),
            ("Mail", "{{ raadgiver.mail }}"),
            ("Telefon", "{{ raadgiver.telefon }}"),
            ("Hos kunden", "{{ kunde.kontakt }}"),
        ],
        alt="Kontaktoplysninger",
        conditions=[None, None, "raadgiver.telefon", None],
    )
    d.p(
        "{{ raadgiver.firma }} er vores uvildige rådgiver. Tag ikke kontakt til vores medarbejdere om tilbuddet, før "
        "vi "
        "har valgt. Det er ikke for at holde jer ude, men for at alle får det samme at vide."
    )


def _company(d: Document) -> None:
    d.h1("Om virksomheden")
    d.block("virksomhed.baggrund")
    d.facts(
        [
            ("Virksomhed", "{{ kunde.navn }}, CVR {{ kunde.cvr }}"),
            ("Adresse", "{{ kunde.adresse }}, {{ kunde.postnr }} {{ kunde.by }}"),
            ("Branche", "{{ kunde.branche }}"),
            ("Medarbejdere", "{{ kunde.ansatte }}"),
        ],
        alt="Stamdata om virksomheden",
        conditions=[None, None, "kunde.branche", "kunde.ansatte"],
    )


def _task(d: Document) -> None:
    d.h1("Opgaven og målene")
    d.p(
        "Vi køber ikke et system for systemets skyld. Løsningen skal hjælpe os med det, der står her, og vi måler "
        "bagefter, om den gjorde det."
    )
    with d.when("not behov"):
        d.p("{{ tom.behov }}")
    d.list_table(
        "behov",
        "b",
        [Column(1.5, "Nr."), Column(11.9, "Det skal virksomheden kunne"), Column(3.0, "Vigtighed")],
        ["**{{ b.nr }}**", "{{ b.titel }}", "{{ b.vigtighed }}"],
        caption="Vores behov, de vigtigste først",
    )
    d.list_table(
        "maal",
        "m",
        [Column(1.5, "Nr."), Column(7.9, "Mål"), Column(3.6, "Måles i"), Column(1.7, "I dag", "tal"),
         Column(1.7, "Mål", "tal")],
        ["**{{ m.nr }}**", "{{ m.tekst }}", "{{ m.enhed }}", "{{ m.nu }}", "**{{ m.maal }}**"],
        caption="Det, vi vil måle os på et halvt år efter start",
    )  # fmt: skip
    d.h2("Med og ikke med")
    d.p(
        "Prisen skal dække alt, hvad der står under Med. Mener I, at noget mangler for at løsningen virker, så skriv "
        "det i tilbuddet med en pris. Det er bedre, at vi ser det nu end efter underskriften."
    )
    d.facts(
        [("Med", "{{ omfang.med }}"), ("Ikke med", "{{ omfang.uden }}")],
        alt="Hvad opgaven omfatter, og hvad den ikke omfatter",
        label_cm=2.6,
    )


def _today(d: Document) -> None:
    d.h1("Nuværende it og data")
    d.block("virksomhed.situation")
    with d.when("not systemer"):
        d.p("{{ tom.systemer }}")
    d.list_table(
        "systemer",
        "s",
        [Column(6.4, "System"), Column(5.6, "Bruges til"), Column(4.4, "Hvad sker der med det")],
        ["**{{ s.navn }}**", "{{ s.formaal }}", "{{ s.skaebne }}"],
        caption="Systemer, vi har i dag",
    )
    d.list_table(
        "processer",
        "p",
        [Column(3.4, "Arbejdsgang"), Column(6.5, "Sådan gør vi i dag"), Column(6.5, "Sådan vil vi gerne arbejde")],
        ["**{{ p.navn }}**", "{{ p.i_dag }}", "{{ p.oenske }}"],
        caption="Arbejdsgange, der skal ændres",
    )
    d.h2("Mængder og data")
    d.p("Brug disse tal, når I regner pris på licenser, drift og flytning af data. Så regner alle på det samme.")
    d.facts(
        [
            ("Fulde brugere", "{{ omfang.fulde }}"),
            ("Lette brugere", "{{ omfang.lette }}"),
            ("Mængder", "{{ omfang.maengder }}"),
            ("Skal tale sammen med", "{{ omfang.integrationer }}"),
            ("Personoplysninger", "{{ omfang.persondata }}"),
        ],
        alt="Brugere, mængder, integrationer og personoplysninger",
        conditions=[None, None, None, "omfang.integrationer", None],
    )
    d.p(
        "Vi rydder selv op i data, før de flyttes. I oplyser, hvilket format I skal have dem i, og hvor mange gange "
        "flytningen prøves. Vi forventer mindst én prøve, hvor antal poster og saldi stemmes af, før den rigtige."
    )
