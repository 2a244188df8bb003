"""The data of vectors/ is sound: files parse, names resolve, numbers and ids are unique, the counts are those of the sources."""
import datetime
import itertools
import re
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.instant
VECTORS = Path(__file__).resolve().parent.parent / "vectors"
FILES = sorted(file for file in VECTORS.rglob("*.toml") if VECTORS / "malformed" not in file.parents)
VERSIONS = ["SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"]
TRANSFORM_TYPES = ["encryption", "prf", "integrity", "group", "esn"]


def name_of(file):
    return str(file.relative_to(VECTORS))


def read(path):
    return tomllib.loads((VECTORS / path).read_text())


def repeated(values):
    values = list(values)
    return sorted({value for value in values if values.count(value) > 1})


TRANSFORMS = read("iana/ikev2-transforms.toml")
SUITES = read("iana/tls-cipher-suites.toml")["suites"]
STATUS = read("algorithm-status.toml")
EDITIONS = sorted((VECTORS / "policies").rglob("*.toml"))
REQUIREMENTS = [(file, row) for file in sorted((VECTORS / "requirements").glob("*.toml"))
                for row in tomllib.loads(file.read_text())["requirement"]]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_the_file_parses_and_has_no_tab(file):
    text = file.read_text()
    assert tomllib.loads(text)
    assert "\t" not in text


# ---- registries ----

@pytest.mark.parametrize("file", sorted((VECTORS / "iana").glob("*.toml")), ids=name_of)
def test_a_registry_names_its_source_and_repeats_no_number_name_or_slug(file):
    registry = tomllib.loads(file.read_text())
    assert registry["registry"] and registry["source"].startswith("https://www.iana.org/")
    assert isinstance(registry["dated"], datetime.date)
    tables = {key: rows for key, rows in registry.items() if isinstance(rows, list)}
    assert tables
    for key, rows in tables.items():
        for column in ("number", "name", "slug"):
            assert not repeated(row[column] for row in rows if column in row), f"{key}: {column}"
        assert [row["number"] for row in rows] == sorted(row["number"] for row in rows), key


def test_the_words_for_a_cipher_and_its_key_length_are_unambiguous():
    words = [row["slug"] + str(length) for row in TRANSFORMS["encryption"]
             for length in row.get("key_lengths", [""])]
    assert not repeated(words)
    slugs = [row["slug"] for kind in TRANSFORM_TYPES for row in TRANSFORMS[kind]]
    assert all(re.fullmatch(r"[a-z0-9]+", slug) for slug in slugs)


@pytest.mark.parametrize("kind, number, name, slug", [
    ("encryption", 12, "ENCR_AES_CBC", "cbc"), ("encryption", 20, "ENCR_AES_GCM_16", "gcm"),
    ("encryption", 3, "ENCR_3DES", "3des"), ("prf", 5, "PRF_HMAC_SHA2_256", "sha256"),
    ("integrity", 13, "AUTH_HMAC_SHA2_384_192", "sha384"), ("group", 2, "1024-bit MODP Group", "modp1024"),
    ("group", 19, "256-bit random ECP group", "ecp256"), ("group", 31, "Curve25519", "curve25519"),
])
def test_a_transform_is_what_the_rfcs_say(kind, number, name, slug):
    assert [(row["name"], row["slug"]) for row in TRANSFORMS[kind] if row["number"] == number] == [(name, slug)]


def test_every_aead_and_every_group_is_complete():
    octets = {row["number"]: row["octets"] for row in TRANSFORMS["group"]}
    expected = {1: 96, 2: 128, 5: 192, 14: 256, 15: 384, 16: 512, 17: 768, 18: 1024, 19: 64, 20: 96, 21: 132,
                24: 256, 31: 32}
    assert expected.items() <= octets.items()
    aead = {row["number"] for row in TRANSFORMS["encryption"] if row.get("aead")}
    assert {14, 15, 16, 18, 19, 20, 28} <= aead and not {2, 3, 12, 13, 23} & aead


def test_the_grid_is_as_large_as_the_exactness_probe_says():
    def tuples(aead):
        ciphers = sum(len(row.get("key_lengths", [0])) for row in TRANSFORMS["encryption"]
                      if row.get("aead", False) == aead)
        return ciphers * len(TRANSFORMS["prf"]) * len(TRANSFORMS["group"])
    assert tuples(False) * (len(TRANSFORMS["integrity"]) - 1) + tuples(True) > 50_000


def test_a_suite_may_be_offered_at_the_versions_it_was_made_for():
    assert 340 < len(SUITES) < 400
    for suite in SUITES:
        low, high = VERSIONS.index(suite["min_version"]), VERSIONS.index(suite["max_version"])
        assert low <= high, suite
        name = suite["name"]
        if "EXPORT" in name:
            assert suite["max_version"] == "TLS 1.0", name
        if "_WITH_" not in name and not suite.get("signalling"):
            assert suite["min_version"] == suite["max_version"] == "TLS 1.3", name
        if re.search("_GCM_|_CCM|_POLY1305_", name):
            assert VERSIONS.index(suite["min_version"]) >= VERSIONS.index("TLS 1.2"), name


