"""The pages of a planned document, one by one; its source is open only as long as they last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

from pikepdf import Pdf as OpenPdf

from amends_reports.bundle_content import Jpeg, Pdf, Source
from amends_reports.copier import Copier, Layers
from amends_reports.jpeg import NotJpegError
from amends_reports.pdf_file import PdfFile
from amends_reports.pdf_source import FAULTS, needs_appearances, open_pdf
from amends_reports.plan import Plan, read_picture
from amends_reports.sheet import Sheet, sheet_of, sheet_of_picture
from amends_reports.stamp import FOOT


class SourceSheets:
    """Makes pages for one bundle."""

    def __init__(self, file: PdfFile, layers: Layers) -> None:
        self._file, self._layers = file, layers

    def of_plan(self, plan: Plan) -> Iterator[Sheet | None]:
        """Yield as many pages as were planned, None for each that cannot be read after all."""
        match plan.own, plan.document.content:
            case bytes() as own, _:
                yield from self.of_pdf(own, plan.pages, foot=0)
            case _, Pdf(source):
                yield from self.of_pdf(source, plan.pages, foot=FOOT)
            case _, Jpeg(source):
                yield self._of_picture(source)

    def of_pdf(self, source: Source, pages: int, foot: float) -> Iterator[Sheet | None]:
        """Yield the first pages of a PDF, None for each that cannot be read.

        `foot` is how much of each is to be cleared for the stamp; ours leave it free.
        """
        with ExitStack() as stack:
            try:
                pdf = stack.enter_context(open_pdf(source))
                copier = Copier(self._file, self._layers, pdf)
                if needs_appearances(pdf):
                    pdf.generate_appearance_streams()
            except FAULTS:
                yield from [None] * pages
                return
            for index in range(pages):
                yield _sheet(pdf, index, copier, foot)

    def _of_picture(self, source: Source) -> Sheet | None:
        try:
            return sheet_of_picture(read_picture(source), self._file)
        except NotJpegError:
            return None


def _sheet(pdf: OpenPdf, index: int, copier: Copier, foot: float) -> Sheet | None:
    try:
        with copier.attempt():
            return sheet_of(pdf.pages[index], copier, foot)
    except FAULTS:
        return None
