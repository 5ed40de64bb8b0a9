"""Small publications in the formats in which the services send them."""

import json

SRU_2 = "http://docs.oasis-open.org/ns/search-ws/sruResponse"
SRU_1 = "http://www.loc.gov/zing/srw/"
GUID = "00000000-0000-4000-8000-00000000000{}"


def sru_record(id_, title="", items=None, head=None, attachments=(), **facts):
    """A record of the gzd schema, with its namespaces."""
    dossier = "".join(f"<w:{name}>{value}</w:{name}>" for name, value in facts.items())
    dossier += "".join(f"<w:bijlage>{a}</w:bijlage>" for a in attachments)
    dossier += f"<w:hoofddocument>{head}</w:hoofddocument>" if head else ""
    urls = "".join(
        f'<g:itemUrl manifestation="{name}">{url}</g:itemUrl>'
        for name, url in (items or {}).items()
    )
    return f"""<record><recordData>
      <g:gzd xmlns:g="http://standaarden.overheid.nl/sru" xmlns:dcterms="http://purl.org/dc/terms/"
             xmlns:w="http://standaarden.overheid.nl/wetgeving/">
        <g:originalData><w:meta><w:owmskern>
          <dcterms:identifier>{id_}</dcterms:identifier><dcterms:title>{title}</dcterms:title>
          <dcterms:type scheme="OVERHEIDop.Parlementair">Kamerstuk</dcterms:type>
          <dcterms:type scheme="OVERHEIDop.KamerstukTypen">Brief regering</dcterms:type>
          <dcterms:modified>2024-05-17</dcterms:modified>
        </w:owmskern><w:tpmeta>{dossier}</w:tpmeta></w:meta></g:originalData>
        <g:enrichedData>{urls}</g:enrichedData>
      </g:gzd></recordData></record>"""


def sru_answer(*records, total=None, namespace=SRU_2):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<searchRetrieveResponse xmlns="{namespace}">'
        f"<numberOfRecords>{len(records) if total is None else total}</numberOfRecords>"
        f"<records>{''.join(records)}</records></searchRetrieveResponse>"
    )


DIAGNOSTIC = """<?xml version="1.0" encoding="UTF-8"?>
<diagnostics><diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/">
  <uri>info:srw/diagnostic/1/10</uri><message>Query syntax error</message>
</diagnostic></diagnostics>"""


def metadata_a(id_, title="Emancipatiebeleid; Brief regering; Voortgang", attachments=()):
    bijlagen = "".join(
        f'<metadata name="OVERHEIDop.bijlage" scheme="" content="{a}" />' for a in attachments
    )
    return f"""\ufeff<?xml version="1.0" encoding="UTF-8"?>
<metadata_gegevens>
  <metadata name="OVERHEIDop.gebiedsmarkering" scheme="" content="Adres">
    <metadata name="DC.title" scheme="" content="Een straat" />
  </metadata>
  <metadata name="DC.identifier" scheme="OVERHEIDop.ParlID" content="{id_}" />
  <metadata name="DC.title" scheme="" content="{title}" />
  <metadata name="DC.type" scheme="OVERHEID.Informatietype" content="officiële publicatie" />
  <metadata name="DC.type" scheme="OVERHEIDop.KamerstukTypen" content="Brief regering" />
  <metadata name="DCTERMS.available" scheme="DCTERMS.W3CDTF" content="2024-05-17" />
  <metadata name="DCTERMS.issued" scheme="DCTERMS.W3CDTF" content="2024-05-14" />
  <metadata name="OVERHEIDop.dossiernummer" scheme="" content="30420" />
  <metadata name="OVERHEIDop.ondernummer" scheme="" content="396" />
  {bijlagen}
</metadata_gegevens>"""


METADATA_B = """<?xml version="1.0" encoding="UTF-8"?>
<owms-metadata xmlns:dcterms="http://purl.org/dc/terms/"
               xmlns:overheidop="http://standaarden.overheid.nl/oep/meta/">
   <owmskern>
      <dcterms:identifier>kst-30420-396</dcterms:identifier>
      <dcterms:title>Emancipatiebeleid; Brief regering; Voortgang</dcterms:title>
      <dcterms:type scheme="OVERHEIDop.KamerstukTypen">Brief regering</dcterms:type>
      <dcterms.modified>2024-05-17</dcterms.modified>
   </owmskern>
   <oep><overheidop:dossiernummer>30420</overheidop:dossiernummer></oep>
</owms-metadata>"""


