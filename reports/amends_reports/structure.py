"""The tree that tells a screen reader what each part of a page is, and its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFObject


@dataclass(eq=False, slots=True)
class Element:
    """A part of the document; it joins its parent when made, so make parts in reading order."""

    tag: str
    parent: Element | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Element | Mark | Target] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.parent:
            self.parent.kids.append(self)

    def join(self, parent: Element) -> None:
        """Become the next part of `parent`, once."""
        if not self.parent:
            self.parent = parent
            parent.kids.append(self)


class Link(NamedTuple):
    url: str
    element: Element


class Mark(NamedTuple):
    """A stretch of a page's content, by its number on that page."""

    page: int
    number: int


class Target(NamedTuple):
    """An area of a page that can be followed."""

    page: int
    annotation: PDFObject


class Structure:
    """What belongs to whom, gathered while pages are drawn; pages count from 0."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._owners: list[Element | list[Element]] = []  # by key, as the parent tree wants them
        self._page_keys: dict[int, int] = {}

    def mark(self, element: Element, page: int) -> int:
        """Return the number under which the next content of `page` belongs to `element`."""
        marks = self._marks(page)
        marks.append(element)
        element.kids.append(Mark(page, len(marks) - 1))
        return len(marks) - 1

    def target_key(self, element: Element) -> int:
        """Return the key by which an annotation finds back to `element`."""
        self._owners.append(element)
        return len(self._owners) - 1

    def page_key(self, page: int) -> int:
        self._marks(page)
        return self._page_keys[page]

    def write(self, document: PDFDocument, pages: list[PDFObject]) -> PDFDictionary:
        """Return the tree's root as it stands in the file, its branches added to `document`."""
        top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        written: dict[int, PDFObject] = {}
        place = _Place(document, pages, written)
        top["K"] = place.element(self._root, refer(document, top))
        keys: list[object] = []
        for key, owner in enumerate(self._owners):
            keys += [key, place.owners(owner)]
        top["ParentTree"] = refer(document, PDFDictionary({"Nums": PDFArray(keys)}))
        top["ParentTreeNextKey"] = len(self._owners)
        return top

    def _marks(self, page: int) -> list[Element]:
        if page not in self._page_keys:
            self._page_keys[page] = len(self._owners)
            self._owners.append([])
        marks = self._owners[self._page_keys[page]]
        return marks if isinstance(marks, list) else []


def refer(document: PDFDocument, entry: PDFObject) -> PDFObject:
    """Add `entry` to the file, once, and return what stands for it elsewhere."""
    reference: PDFObject = document.Reference(entry)  # type: ignore[no-untyped-call]
    return reference


class _Place(NamedTuple):
    """Where things go: the file, its pages, and the elements written so far by their identity."""

    document: PDFDocument
    pages: list[PDFObject]
    written: dict[int, PDFObject]

    def element(self, element: Element, parent: PDFObject) -> PDFObject:
        entry = PDFDictionary(
            {"Type": PDFName("StructElem"), "S": PDFName(element.tag), "P": parent}
        )
        reference = refer(self.document, entry)
        self.written[id(element)] = reference
        if element.attributes:
            entry["A"] = PDFDictionary({key: PDFName(to) for key, to in element.attributes.items()})
        entry["K"] = PDFArray([self._kid(kid, reference) for kid in element.kids])
        return reference

    def owners(self, owner: Element | list[Element]) -> PDFObject:
        if isinstance(owner, Element):
            return self.written[id(owner)]
        return refer(self.document, PDFArray([self.written[id(each)] for each in owner]))

    def _kid(self, kid: Element | Mark | Target, parent: PDFObject) -> PDFObject:
        if isinstance(kid, Element):
            return self.element(kid, parent)
        page = self.pages[kid.page]
        if isinstance(kid, Mark):
            return PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": kid.number})
        return PDFDictionary({"Type": PDFName("OBJR"), "Pg": page, "Obj": kid.annotation})
