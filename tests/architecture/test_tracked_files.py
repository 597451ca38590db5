"""What is committed works anywhere: it names no machine, no folder of a person and no package index."""

import re
import subprocess
from pathlib import Path

import pytest

_SOMEONES_FOLDER = re.compile(r"(?<![\w.~])/(?:home|root|work|Users)/\w|[A-Z]:\\+Users\\")
_INDEX = re.compile(r"-(?:-index-url|-extra-index-url|-find-links|-trusted-host)|pythonhosted|pypi\.org")
_BINARY = {".ttf", ".png", ".ico", ".pdf", ".gz", ".zst", ".db", ".sqlite"}


@pytest.fixture
def tracked(repository: Path) -> dict[str, str]:
    """Return the text of every tracked file by its path, this test left out."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=repository, check=True, capture_output=True).stdout
    names = [name for name in listed.decode("utf-8").split("\0") if name]
    here = Path(__file__).relative_to(repository).as_posix()
    return {
        name: (repository / name).read_text(encoding="utf-8")
        for name in names
        if name != here and Path(name).suffix not in _BINARY and (repository / name).is_file()
    }


@pytest.mark.parametrize("pattern", [_SOMEONES_FOLDER, _INDEX], ids=["folders", "indexes"])
def test_nothing_names_a_machine(tracked: dict[str, str], pattern: re.Pattern[str]) -> None:
    assert [name for name, text in tracked.items() if pattern.search(text)] == []


def test_the_patterns_find_what_they_are_for() -> None:
    assert _SOMEONES_FOLDER.search('open("/home/lan/data")')
    assert _SOMEONES_FOLDER.search(r"C:\Users\lan")
    assert not _SOMEONES_FOLDER.search("~/.local/share, https://example.org/home/page")
    assert _INDEX.search("--index-url=x")


def test_the_licence_is_stated_whole(tracked: dict[str, str]) -> None:
    assert "Apache License" in tracked["LICENSE"]
    assert "END OF TERMS AND CONDITIONS" in tracked["LICENSE"]
