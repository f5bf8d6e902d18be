"""The one PDF that a bundle becomes: stamped pages in a row, bookmarks, and what viewers read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from amends_reports.archive import CREATOR
from amends_reports.bundle_content import Bundle
from amends_reports.cells import Jump
from amends_reports.copier import Layers
from amends_reports.house_style import HouseStyle
from amends_reports.pdf_file import PdfFile, array_of, dictionary, name, reference, text
from amends_reports.printable import in_one_line
from amends_reports.sheet import Sheet
from amends_reports.stamp import Stamp

Bookmark = tuple[str, int]  # the words, and the page


class BundleFile:
    """Takes pages in their order, and is told before how many there will be."""

    def __init__(self, out: BinaryIO, bundle: Bundle, style: HouseStyle, pages: int) -> None:
        self.pdf = PdfFile(out)
        self.layers = Layers()
        self._bundle = bundle
        self._stamp = Stamp(self.pdf, style, bundle.wording)
        self._tree = self.pdf.reserve()
        self._first = self.pdf.reserve(pages)
        self._pages, self._written = pages, 0

    def put_page(self, sheet: Sheet, document: int = 0, jumps: Iterable[Jump] = ()) -> None:
        """Write the next page, stamped with its number and that of the document it belongs to."""
        self._written += 1
        number = self._written
        stamp = self._stamp.content(sheet.width, number, document)
        resources = {
            "XObject": dictionary(sheet.drawings),
            "Font": dictionary({"Stamp": self._stamp.font}),
        }
        entries: dict[str, object] = {
            "Type": name("Page"),
            "Parent": reference(self._tree),
            "MediaBox": array_of([0, 0, sheet.width, sheet.height]),
            "Resources": dictionary(resources),
            "Contents": reference(self.pdf.add_stream({}, sheet.content + b"\n" + stamp)),
        }
        if sheet.group:
            entries["Group"] = sheet.group
        links = [self._link(jump) for jump in jumps if jump.on == number]
        if links:
            entries["Annots"] = array_of(links)
        self.pdf.put(self._page(number), dictionary(entries))

    def finish(self, bookmarks: Sequence[Bookmark]) -> None:
        """Write what holds the pages together."""
        assert self._written == self._pages, "the index was made for another number of pages"
        kids = [reference(self._page(number + 1)) for number in range(self._pages)]
        tree = {"Type": name("Pages"), "Count": self._pages, "Kids": array_of(kids)}
        self.pdf.put(self._tree, dictionary(tree))
        cover = self._bundle.cover
        title = in_one_line(f"{cover.title} ({cover.reference})", 300)
        info = self.pdf.add(dictionary({"Title": text(title), "Creator": text(CREATOR)}))
        self.pdf.finish(self._catalogue(self._outline(bookmarks)), info)

    def _catalogue(self, outline: int) -> int:
        entries: dict[str, object] = {
            "Type": name("Catalog"),
            "Pages": reference(self._tree),
            "Outlines": reference(outline),
            "PageMode": name("UseOutlines"),
            "PageLabels": b"<</Nums[0<</S/D>>]>>",  # as printed: 1, 2, 3
            "Lang": text(self._bundle.language),
            "ViewerPreferences": b"<</DisplayDocTitle true>>",
        }
        if self.layers.every:
            entries["OCProperties"] = self.layers.properties()
        return self.pdf.add(dictionary(entries))

    def _outline(self, bookmarks: Sequence[Bookmark]) -> int:
        root, first = self.pdf.reserve(), self.pdf.reserve(len(bookmarks))
        last = first + len(bookmarks) - 1
        for number, (words, page) in enumerate(bookmarks, first):
            entries: dict[str, object] = {
                "Title": text(in_one_line(words, 200)),
                "Parent": reference(root),
                "Dest": self._destination(page),
            }
            if number > first:
                entries["Prev"] = reference(number - 1)
            if number < last:
                entries["Next"] = reference(number + 1)
            self.pdf.put(number, dictionary(entries))
        entries = {"Type": name("Outlines"), "Count": len(bookmarks)}
        entries |= {"First": reference(first), "Last": reference(last)}
        return self.pdf.put(root, dictionary(entries))

    def _link(self, jump: Jump) -> bytes:
        entries = {
            "Type": name("Annot"),
            "Subtype": name("Link"),
            "Rect": array_of(list(jump.area)),
            "Border": array_of([0, 0, 0]),
            "F": 4,  # as printed
            "Dest": self._destination(jump.page),
        }
        return dictionary(entries)

    def _destination(self, page: int) -> bytes:
        return array_of([reference(self._page(page)), name("Fit")])

    def _page(self, number: int) -> int:
        """Return the object that page `number` is, or will be."""
        return self._first + number - 1
