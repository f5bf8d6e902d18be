"""What a file says of itself, to keep for decades (PDF/A-2a) and be read aloud (PDF/UA-1)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from PIL.ImageCms import ImageCmsProfile, createProfile
from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from amends_reports.structure import refer

PRODUCER = "ReportLab"
CREATOR = "Amends"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file's own description says."""

    title: str
    author: str
    language: str
    keywords: str = ""


class Information(PDFInfo):
    """The old description. It names no date: the letter's own is in its text, ours would vary."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self.title, self.author, self.keywords = facts.title, facts.author, facts.keywords

    def format(self, document: PDFDocument) -> bytes:
        entries = {
            "Title": PDFString(self.title),
            "Author": PDFString(self.author),
            "Creator": PDFString(CREATOR),
            "Producer": PDFString(PRODUCER),
        }
        if self.keywords:
            entries["Keywords"] = PDFString(self.keywords)
        return PDFDictionary(entries).format(document)


class EndOfLine(NoEncryption):
    """Puts the end of line before `endstream` that PDF/A asks for and reportlab leaves out.

    reportlab hands every stream to its encryption last: the one door that needs no patching.
    """

    def encode(self, t: Any) -> Any:
        return _Padded(t) if isinstance(t, bytes) else t


class _Padded(PDFObject):
    def __init__(self, content: bytes) -> None:
        self._content = content

    def __len__(self) -> int:
        return len(self._content)

    def format(self, _document: PDFDocument) -> bytes:
        return self._content + b"\n"


def metadata(facts: Facts) -> PDFStream:
    """Return the description that validators and archives read (XMP)."""
    values = {key: escape(getattr(facts, key)) for key in ("title", "author", "language")}
    told = f"\n<pdf:Keywords>{escape(facts.keywords)}</pdf:Keywords>" if facts.keywords else ""
    packet = _XMP.format(**values, producer=PRODUCER, creator=CREATOR, keywords=told).encode()
    return PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), content=packet
    )


def output_intents(document: PDFDocument) -> PDFArray:
    """Return what our colours mean: sRGB."""
    profile = PDFStream(PDFDictionary({"N": 3}), content=_srgb(), filters=[PDFZCompress])
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString("sRGB"),
        "Info": PDFString("sRGB"),
        "DestOutputProfile": refer(document, profile),
    }
    return PDFArray([PDFDictionary(intent)])


@cache
def _srgb() -> bytes:
    profile = bytearray(ImageCmsProfile(createProfile("sRGB")).tobytes())
    profile[24:36] = bytes([7, 230, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])  # made "now" otherwise
    return bytes(profile)


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>{keywords}
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
