"""The locks hold what pyproject.toml asks for, and nothing that ties them to one network."""

from __future__ import annotations

import re

import pytest

from tests.packaging.project import EXTRAS, PROJECT, named
from tests.packaging.sources import ROOT, files_under_git

LOCKS = {
    "requirements.lock": PROJECT["dependencies"] + EXTRAS["checkout"],
    "tests/requirements.lock": PROJECT["dependencies"] + EXTRAS["checkout"] + EXTRAS["test"],
}
# Put together here, so that this file does not name them itself.
REGISTRY_HOSTS = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "crates" + ".io",
    "deb." + "debian.org",
    "proxy.golang" + ".org",
    "maven" + ".org",
    "anaconda" + ".org",
    "ruby" + "gems.org",
    "pkg." + "dev",
    "packages.cloud." + "google.com",
)


def pinned(lock: str) -> dict[str, str]:
    """Return what a lock pins: name and version."""
    text = (ROOT / lock).read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_dependency(lock):
    assert {named(each) for each in LOCKS[lock]} - pinned(lock).keys() == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_gives_a_hash_for_everything(lock):
    entries = re.split(r"^(?=[\w.-]+==)", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)
    assert [each.split()[0] for each in entries[1:] if "--hash=sha256:" not in each] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address_and_no_folder(lock):
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    tied = re.compile(r"://|index-url|find-links|trusted-host|^-[^-]|\s/|[A-Z]:\\")
    assert [line for line in lines if tied.search(line)] == []


def test_tests_run_against_the_versions_that_the_app_runs_with():
    app, tests = pinned("requirements.lock"), pinned("tests/requirements.lock")
    assert {name: tests.get(name) for name in app} == app


def test_the_app_is_started_without_the_tools_of_the_tests():
    tools = {named(each) for each in EXTRAS["test"]}
    assert tools & pinned("requirements.lock").keys() == set()


def test_no_file_names_the_host_of_a_package_registry():
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a clone, so nothing tells which files are the project's")
    hosts = [host.encode() for host in REGISTRY_HOSTS]
    files = files_under_git()
    guilty = [path for path in files if any(host in path.read_bytes() for host in hosts)]
    assert guilty == []
