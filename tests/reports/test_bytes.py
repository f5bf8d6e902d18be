from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from shutil import copytree

from tests.reports.samples import FONTS, OUTCOME, STYLE, pdf_of


def test_equal_letters_give_equal_bytes():
    assert pdf_of(OUTCOME) == pdf_of(replace(OUTCOME))
    assert pdf_of(OUTCOME) != pdf_of(replace(OUTCOME, dated="25 November 2026"))
    assert pdf_of(OUTCOME) != pdf_of(OUTCOME, draft=True)


def test_bytes_depend_on_no_folder(tmp_path):
    elsewhere = copytree(FONTS, tmp_path / "fonts")
    assert pdf_of(OUTCOME) == pdf_of(OUTCOME, replace(STYLE, fonts=elsewhere))


def test_bytes_depend_on_no_clock_and_no_hash_seed():
    script = (
        "from tests.reports.samples import *; from hashlib import sha256;"
        "print(sha256(pdf_of(OUTCOME)).hexdigest())"
    )
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "1234567890",
        "TZ": "Pacific/Auckland",
    }
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == sha256(pdf_of(OUTCOME)).hexdigest()


def test_two_letters_have_two_identities():
    def identity(pdf):
        return pdf.split(b"/ID")[1].split(b"]")[0]

    assert identity(pdf_of(OUTCOME)) == identity(pdf_of(OUTCOME))
    assert identity(pdf_of(OUTCOME)) != identity(pdf_of(OUTCOME, draft=True))
    assert b"CreationDate" not in pdf_of(OUTCOME)
