"""What a program says of its commit is looked up by each build: cmake/version.cmake, on trees of a test's own."""

import shutil

import pytest

from fixtures.processes import run
from fixtures.programs import TREE

SCRIPT = TREE / "cmake" / "version.cmake"


def git(folder, *words):
    return run(["git", "-C", folder, "-c", "user.name=nobody", "-c", "user.email=nobody@example.test", *words]).stdout.strip()


@pytest.fixture
def tree(tmp_path):
    """A repository with one commit, and what the script says of a tree."""
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "file").write_text("one\n")
    git(folder, "init", "-q")
    git(folder, "add", "file")
    git(folder, "commit", "-q", "-m", "one")
    (tmp_path / "version.in").write_text("@SALLYPORT_COMMIT@\n")

    def commit_of(where=folder):
        made = tmp_path / "version"
        run(["cmake", f"-DTREE={where}", f"-DFROM={tmp_path / 'version.in'}", f"-DTO={made}", "-P", SCRIPT])
        return made.read_text().strip(), made.stat().st_mtime_ns
    return folder, commit_of


def test_a_new_commit_is_told_without_a_new_configuration(tree):
    folder, commit_of = tree
    for text in ("two", "three"):
        assert commit_of()[0] == git(folder, "rev-parse", "--short=12", "HEAD")
        (folder / "file").write_text(text)
        git(folder, "commit", "-q", "-a", "-m", text)


def test_a_tree_that_differs_is_marked(tree):
    folder, commit_of = tree
    (folder / "file").write_text("another\n")
    assert commit_of()[0] == git(folder, "rev-parse", "--short=12", "HEAD") + "+"
    git(folder, "checkout", "-q", "file")
    (folder / "new").write_text("built, too\n")
    assert commit_of()[0].endswith("+")


def test_what_did_not_change_is_not_written_again(tree):
    _, commit_of = tree
    assert commit_of() == commit_of()


def test_an_archive_has_no_commit_even_inside_a_repository(tree, tmp_path):
    folder, commit_of = tree
    (folder / "unpacked").mkdir()
    assert commit_of(folder / "unpacked")[0] == "unknown"
    shutil.rmtree(folder / ".git")
    assert commit_of(folder)[0] == "unknown"
