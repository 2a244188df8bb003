"""Exactness of a gateway whose policy is not the edition's: every extra tuple is named, and nothing stays unknown."""

import tomllib

import pytest

from fixtures.programs import TREE
from fixtures.strongswan import ROWS

EXACT = "p2s/ike/nothing-else"


def rows_of(policy):
    """The rows of an edition or of a policy file, as sets of the words of the file."""
    path = TREE / "vectors" / "policies" / f"{policy}.toml"
    return {tuple(sorted(row.items())) for row in tomllib.loads(path.read_text())["ike"]["rows"]}


def one_row(folder, policy="azure-2024-08", number=5):
    """A policy file that has only one of the rows of an edition."""
    text = (TREE / "vectors" / "policies" / f"{policy}.toml").read_text()
    head, rest = text.split("[ike]\nrows = [\n")
    rows, tail = rest.split("]\n", 1)
    head = head.replace(f'edition = "{policy}"', 'edition = "one-row"')
    file = folder / "one-row.toml"
    file.write_text(f"{head}[ike]\nrows = [\n{rows.splitlines()[number]}\n]\n{tail}")
    return file


def decided(results):
    """The details of the finding, after a look at what it counts."""
    finding = results.probes[EXACT]
    assert ", 0 unknown)" in finding["observed"], finding["observed"]
    return [line.split(":")[0] for line in finding["details"]]


@pytest.mark.parametrize("edition", ["rfc-strict", "examples/acme-2026"])
def test_every_row_of_the_gateway_is_extra_that_the_edition_has_not(reference, edition):
    bench = reference()
    bench.target["tunnel_types"] = ["IKEv2"]
    bench.target["policy"] = edition if "/" not in edition else str(TREE / "vectors" / "policies" / f"{edition}.toml")
    results = bench.run(EXACT)
    assert results.status == 1, results.story()
    assert len(decided(results)) == len(rows_of("azure-2024-08") - rows_of(edition))


def test_sixteen_rows_more_than_a_policy_of_one_row(reference, tmp_path):
    bench = reference()
    bench.target["policy"] = str(one_row(tmp_path))
    results = bench.run(EXACT)
    assert results.status == 1, results.story()
    assert len(decided(results)) == 16


@pytest.mark.parametrize("proposals, names", [
    (("aes128-sha256-modp2048", *ROWS), ["cbc128-sha256-sha256-modp2048"]),
    (("aes128-sha256-modp2048", *ROWS, "3des-sha1-modp1024"),
     ["3des-sha1-sha1-modp1024", "cbc128-sha256-sha256-modp2048"]),
    (("aes128-sha512-modp8192", *ROWS), ["cbc128-sha512-sha512-modp8192"]),
])
def test_an_extra_row_that_the_gateway_prefers_is_named(strongswan, proposals, names):
    assert sorted(decided(strongswan(rows=proposals).run(EXACT))) == names


def test_a_gateway_of_products_is_named_tuple_by_tuple(strongswan):
    """One proposal of many transforms: each combination that is no row is an extra."""
    details = decided(strongswan(rows=("aes256-aes128-sha256-sha1-modp2048-modp1024",)).run(EXACT))
    assert len(details) == len(set(details)) == 14
