"""What every conversation's folder holds: README.md, and the facts of expect.toml."""

import datetime
import re
from pathlib import Path

from fixtures.processes import run


def version(package):
    """The version of an installed Debian package."""
    return run(["dpkg-query", "-W", "-f", "${Version}", package]).stdout


def toml(value):
    """A value as TOML writes it; strings, numbers, booleans and lists of these are enough here."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def table(heading, values):
    """A TOML table, headed by its name in its brackets; values that are None are left out."""
    lines = [heading] if heading else []
    lines += [f"{name} = {toml(value)}" for name, value in values.items() if value is not None]
    return "\n".join(lines) + "\n"


def write_expectations(folder: Path, introduction, tables):
    text = "\n".join(f"# {line}" for line in introduction) + "\n" + "\n".join(tables)
    (folder / "expect.toml").write_text(text)


def write_readme(folder: Path, title, told, versions, commands):
    """Name what was recorded, with which programs, by which commands, and when."""
    today = datetime.date.today().isoformat()
    (folder / "README.md").write_text(
        f"# {title}\n\n{told}\n\n"
        f"- Recorded: {today}, on Debian 12, between two network namespaces joined by a veth pair.\n"
        + "".join(f"- {name}: {number}\n" for name, number in versions.items())
        + f"- Again: `cd harness && sudo /usr/bin/python3 -m conversations {folder.name}` "
          "(other keys and nonces will come)\n\n"
          "Commands, as they ran:\n\n```\n" + "\n".join(commands) + "\n```\n\n"
          "The keys are those of this one conversation, made for it and used for nothing else. "
          "No private key is kept.\n")


def plain(octets):
    """tshark's hexadecimal without its colons."""
    return re.sub("[^0-9a-f]", "", octets.lower())
