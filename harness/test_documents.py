"""Every ```sh block of README.md and CONTRIBUTING.md is a claim: it runs, from the root of the tree, and succeeds.

A block whose opening line is ```sh skip is shown, not run (installing packages, building anew).
"""

import re

import pytest

from fixtures import namespaces
from fixtures.certificates import make_chain
from fixtures.processes import Process, run
from fixtures.programs import TREE, program

DOCUMENTS = ("README.md", "CONTRIBUTING.md")
FENCE = re.compile(r"^```sh[ \t]*(skip)?[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks():
    for name in DOCUMENTS:
        path = TREE / name
        if not path.exists():
            yield pytest.param(name, "false  # the document is missing", id=f"{name}:missing")
            continue
        text = path.read_text()
        for found in FENCE.finditer(text):
            if not found[1]:
                yield pytest.param(name, found[2], id=f"{name}:{text.count(chr(10), 0, found.start()) + 1}")


@pytest.fixture(scope="module")
def demo_gateway(tmp_path_factory):
    """`sallyport-gateway --demo`, which the documents' commands speak to, on a loopback of its own."""
    with namespaces.alone() as space:
        log = tmp_path_factory.mktemp("demo") / "gateway.out"
        with Process(space.command(program("sallyport-gateway"), "--demo"), log) as process:
            process.wait_for_line("ready")
            yield space


@pytest.mark.parametrize("document, script", blocks())
def test_the_commands_of_a_document_run(document, script, demo_gateway, tmp_path):
    done = run(demo_gateway.command("sh", "-eu", "-c", script), cwd=TREE, check=False, seconds=120,
               env={"TMPDIR": str(tmp_path)})
    assert done.returncode == 0, f"{document}:\n{script}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def test_the_gateway_of_the_readme_starts(tmp_path):
    """Its configuration file, beside certificates of the names it uses."""
    blocks_of_toml = re.findall(r"^```toml[ \t]*\n(.*?)^```", (TREE / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    (tmp_path / "gateway.toml").write_text(next(block for block in blocks_of_toml if "client_roots" in block))
    chain = make_chain(tmp_path / "chain")
    for name, made in (("gateway-chain.pem", chain.chain), ("gateway.key", chain.key), ("clients-ca.pem", chain.authority)):
        (tmp_path / name).write_bytes(made.read_bytes())
    (tmp_path / "users.csv").write_text("user,password\nalice,correct horse\n")
    with namespaces.alone() as space, Process(
            space.command(program("sallyport-gateway"), tmp_path / "gateway.toml"), tmp_path / "gateway.out") as process:
        process.wait_for_line("ready")
        assert "172.16.200.0/23 dev p2s0" in run(space.command("ip", "route")).stdout


def test_the_documents_are_there():
    for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "LIMITS.md", "LICENSE"):
        assert (TREE / name).stat().st_size > 200, name


def test_links_inside_the_tree_lead_somewhere():
    broken = []
    for path in TREE.glob("*.md"):
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text()):
            if not (path.parent / link).exists():
                broken.append(f"{path.name}: {link}")
    assert not broken, broken