def test_no_grease_or_reserved_value_is_called_a_suite():
    numbers = {suite["number"] for suite in SUITES}
    assert not numbers & {0x0A0A + 0x1010 * step for step in range(16)}
    assert {suite["number"] for suite in SUITES if suite.get("signalling")} == {0x00FF, 0x5600}


# ---- policies ----

def names(kind):
    return {row["name"]: row for row in TRANSFORMS[kind]}


def check_row(row, with_prf, group):
    """A row of an edition: registered names, an integrity transform unless AEAD, a key length where there is one."""
    encryption = names("encryption")[row["encr"]]
    assert ("integ" in row) != encryption.get("aead", False), row
    assert row.get("key_length", "none") in encryption.get("key_lengths", ["none"]), row
    assert row.get("integ", "NONE") in names("integrity"), row
    if with_prf:
        assert row["prf"] in names("prf"), row
    assert row[group] in {known["number"] for known in TRANSFORMS["group"]}, row


@pytest.mark.parametrize("file", EDITIONS, ids=name_of)
def test_an_edition_resolves(file):
    edition = tomllib.loads(file.read_text())
    assert edition["edition"] == file.stem and edition["title"] and edition["source"]
    assert isinstance(edition["dated"], datetime.date)
    for row in edition["ike"]["rows"]:
        check_row(row, True, "group")
        assert row["group"] != 0
    for row in edition["ipsec"]["rows"]:
        check_row(row, False, "pfs")
    for kind in ("ike", "ipsec"):
        assert not repeated(str(row) for row in edition[kind]["rows"])
    known = {suite["name"]: suite for suite in SUITES}
    for key, version in (("suites_1_2", "TLS 1.2"), ("suites_1_3", "TLS 1.3")):
        for name in edition["tls"][key]:
            assert VERSIONS.index(known[name]["min_version"]) <= VERSIONS.index(version) \
                <= VERSIONS.index(known[name]["max_version"]), name
    types = set(itertools.chain(*edition["tunnel_types"]["sets"]))
    assert types == set(edition["tunnel"])
    assert not any({"SSTP", "OpenVPN"} <= set(together) for together in edition["tunnel_types"]["sets"])
    assert set(edition["pool"]["split_between"]) <= types and edition["pool"]["rule"] in ("halve", "sstp25")
    for name in types - {"IKEv2"}:
        tunnel = edition["tunnel"][name]
        assert "TLS 1.2" <= tunnel["floor"] <= tunnel["ceiling"] <= "TLS 1.3", name


@pytest.mark.parametrize("edition, suites", [
    ("azure-2020-09", (12, 0)), ("azure-2024-08", (4, 2)), ("azure-2026-04", (4, 2)),
])
def test_an_azure_edition_has_the_rows_of_its_source(edition, suites):
    policy = read(f"policies/{edition}.toml")
    assert len(policy["ike"]["rows"]) == 17 and len(policy["ipsec"]["rows"]) == 11
    assert (len(policy["tls"]["suites_1_2"]), len(policy["tls"]["suites_1_3"])) == suites
    reference = read("policies/azure-2024-08.toml")
    assert policy["ike"] == reference["ike"] and policy["ipsec"] == reference["ipsec"]
    assert len(policy["tunnel_types"]["sets"]) == 5
    assert policy["tunnel"]["SSTP"]["ceiling"] == "TLS 1.2" and policy["tunnel"]["SSTP"]["sessions"] == 128


def test_the_strict_edition_holds_nothing_discouraged():
    strict = read("policies/rfc-strict.toml")
    levels = {(row["type"], row["number"]): row["level"] for row in STATUS["ike"]}
    for row in strict["ike"]["rows"]:
        used = [("encryption", names("encryption")[row["encr"]]["number"]), ("prf", names("prf")[row["prf"]]["number"]),
                ("group", row["group"])]
        used += [("integrity", names("integrity")[row["integ"]]["number"])] if "integ" in row else []
        assert all(levels[transform] in ("MUST", "SHOULD", "SHOULD+") for transform in used), row
    discouraged = {row["name"] for row in STATUS["tls_suites"] if row["level"].endswith("NOT")}
    assert not discouraged & {*strict["tls"]["suites_1_2"], *strict["tls"]["suites_1_3"]}


# ---- clients ----

