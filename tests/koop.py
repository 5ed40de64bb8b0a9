"""Kamerstukken in KOOP's XML, small but in the real form."""

NEW = """<?xml version="1.0" encoding="US-ASCII"?>
<officiele-publicatie xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:noNamespaceSchemaLocation="http://technische-documentatie.oep.overheid.nl/schema/op-xsd-2012-2">
<metadata><meta name="OVERHEIDop.externMetadataRecord" scheme=""
 content="https://zoek.officielebekendmakingen.nl/kst-30420-440/metadata.xml"/></metadata>
<kamerstuk><kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2026\u20122027</tekstregel>
</kamerstukkop><dossier><dossiernummer><dossiernr>30 420</dossiernr></dossiernummer>
<titel>Emancipatiebeleid</titel></dossier><stuk>
<stuknr>Nr. <ondernummer kamer="2">440</ondernummer></stuknr>
<titel>BRIEF VAN DE MINISTER VAN JUSTITIE EN VEILIGHEID</titel>
<datumtekst>Ontvangen <datum isodatum="2026-11-12">12 november 2026</datum></datumtekst>
<algemeen><vrije-tekst><tekst status="goed">{body}</tekst></vrije-tekst>
<tekst-sluiting><ondertekening><functie>De Minister van Justitie en Veiligheid,</functie>
<naam><voornaam>F.</voornaam> <achternaam>van Oosten</achternaam></naam></ondertekening>
</tekst-sluiting></algemeen></stuk></kamerstuk></officiele-publicatie>"""

OLD = """<?xml version="1.0" encoding="utf-8"?>
<kamerwrk kamer="2" publtype="meto"><kop><titel>Tweede Kamer der Staten-Generaal</titel></kop>
<frontm><vergjaar>1994-1995</vergjaar><onderw><nummer>27 400 XV</nummer><naam>Wijziging van de
wet</naam></onderw></frontm><body><stuk><ltrlabel>Nr. </ltrlabel><nummer>3</nummer>
<titel>MEMORIE VAN TOELICHTING </titel>{body}</stuk></body></kamerwrk>"""

QUESTIONS = """<officiele-publicatie><kamervragen><kamervraagkop>
<tekstregel inhoud="vergaderjaar">Vergaderjaar 2017-2018</tekstregel></kamervraagkop>
<kamervraagnummer>1547</kamervraagnummer><kamervraagonderwerp>De tipgever</kamervraagonderwerp>
<vraag><nr status="officieel">Vraag 1</nr><al>Klopt dit?<noot id="ID-2018Z03521-d37e62" type="voet">
<noot.nr>1</noot.nr><noot.al>Kamerstuk 31 066, nr. 119.</noot.al></noot></al></vraag>
<antwoord><nr status="officieel">Antwoord 1</nr><al>Ja.<noot id="ID-1547-d37e70" type="voet">
<noot.nr>2</noot.nr><noot.al>Zie de site.</noot.al></noot></al></antwoord>
</kamervragen></officiele-publicatie>"""

POLICE = """<al>Hierbij de voortgang van de versterkte aanpak.<noot id="ID-1" type="voet">
<noot.nr>1</noot.nr><noot.al>Kamerstuk <extref doc="kst-30420-437" soort="document">30 420, nr. 437
</extref>.</noot.al></noot></al><tussenkop kopopmaak="vet">1. Politie</tussenkop>
<al>De politie heeft in 2026 het netwerk Roze in Blauw uitgebreid van 12 naar 17 coördinatoren.</al>
<tussenkop kopopmaak="vet">2. Financiën</tussenkop><table><tgroup cols="3"><colspec colname="c1"/>
<colspec colname="c2"/><colspec colname="c3"/><thead><row><entry colname="c1"><al>Organisatie</al>
</entry><entry colname="c2"><al>2026</al></entry><entry colname="c3"><al>2027</al></entry></row>
</thead><tbody><row><entry colname="c1"><al>Reddingsbrigade Nederland</al></entry>
<entry colname="c2"><al>€ 1,2 miljoen</al></entry><entry colname="c3"><al>€ 1,4 miljoen</al></entry>
</row></tbody></tgroup></table>"""


def letter(body: str = POLICE) -> bytes:
    """A letter to the Tweede Kamer, declared US-ASCII though it is UTF-8, as some are."""
    return NEW.replace("{body}", body).encode()


def old(body: str) -> bytes:
    """A piece of before 2010."""
    return OLD.replace("{body}", body).encode()
