"""Make the sources of a hand-over: PDFs of scans and words, such as people send as evidence.

Arguments: the folder to fill, how many PDFs, and how many million bytes they have together.
"""

from __future__ import annotations

import io
import random
import sys
from pathlib import Path

import pikepdf
from tests.reports.samples import OUTCOME, pdf_of

PAGES = (2, 3, 4, 4)  # of one PDF after the other: 1,000 pages of 300


def fill(folder: Path, count: int, size: int) -> None:
    chance = random.Random(2026)
    letter = pdf_of(OUTCOME)
    scan = size // (count * sum(PAGES) // len(PAGES))
    for number in range(count):
        with pikepdf.open(io.BytesIO(letter)) as pdf:
            pages = PAGES[number % len(PAGES)]
            pdf.pages.extend([pdf.pages[0]] * (pages - 1))
            for page in pdf.pages:
                page.add_resource(picture(pdf, chance.randbytes(scan)), pikepdf.Name.XObject)
            pdf.save(folder / f"{number:04}.pdf", deterministic_id=True)


def picture(pdf: pikepdf.Pdf, noise: bytes) -> pikepdf.Stream:
    """Return bytes that nothing can make smaller, as a scan is once it is compressed."""
    return pdf.make_stream(
        noise,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=len(noise) // 100,
        Height=100,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=8,
    )


fill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) * 1_000_000)
