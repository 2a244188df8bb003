"""The arrows of ARCHITECTURE.md hold in every #include, in every CMake line and in every program's libraries."""

import re

import pytest

from fixtures.processes import run
from fixtures.programs import program
from sources import SIDES, TREE, catalog, comment_above, folder_of, includes, probes, source_files

# Each folder and the folders it may name; what those may name, it may name too.
ARROWS = {
    "conformance": {
        "catalog": [],
        "core": ["catalog"],
        "wire": ["core"],
        "crypto": ["core"],
        "peers": ["wire", "crypto"],
        "probes": ["peers"],
        "transport": ["core"],
        "evidence": ["core"],
        "report": ["core"],
        "audit": ["core", "wire", "crypto"],
        "commands": ["report", "audit", "probes", "transport", "evidence"],
        "main": ["commands"],
    },
    "reference-gateway": {
        "base": [],
        "crypto": ["base"],
        **{name: ["crypto"] for name in ("policy", "esp", "ppp", "eap", "radius", "leases", "admission")},
        **{name: ["policy", "esp", "ppp", "eap", "radius", "leases", "admission"]
           for name in ("ike", "openvpn", "sstp", "tls", "profile")},
        "inside": ["base"],
        "net": ["ike", "openvpn", "sstp", "tls", "profile", "inside"],
        "mutants": ["net"],
        "main": ["net"],
    },
}
# The program of the mutants is the one that may see them.
MUTANT_MAIN = "mutant_main.cpp"

# The libraries a program may name for itself (readelf, not ldd: what a library of ours brings along is its own affair).
LANGUAGE = {"libstdc++.so.6", "libm.so.6", "libgcc_s.so.1", "libc.so.6", "ld-linux-x86-64.so.2"}
LIBRARIES = {
    "sallyport": {"libbotan-2.so.19", "libpcap.so.0.8", "libpugixml.so.1", "libfmt.so.9", "libtomlplusplus.so.3"},
    "sallyport-gateway": {"libssl.so.3", "libcrypto.so.3", "libfmt.so.9", "libspdlog.so.1.10"},
    "sallyport-mutant": {"libssl.so.3", "libcrypto.so.3", "libfmt.so.9", "libspdlog.so.1.10"},
}

FORBIDDEN_FOLDERS = {"common", "util", "utils", "shared", "helpers", "misc"}
LONGEST = 400
# File: why it is better whole.
LONGER_WITH_REASON: dict[str, str] = {}

CPP = (".h", ".cpp")


def reachable(side, folder):
    """The folder itself and everything its arrows lead to."""
    found, waiting = set(), [folder]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += ARROWS[side].get(name, [])
    return found


def cpp_files():
    return [(file, *folder_of(file)) for file in source_files(*CPP) if folder_of(file)[0]]


def test_there_is_something_to_check():
    assert len(cpp_files()) > 50


def test_every_folder_has_its_arrows():
    unknown = {f"{side}/{folder}" for _, side, folder in cpp_files() if folder not in ARROWS[side]}
    assert not unknown, f"folders without a place in the arrows: {sorted(unknown)}"


def test_includes_follow_the_arrows():
    wrong = []
    for file, side, folder in cpp_files():
        allowed = reachable(side, folder)
        if file.name == MUTANT_MAIN:
            allowed |= reachable(side, "mutants")
        for line, name, quoted in includes(file):
            if not quoted:
                continue
            local = file.parent / name
            named = folder_of(local) if local.is_file() else (side, name.split("/")[0])
            if named[0] != side or named[1] not in allowed:
                wrong.append(f"{file.relative_to(TREE)}:{line}: {name}")
    assert not wrong, "\n".join(wrong)