@pytest.mark.parametrize("file", sorted((VECTORS / "clients").glob("*.toml")), ids=name_of)
def test_a_client_resolves_and_is_listed(file):
    client = tomllib.loads(file.read_text())
    assert client["client"] == file.stem and client["title"] and client["source"]
    assert f"`{file.stem}`" in (VECTORS / "clients" / "README.md").read_text()
    ciphers = {row["name"] + f"-{length}" * bool(length) for row in TRANSFORMS["encryption"] for length in row.get("key_lengths", [0])}
    for message in ("ike_sa_init", "ike_auth"):
        assert client[message]["sure"] in ("high", "medium", "low")
        for proposal in client[message]["proposals"]:
            assert set(proposal["encr"]) <= ciphers
            assert set(proposal.get("integ", [])) <= set(names("integrity")) and set(proposal.get("prf", [])) <= set(names("prf"))
    groups = {group for proposal in client["ike_sa_init"]["proposals"] for group in proposal["group"]}
    assert client["ike_sa_init"]["group"] in groups <= {row["number"] for row in TRANSFORMS["group"]}


def test_the_sku_table_is_whole():
    skus = read("skus.toml")["sku"]
    assert len(skus) == 15 and not repeated((sku["generation"], sku["name"]) for sku in skus)
    assert all(set(sku) == set(skus[0]) for sku in skus)
    assert all(sku["sstp"] == 128 for sku in skus)
    assert [sku["name"] for sku in skus if sku["ikev2_openvpn"] == 0] == ["Basic"]
    assert all(sku["zone_redundant"] == sku["name"].endswith("AZ") for sku in skus)


def test_the_algorithm_status_resolves():
    levels = {"MUST", "MUST-", "SHOULD+", "SHOULD", "MAY", "SHOULD NOT", "MUST NOT"}
    for use in ("ike", "esp"):
        assert not repeated((row["type"], row["number"]) for row in STATUS[use])
        for row in STATUS[use]:
            assert row["number"] in {known["number"] for known in TRANSFORMS[row["type"]]}, row
    assert not repeated(row["name"] for row in STATUS["tls_suites"])
    assert {row["name"] for row in STATUS["tls_suites"]} <= {suite["name"] for suite in SUITES}
    rows = [*STATUS["ike"], *STATUS["esp"], *STATUS["tls_suites"]]
    assert {row["level"] for row in rows} <= levels and all(row["source"].startswith("RFC ") for row in rows)
    discouraged = {row["number"] for row in STATUS["ike"] if row["type"] == "group" and row["level"] == "SHOULD NOT"}
    assert discouraged == {2, 5, 23, 24}


# ---- the catalog ----

def test_no_requirement_is_written_twice():
    assert not repeated(row["id"] for _, row in REQUIREMENTS)
    assert not repeated(row["text"] for _, row in REQUIREMENTS)


@pytest.mark.parametrize("file, row", REQUIREMENTS, ids=[row["id"] for _, row in REQUIREMENTS])
def test_a_requirement_is_well_formed(file, row):
    assert set(row) <= {"id", "level", "text", "source", "fact", "verified", "area", "each", "untested"}
    assert re.fullmatch(r"(rfc\d+/[\d.]+|p2s/[a-z0-9-]+)(/[a-z0-9.-]+)+", row["id"])
    assert "-".join(row["id"].split("/")).startswith(file.stem)
    assert row["level"] in ("MUST", "SHOULD", "MAY", "defined", "policy", "robustness")
    assert row["text"].endswith(".") and len(row["text"]) <= 170 and "\n" not in row["text"]
    assert re.fullmatch("[a-z0-9]+", row["area"]) and row["source"] and isinstance(row["verified"], bool)
    assert row.get("each", "ike-row") in ("ike-row", "ike-group", "ike-cipher", "ipsec-row", "esp-tuple", "tls-suite", "other-port", "client")
    assert row.get("untested", "reason")
    if row["id"].startswith("rfc"):
        document, section = row["id"].split("/")[:2]
        assert row["source"].split(",")[0] == f"RFC {document[3:]}" or f"RFC {document[3:]}," in row["source"]
        assert row["level"] in ("policy", "robustness") or re.search(rf"\b{re.escape(section)}\b", row["source"])


def facts_of(row):
    """The fact ids of a row; "I-01 to I-17" stands for seventeen."""
    facts = re.findall(r"\b(?:IKE-X?\d+|(?:TLS|ESP)-\d+|[A-Z]-\d+)\b", row.get("fact", ""))
    for letter, first, last in re.findall(r"\b([A-Z])-(\d+) to \1-(\d+)", row.get("fact", "")):
        facts += [f"{letter}-{number:02}" for number in range(int(first), int(last) + 1)]
    return set(facts)


def test_every_known_fact_leads_to_a_requirement():
    known = {f"IKE-{n:03}" for n in range(1, 111)} | {f"IKE-X{n:02}" for n in range(1, 41)}
    known |= {f"TLS-{n:02}" for n in range(1, 45)} | {f"ESP-{n:02}" for n in range(1, 13)}
    for letter, count in {"P": 11, "X": 13, "T": 6, "I": 17, "E": 11, "K": 15, "R": 2, "Z": 6}.items():
        known |= {f"{letter}-{n:02}" for n in range(1, count + 1)}
    missing = known - set().union(*(facts_of(row) for _, row in REQUIREMENTS))
    assert not missing, sorted(missing)
