"""Write a bundle of the PDFs in a folder, and print the most memory that it took, in bytes.

Arguments: the folder, and the bundle to write.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.programs.memory import most_bytes

from amends_reports.bundle import write_bundle
from amends_reports.bundle_content import Bundle, Cover, Document, Happening, Pdf
from amends_reports.house_style import HouseStyle

FONTS = Path(__file__).parents[3] / "resources" / "fonts"

files = sorted(Path(sys.argv[1]).iterdir())
bundle = Bundle(
    Cover("Complaint about a webinar", "2026-034", (), "Procedure", "Active X Backs", "8 May 2027"),
    tuple(
        Document(number, f"Evidence {number}", "4 November 2026", "Evidence", Pdf(file))
        for number, file in enumerate(files, 1)
    ),
    tuple(Happening("4 November 2026", f"Evidence {n} came in", n) for n in range(1, 51)),
)
with Path(sys.argv[2]).open("wb") as out:
    write_bundle(bundle, out, HouseStyle(FONTS))
print(most_bytes())