def kst_xml(id_, text="De tekst van de brief."):
    return f"""<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <metadata><meta name="OVERHEIDop.externMetadataRecord" scheme=""
    content="https://zoek.officielebekendmakingen.nl/{id_}/metadata.xml" /></metadata>
  <kamerstuk><stuk><algemeen><vrije-tekst><tekst><al>{text}</al></tekst></vrije-tekst></algemeen>
  </stuk></kamerstuk></officiele-publicatie>"""


def kst_html(id_, text="De tekst van de brief."):
    return f"""<!DOCTYPE html><html lang="nl"><head><title>Emancipatiebeleid</title>
<meta name="OVERHEIDop.publicationName" scheme="" content="Kamerstuk" />
<meta name="DC.identifier" scheme="OVERHEIDop.ParlID" content="{id_}" /></head>
<body><article><div id="broodtekst" class="stuk broodtekst-container"><p>{text}</p></div></article>
</body></html>"""


ERROR_PAGE = """<!DOCTYPE html><html lang="nl">
<head><title>Pagina niet gevonden | Overheid.nl</title></head>
<body><h1>Deze publicatie bestaat niet</h1><p>fout404</p></body></html>"""
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
DOCX = (
    b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"\x00" * 16 + b"\x11\x00\x00\x00word/document.xml..."
)
ODT = (
    b"PK\x03\x04\x14\x00\x00\x00\x00\x00"
    + b"\x00" * 16
    + b"\x08\x00\x00\x00mimetypeapplication/vnd.oasis.opendocument.text"
)


def tk_document(n, number, *, volgnummer=-1, dossier=None, addition=None, attachments=(), **more):
    """A row of OData v5; `attachments` are pairs of number and title."""
    return {
        "Id": GUID.format(n),
        "Soort": "Brief regering",
        "Nummer": number,
        "Titel": "Emancipatiebeleid",
        "Onderwerp": "Versterkte aanpak",
        "Datum": "2025-12-10T00:00:00+01:00",
        "Volgnummer": volgnummer,
        "Verwijderd": False,
        "Kamerstukdossier": [{"Nummer": dossier, "Toevoeging": addition}] if dossier else [],
        "HuidigeDocumentVersie": {"Extensie": ".docx", "ExterneIdentifier": None},
        "BijlageDocument": [
            {"Id": GUID.format(5 + i), "Soort": "Bijlage", "Nummer": a, "Titel": title}
            for i, (a, title) in enumerate(attachments)
        ],
        **more,
    }


TOEZEGGING = {
    "Id": GUID.format(4),
    "Nummer": "TZ202411-074",
    "Tekst": "De minister deelt de aanpak in de tweede helft van 2025.",
    "Ministerie": "Justitie en Veiligheid",
    "Status": "Voldaan",
    "Naam": "A. Voorbeeld",
    "Functie": "minister van Justitie en Veiligheid",
    "Aanmaakdatum": "2024-11-14T00:00:00+01:00",
    "DatumNakoming": "2025-12-10T00:00:00+01:00",
    "KamerbriefNakoming": "2025Z21500",
    "Verwijderd": False,
}


def rows(*given):
    """A page of OData rows."""
    return json.dumps({"@odata.context": "https://…/$metadata#Document", "value": list(given)})


def woo_hits(*titles):
    """A page of hits of open.overheid.nl; the ids are ronl-1_1, ronl-2_1, ..."""
    hits = [
        {
            "document": {
                "id": f"ronl-{i}_1",
                "pid": f"https://open.overheid.nl/documenten/ronl-{i}",
                "titel": title,
                "openbaarmakingsdatum": "2025-12-10",
                "publisher": "ministerie van Justitie en Veiligheid",
            },
            "bestandsType": "application/pdf",
        }
        for i, title in enumerate(titles, start=1)
    ]
    return json.dumps({"totaal": len(hits), "resultaten": hits})