def test_the_two_sides_do_not_include_each_other():
    wrong = [f"{file.relative_to(TREE)}:{line}: {name}" for file, side, _ in cpp_files()
             for line, name, _ in includes(file)
             if any(other in name for other in SIDES if other != side)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("side, library, only_in", [
    ("conformance", "botan/", {"crypto"}),
    ("conformance", "openssl/", set()),
    ("conformance", "pcap", {"evidence", "audit"}),
    ("reference-gateway", "openssl/", {"crypto"}),
    ("reference-gateway", "botan/", set()),
    ("reference-gateway", "asio", {"net", "inside"}),
])
def test_a_library_is_included_in_its_folder_alone(side, library, only_in):
    wrong = [f"{file.relative_to(TREE)}:{line}: {name}" for file, here, folder in cpp_files()
             for line, name, quoted in includes(file)
             if here == side and not quoted and name.startswith(library) and folder not in only_in]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("side", SIDES)
def test_cmake_links_only_along_the_arrows(side):
    text = (SIDES[side] / "CMakeLists.txt").read_text()
    lines = re.findall(r"sallyport_folder\(\s*\S+\s+([\w/]+)(?:\s+DEPENDS\s+([\w/\s]+?))?(?:\s+LINK\b[^)]*)?\)", text)
    assert lines, "no sallyport_folder() line was found"
    wrong = []
    for folder, depends in lines:
        own = folder.split("/")[0]
        for dependency in depends.split():
            if dependency.split("/")[0] not in reachable(side, own):
                wrong.append(f"{folder} -> {dependency}")
    assert not wrong, wrong


@pytest.mark.parametrize("name", LIBRARIES)
def test_a_program_needs_only_its_own_sides_libraries(name):
    needed = set(re.findall(r"\(NEEDED\).*\[(.+)\]", run(["readelf", "-d", program(name)]).stdout))
    assert needed - LANGUAGE <= LIBRARIES[name], f"{name} also needs {needed - LANGUAGE - LIBRARIES[name]}"


def test_no_mutant_stands_in_the_shipped_gateway():
    symbols = run(["nm", "-C", "--defined-only", program("sallyport-gateway")], check=False).stdout
    assert "gateway::" in symbols, "the program is stripped, so this test sees nothing"
    assert "gateway::mutants" not in symbols


def test_there_is_no_switch_for_mutants():
    wrong = [f"{file.relative_to(TREE)}:{number}" for file, side, folder in cpp_files()
             if side == "reference-gateway" and folder != "mutants" and file.name != MUTANT_MAIN
             for number, line in enumerate(file.read_text().splitlines(), 1)
             if re.search(r"\bif\s*\([^)]*mutant", line, re.IGNORECASE)]
    assert not wrong, wrong


def test_no_folder_is_a_drawer():
    wrong = {str(file.relative_to(TREE)) for file in source_files(*CPP, ".py")
             if FORBIDDEN_FOLDERS & set(file.relative_to(TREE).parts[:-1])}
    assert not wrong, sorted(wrong)


def test_files_are_short():
    long = {}
    for file in source_files(*CPP, ".py", ".cmake", "CMakeLists.txt"):
        count = len(file.read_text().splitlines())
        if count > LONGEST:
            long[str(file.relative_to(TREE))] = count
    unexcused = {name: count for name, count in long.items() if name not in LONGER_WITH_REASON}
    assert not unexcused, f"split by subject, or give a reason in LONGER_WITH_REASON: {unexcused}"
    stale = set(LONGER_WITH_REASON) - set(long)
    assert not stale, f"these are short now: {stale}"


def test_every_row_of_a_probe_table_stands_in_the_catalog():
    rows = catalog()
    unknown = [f"{file.relative_to(TREE)}: {requirement}" for file, requirement, _, _ in probes()
               if requirement not in rows]
    assert probes() and not unknown, unknown


def test_every_row_of_the_catalog_is_probed_or_says_why_not():
    probed = {requirement for _, requirement, _, _ in probes()}
    silent = [name for name, row in catalog().items() if name not in probed and not row.get("untested")]
    assert not silent, silent
    both = [name for name, row in catalog().items() if name in probed and row.get("untested")]
    assert not both, f"probed, and yet marked untested: {both}"


def test_the_sentence_above_a_probe_is_the_catalogs():
    rows = catalog()
    wrong = []
    for file, requirement, function, comment in probes():
        sentence = " ".join(rows[requirement]["text"].split()) if requirement in rows else None
        if comment is None:
            wrong.append(f"{file.relative_to(TREE)}: {function} is not defined here")
        elif sentence not in comment:
            wrong.append(f"{file.relative_to(TREE)}: {function}\n  probe:   {comment}\n  catalog: {sentence}")
    assert not wrong, "\n".join(wrong)


def test_a_comment_is_read_as_it_stands():
    """The reader of comments itself: adjoining lines count, lines behind a gap do not."""
    text = "// far\n\n// one\n// two\nFinding asked(Bench& bench)\n{\n}\n"
    assert comment_above(text, "asked") == "one two"
    assert comment_above(text, "other") is None
