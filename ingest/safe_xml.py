"""XML from outside: parsed without entities, DTD or network, whatever its declaration says."""

from lxml import etree

from ingest.errors import UnreadableError

Element = etree._Element


def parse_xml(data: bytes, *, recover: bool = False) -> Element:
    """The root element of an XML file, without its comments and processing instructions.

    Bytes that are valid UTF-8 are read so, though another encoding is declared: KOOP files do that.
    A tree deeper than 256 elements is refused, so that a reader may recurse.

    Args:
        data: The file.
        recover: Read on over what is not well-formed.

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
        collect_ids=False,  # writers repeat them
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data.strip(), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise UnreadableError(
            f"Not well-formed XML ({error}). Download the file again and add that."
        ) from error
    if root is None:  # recovering found nothing at all
        raise UnreadableError("There is no XML in it. Download the file again and add that.")
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and next(internal.iterentities(), None) is not None:
        raise UnreadableError(
            "The XML declares entities, which official publications do not have and attacks do. "
            "Download the file again from its official address."
        )
    return root


def local_name(element: Element) -> str:
    """The name of an element without its namespace, also of one that is declared nowhere."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]
