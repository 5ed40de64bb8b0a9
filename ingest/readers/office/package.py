"""The parts of an office file, which is a zip of XML; nothing in it is trusted.

Word: ECMA-376 part 2 (Open Packaging Conventions). LibreOffice: OpenDocument 1.3 part 2.
"""

import io
import struct
import zipfile
import zlib
from typing import NamedTuple

from ingest.errors import UnreadableError
from ingest.safe_xml import Element, local_name, parse_xml

_MEGABYTE = 1_000_000
_LARGEST = 300 * _MEGABYTE  # all parts together, unpacked
_LARGEST_DENSE = 20 * _MEGABYTE  # a part that is packed tighter than this ratio
_RATIO = 200
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2
_TOO_LARGE = "Too large: unpacked it is over 300 MB, or suspiciously dense. Split it and add that."
_PROTECTED = "Protected by a password: remove the password and add it again."
_OLD = "An old .doc: save it as .docx and add that."


class Format(NamedTuple):
    """What a file should be: in words, its suffix, and the part that holds the text."""

    name: str
    suffix: str
    main: str

    def damaged(self, why: str) -> UnreadableError:
        """The error that says so."""
        return UnreadableError(
            f"Not {self.name}, or a damaged one ({why}). "
            f"Save it again as {self.suffix} and add that."
        )


class Package:
    """An opened office file, of Word or of OpenDocument.

    Raises:
        UnreadableError: It is none, it is damaged, or it has a password; so do the methods.
    """

    def __init__(self, data: bytes, format_: Format) -> None:
        self._format = format_
        if data.startswith(_OLE):
            raise _ole_error(data, format_)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError):
            raise format_.damaged(f"no {format_.main}") from None
        members = self._zip.infolist()
        if sum(m.file_size for m in members) > _LARGEST or any(map(_is_bomb, members)):
            raise UnreadableError(_TOO_LARGE)
        self._members = {m.filename.lower(): m for m in members}  # OPC: case does not matter
        self._left = _LARGEST
        manifest = self.part("META-INF/manifest.xml")  # of OpenDocument
        if manifest is not None and next(manifest.iter("encryption-data"), None) is not None:
            raise UnreadableError(_PROTECTED)

    def part(self, name: str) -> Element | None:
        """A part as XML without its namespaces, in which flavours of a standard differ."""
        member = self._members.get(name.lower())
        return None if member is None else self._parsed(self._read(member), name)

    def main(self, name: str | None = None) -> Element:
        """The part that holds the text."""
        root = self.part(name or self._format.main)
        if root is None:
            raise self._format.damaged(f"no {self._format.main}")
        return root

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        if member.flag_bits & 1:
            raise UnreadableError(_PROTECTED)
        try:
            with self._zip.open(member) as file:
                data = file.read(self._left + 1)  # the size that is declared may be a lie
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error),
            *(NotImplementedError, RuntimeError),
        ):
            raise self._format.damaged(f"{member.filename} cannot be unpacked") from None
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(_TOO_LARGE)
        return data

    def _parsed(self, data: bytes, name: str) -> Element:
        try:
            root = parse_xml(data)
        except UnreadableError:
            raise self._format.damaged(f"{name} is no XML, or declares entities") from None
        return _without_namespaces(root)


def _ole_error(data: bytes, format_: Format) -> UnreadableError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableError(_PROTECTED)
    if "WordDocument".encode("utf-16-le") in data:
        return UnreadableError(_OLD)
    return format_.damaged(f"no {format_.main}")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(_LARGEST_DENSE, _RATIO * member.compress_size)


def _without_namespaces(root: Element) -> Element:
    for element in root.iter():
        element.tag = local_name(element)
        for name, value in element.attrib.items():
            if name[0] == "{":
                del element.attrib[name]
                element.set(name.rpartition("}")[2], value)
    return root
