"""Merge the PDFs in a folder as pikepdf's manual says, and print the most memory that it took.

Arguments: the folder, and the PDF to write.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pikepdf
from tests.benchmarks.programs.memory import most_bytes

with pikepdf.new() as merged:
    for file in sorted(Path(sys.argv[1]).iterdir()):
        with pikepdf.open(file) as source:
            merged.pages.extend(source.pages)
    merged.save(sys.argv[2])
print(most_bytes())
