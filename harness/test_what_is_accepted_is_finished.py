"""Whatever strongSwan accepts, the prober finishes by an IKE_AUTH under the right keys: no SA stays half open.

Left half open, five of them would block the prober's address, by strongSwan's default defence against floods.
"""

import pytest

from fixtures.programs import TREE
from fixtures.strongswan import ROWS

EXACT = ("p2s/ike/nothing-else", "p2s/ike/nat-t-nothing-else")

# One more than blocks an address, each.
OF_AES_MACS = tuple(f"aes256-aescmac-prfsha384-{group}" for group in ("modp2048", "ecp256", "ecp384", "modp3072")) + \
    tuple(f"aes256-aesxcbc-prfsha384-{group}" for group in ("modp2048", "ecp256", "ecp384"))
OF_CIPHERS = ("aes128ctr-sha1-modp2048", "aes256ctr-sha384-modp2048", "aes128ccm8-prfsha256-modp2048",
              "aes192ccm12-prfsha256-modp2048", "aes256ccm16-prfsha256-modp2048", "aes256gcm8-prfsha256-modp2048",
              "chacha20poly1305-prfsha256-modp2048", "camellia256-sha256-modp2048")
OF_PRFS = ("aes256gcm16-prfaesxcbc-ecp384", "aes256gcm16-prfaescmac-ecp384", "aes128-aesxcbc-prfaesxcbc-modp2048",
           "aes128-aescmac-prfaescmac-modp2048", "aes128-md5_128-prfmd5-modp2048", "aes128-sha1_160-prfsha1-modp2048")
OF_GROUPS = tuple(f"aes256gcm16-prfsha384-{group}" for group in (
    "modp1024s160", "modp2048s224", "ecp192", "ecp224", "ecp224bp", "ecp256bp", "ecp384bp", "ecp512bp", "curve25519"))


@pytest.mark.parametrize("more", [OF_AES_MACS, OF_CIPHERS, OF_PRFS, OF_GROUPS],
                         ids=["aes-macs", "ciphers", "prfs", "groups"])
def test_every_tuple_more_is_named_and_nothing_else_is_accused(strongswan, more):
    bench = strongswan(rows=(*ROWS, *more))
    results = bench.run("p2s/ike")
    assert results.failed() == dict.fromkeys(EXACT, "accepted-extra"), results.story()
    for probe in EXACT:
        assert ", 0 unknown)" in results.probes[probe]["observed"]
        assert len(results.probes[probe]["details"]) == len(more), results.probes[probe]["details"]
    assert bench.peer.half_open() == 0


# No keys follow from encryption by NULL: the prober has none of it.
OF_NULL = tuple(f"null-{integrity}-{group}" for integrity in ("sha256", "sha384")
                for group in ("modp2048", "modp3072", "ecp256", "ecp384", "x448"))


@pytest.mark.parametrize("rows", [(*ROWS, *OF_NULL), (*OF_NULL, *ROWS)], ids=["last", "first"])
def test_what_cannot_be_finished_is_named_by_its_group(strongswan, rows):
    bench = strongswan(rows=rows)
    results = bench.run("p2s/ike")
    assert results.failed() == dict.fromkeys(EXACT, "accepted-extra"), results.story()
    for probe in EXACT:
        assert ", 0 unknown)" in results.probes[probe]["observed"]
        assert len(results.probes[probe]["details"]) == len(OF_NULL), results.probes[probe]["details"]
    assert bench.peer.half_open() == 0


def test_a_gateway_that_accepts_thousands_more_is_failed_with_the_first_hundred(strongswan):
    bench = strongswan(rows=(*ROWS, "default"))
    results = bench.run(EXACT[0])
    assert results.failed() == {EXACT[0]: "accepted-extra"}, results.story()
    assert len(results.probes[EXACT[0]]["details"]) == 100
    assert bench.peer.half_open() == 0


def policy_of(folder, rows):
    """A policy file with these IKE rows."""
    text = (TREE / "vectors" / "policies" / "examples" / "acme-2026.toml").read_text()
    head, rest = text.split("[ike]\nrows = [\n")
    file = folder / "policy.toml"
    tail = rest.split("\n]", 1)[1]
    file.write_text(head + "[ike]\nrows = [\n" + ",\n".join(rows) + "\n]" + tail)
    return str(file)


def test_a_policy_of_aes_cmac_alone_passes(strongswan, tmp_path):
    groups = {2: "modp1024", 14: "modp2048", 15: "modp3072", 19: "ecp256", 20: "ecp384", 21: "ecp521", 31: "curve25519"}
    bench = strongswan(rows=tuple(f"aes128-aescmac-prfaescmac-{name}" for name in groups.values()))
    bench.target["policy"] = policy_of(tmp_path, [
        '{ encr = "ENCR_AES_CBC", key_length = 128, integ = "AUTH_AES_CMAC_96", prf = "PRF_AES128_CMAC", '
        f"group = {group} }}" for group in groups])
    results = bench.run("p2s/ike/row", *EXACT, "rfc7296/2.7", "rfc7296/2.14")
    assert results.status == 0, results.story()
    assert bench.peer.half_open() == 0


def test_rows_that_cannot_be_finished_are_tried_by_their_group(strongswan, tmp_path):
    groups = {2: "modp1024", 14: "modp2048", 15: "modp3072", 19: "ecp256", 20: "ecp384", 21: "ecp521", 32: "x448"}
    bench = strongswan(rows=(*(f"null-sha256-{name}" for name in groups.values()), "aes128-sha256-modp2048"))
    bench.target["policy"] = policy_of(tmp_path, [
        *('{ encr = "ENCR_NULL", integ = "AUTH_HMAC_SHA2_256_128", prf = "PRF_HMAC_SHA2_256", '
          f"group = {group} }}" for group in groups),
        '{ encr = "ENCR_AES_CBC", key_length = 128, integ = "AUTH_HMAC_SHA2_256_128", prf = "PRF_HMAC_SHA2_256", group = 14 }'])
    results = bench.run("p2s/ike/row", *EXACT, "rfc7296/2.7", "rfc7296/2.14")
    assert results.status == 0, results.story()
    assert bench.peer.half_open() == 0
