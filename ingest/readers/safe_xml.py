"""XML from outside: parsed without entities, DTD or network, whatever its declaration says."""

from lxml import etree

from ingest.errors import UnreadableError

Element = etree._Element


def parse_xml(data: bytes) -> Element:
    """The root element of an XML file.

    Bytes that are valid UTF-8 are read so, though another encoding is declared: KOOP files do that.

    Raises:
        UnreadableError: It is not well-formed, or it declares entities.
    """
    try:
        data.decode("utf-8")
        encoding: str | None = "utf-8"
    except UnicodeDecodeError:
        encoding = None
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableError(
            f"Not well-formed XML ({error}). Download the file again and add that."
        ) from error
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and next(internal.iterentities(), None) is not None:
        raise UnreadableError(
            "The XML declares entities, which official publications do not have and attacks do. "
            "Download the file again from its official address."
        )
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace; "" of a comment or instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
