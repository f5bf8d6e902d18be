"""A canvas whose pages can be read aloud: what is drawn belongs to an element or is decoration."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from typing import Any, BinaryIO, Literal, Protocol
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import (
    PDFName,
    PDFObject,
    PDFPage,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from amends_reports import archive
from amends_reports.structure import Element, Link, Structure, Target, refer

_PRINTED = 4  # annotation flag; PDF/A wants every annotation to show on paper too

Decoration = Literal["Pagination", "Watermark", "Rule"]

_DECORATIONS: dict[Decoration, str] = {
    "Pagination": "/Type /Pagination",
    "Watermark": "/Type /Pagination /Subtype /Watermark",
    "Rule": "/Type /Layout",
}

_saving = Lock()  # fonts are global in reportlab, and keep their place in a file while they subset


class Furniture(Protocol):
    """What every page has around its text; drawn when all pages are known."""

    def draw_head(self, canvas: TaggedCanvas, number: int, total: int) -> None:
        """Draw what comes before the text of page `number`, or lies behind it."""

    def draw_foot(self, canvas: TaggedCanvas, number: int, total: int) -> None:
        """Draw what comes after it, so that copied text keeps its order."""


class TaggedCanvas(Canvas):
    """Writes PDF/UA-1 and PDF/A-2a in one file."""

    _doc: Any
    _code: list[str]
    _annotationrefs: list[PDFObject]

    def __init__(
        self,
        out: BinaryIO,
        *,
        facts: archive.Facts,
        root: Element,
        furniture: Furniture,
        **options: Any,
    ) -> None:
        options |= {"pdfVersion": (1, 7), "lang": facts.language, "pageCompression": 1}
        super().__init__(out, **options)
        self._facts = facts
        self._structure = Structure(root)
        self._furniture = furniture

    @contextmanager
    def element(self, element: Element) -> Iterator[None]:
        """Let what is drawn within belong to `element`."""
        number = self._structure.mark(element, self._page)
        self.addLiteral(f"/{element.tag} <</MCID {number}>> BDC")
        yield
        self.addLiteral("EMC")

    @contextmanager
    def decoration(self, kind: Decoration) -> Iterator[None]:
        """Let what is drawn within be passed over by a reader."""
        self.addLiteral(f"/Artifact <<{_DECORATIONS[kind]}>> BDC")
        yield
        self.addLiteral("EMC")

    def follow(self, link: Link, area: tuple[float, float, float, float], text: str) -> None:
        """Make `area` (left, bottom, right, top) lead to the link's address."""
        self.linkURL(
            quote(link.url, safe=string.punctuation),
            area,
            relative=1,
            F=_PRINTED,
            Contents=PDFString(text),
            StructParent=self._structure.target_key(link.element),
        )
        link.element.kids.append(Target(self._page, self._annotationrefs[-1]))

    def save(self) -> None:
        with _saving:
            if self._code:
                self.showPage()
            pages: list[PDFPage] = self._doc.Pages.pages
            self._decorate(pages)
            self._describe(pages)
            super().save()

    @property
    def _page(self) -> int:
        return self.getPageNumber() - 1

    def _decorate(self, pages: list[PDFPage]) -> None:
        for number, page in enumerate(pages, 1):
            head = self._drawn(partial(self._furniture.draw_head, self, number, len(pages)))
            foot = self._drawn(partial(self._furniture.draw_foot, self, number, len(pages)))
            content = f"{head}\n{page.stream}\n{foot}".encode("ascii")
            page.Contents = PDFStream(content=content, filters=[PDFZCompress])

    def _drawn(self, draw: Callable[[], None]) -> str:
        self._code.clear()
        draw()
        code = "\n".join(self._code)
        self._code.clear()
        return code

    def _describe(self, pages: list[PDFPage]) -> None:
        document, catalog = self._doc, self._doc.Catalog
        references = [refer(document, page) for page in pages]
        for index, page in enumerate(pages):
            _add(page, "StructParents", self._structure.page_key(index))
            _add(page, "Tabs", PDFName("S"))
        catalog.StructTreeRoot = self._structure.write(document, references)
        _add(catalog, "MarkInfo", "<</Marked true>>")
        catalog.Metadata = archive.metadata(self._facts)
        _add(catalog, "OutputIntents", archive.output_intents(document))
        self.setViewerPreference("DisplayDocTitle", "true")
        document.info = archive.Information(self._facts)
        document.encrypt = archive.EndOfLine()
        document.signature = hashlib.sha256()  # ours, since theirs follows the environment's clock
        for page in pages:
            document.updateSignature(page.Contents.content)


def _add(entry: Any, key: str, value: object) -> None:
    """Set a key that reportlab does not know for this kind of entry."""
    entry.__NoDefault__ = [*entry.__NoDefault__, key]
    setattr(entry, key, value)
