"""What the tests about the source tree read: files, includes, the catalog's rows, the tables of probes."""

import re
import subprocess
import tomllib
from pathlib import Path

from fixtures.programs import TREE

SIDES = {"conformance": TREE / "conformance", "reference-gateway": TREE / "reference-gateway"}


def source_files(*suffixes):
    """Every file of the repository with one of these endings, committed or about to be."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others",
                             "--exclude-standard"], cwd=TREE, capture_output=True, check=True).stdout
    names = [name for name in listed.decode().split("\0") if name.endswith(suffixes)]
    return [TREE / name for name in sorted(set(names)) if (TREE / name).is_file()]


def folder_of(file: Path):
    """The folder a C++ file belongs to, below its side; the side's own files are 'main'."""
    for side, root in SIDES.items():
        if file.is_relative_to(root):
            parts = file.relative_to(root).parts
            return side, parts[0] if len(parts) > 1 else "main"
    return None, None


def includes(file: Path):
    """(line number, included name, quoted or not)."""
    for number, line in enumerate(file.read_text().splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if found:
            yield number, found[2], found[1] == '"'


def catalog():
    """Every row of the catalog by id."""
    rows = {}
    for file in sorted((TREE / "vectors" / "requirements").glob("*.toml")):
        for row in tomllib.loads(file.read_text()).get("requirement", []):
            rows[row["id"]] = row
    return rows


# A row of a probe table: the requirement's id, then the function that is its stimulus.
_ROW = re.compile(r'\{\s*(?:\.requirement\s*=\s*)?"([a-z0-9][\w./-]*/[\w./-]+)",\s*'
                  r'(?:\.stimulus\s*=\s*)?&?(?:(\w+)::)?(\w+)')


def probes():
    """[(file, requirement, name of the function, the comment above that function)]."""
    rows = []
    files = [file for file in source_files(".cpp") if file.is_relative_to(SIDES["conformance"] / "probes")
             and not file.name.endswith("_test.cpp")]
    for file in files:
        text = file.read_text()
        for requirement, _, function in _ROW.findall(text):
            rows.append((file, requirement, function, comment_above(text, function)))
    return rows


def comment_above(text, function):
    """The // lines directly above the definition of a function that returns a Finding; None without definition."""
    definition = re.search(rf"((?:^[ \t]*//[^\n]*\n)*)^[^\n/]*\bFinding\s+{function}\s*\(", text, re.MULTILINE)
    if not definition:
        return None
    lines = [line.strip().removeprefix("//").strip() for line in definition[1].splitlines()]
    return " ".join(" ".join(lines).split())
