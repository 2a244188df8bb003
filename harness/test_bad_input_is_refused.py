"""What a target file, a policy file or a word of SELECT says wrongly is refused before anything is sent, and named."""

import os
import re
from pathlib import Path

import pytest

from fixtures.certificates import make_chain
from fixtures.programs import TREE, program
from fixtures.processes import run
from fixtures.prober import Prober

GOOD = {"host": "127.0.0.1", "policy": "azure-2024-08", "tunnel_types": ["IKEv2"]}
ROW = "p2s/ike/row/gcm256-sha384-ecp384"
ACME = TREE / "vectors" / "policies" / "examples" / "acme-2026.toml"


@pytest.fixture
def prober(tmp_path):
    return Prober(None, tmp_path)


def is_refused(results, file, line, expected):
    """Exit 2, with file, line and what was expected, and no run folder."""
    assert results.status == 2, results.story()
    told = re.search(rf"{re.escape(file)}:(\d+): (.*)", results.err)
    assert told, results.err
    assert int(told[1]) == line and expected in told[2], results.err
    assert not results.folder.exists()


def refuses(prober, line, expected, **words):
    target = prober.target("wrong.toml", **{**GOOD, **words})
    is_refused(prober.run(target, ROW), "wrong.toml", line, expected)


@pytest.mark.parametrize("claims, expected", [
    ({"server_certificates": ["bogus"]}, "only rsa, ecdsa, not 'bogus'"),
    ({"server_certificates": ["rsa", "rsa"]}, "each word once"),
    ({"server_certificates": []}, "at least one of rsa, ecdsa"),
    ({"eap": ["tls", "md5"]}, "only tls, mschapv2, peap, not 'md5'"),
    ({"mobike": "no"}, "true or false"),
    ({"client_certificates": ["rsa"]}, "true or false"),
    ({"x": 1}, "one of: client_certificates, clients, eap, fragmentation, mobike, server_certificates"),
])
def test_a_claim_that_means_nothing(prober, claims, expected):
    refuses(prober, 6, expected, claims=claims)


@pytest.mark.parametrize("types", [["SSTP", "OpenVPN"], ["IKEv2", "SSTP", "OpenVPN"]])
def test_tunnel_types_that_the_edition_does_not_enable_together(prober, types):
    refuses(prober, 3, "one of the sets of azure-2024-08: {SSTP}, ", tunnel_types=types)


@pytest.mark.parametrize("words, line, expected", [
    ({"sku": "Huge"}, 4, "VpnGw1 of generation 1"),
    ({"sku": "VpnGw2"}, 4, "'generation' beside it"),
    ({"sku": "VpnGw1", "generation": 2}, 4, "VpnGw1 of generation 1"),
    ({"generation": 1}, 4, "'sku' beside it"),
    ({"sku": "Basic"}, 4, "a SKU that has IKEv2, not Basic of generation 1"),
    ({"sku": "VpnGw1", "limits": {"ikev2_openvpn": 250}}, 6, "no [limits] beside 'sku'"),
    ({"limits": {"ikev2_openvpn": 0}}, 6, "a whole number from 1"),
    ({"client": {"issuer": "ca.pem"}}, 6, "'issuer_key' beside it"),
    ({"client": {"identities": "nowhere.csv"}}, 6, "nowhere.csv' is not there"),
    ({"client": {"user": "alice"}}, 6, "'password_file' or 'password_env' beside it"),
    ({"client": {"password_env": "PASSWORD"}}, 6, "'user' beside it"),
    ({"client": {"authentication": "eap"}}, 6, "certificate, eap-tls or eap-mschapv2, not 'eap'"),
    ({"client": {"authentication": "eap-tls"}}, 6, "'certificate' and 'key' beside it"),
    ({"client": {"authentication": "eap-mschapv2"}}, 6, "'user' beside it, and 'password_file' or 'password_env'"),
    ({"client": {"authentication": "eap-mschapv2", "user": "alice"}}, 7, "'password_file' or 'password_env' beside it"),
    ({"client": {"user": "alice", "password_env": "A", "password_file": "b"}}, 7, "no 'password_env' beside 'password_file'"),
    ({"client": {"user": "", "password_env": "A"}}, 6, "a name of 1 to 256 octets"),
    ({"client": {"user": "alice", "password_env": "NOBODY_HAS_SET_THIS"}}, 7, "a variable of the environment with a password"),
    ({"client": {"user": "alice", "password_file": "nowhere"}}, 7, "a file of one line, a password"),
    ({"address_pool": "172.16.201.0"}, 4, "an IPv4 network"),
    ({"address_pool": "172.16.201.0/31"}, 4, "an IPv4 network"),
    ({"address_pool": "172.16.201.1/24"}, 4, "an IPv4 network"),
    ({"address_pool": "172.16.201.0/24x"}, 4, "an IPv4 network"),
    ({"inside_host": "inside.example.test"}, 4, "an IPv4 address behind the gateway"),
    ({"ports": {"ike": 4500}}, 6, "two UDP ports"),
    ({"ports": {"ike": 10500, "nat_t": 10500}}, 7, "two UDP ports"),
    ({"server": {"ca": "nowhere.pem"}}, 6, "nowhere.pem' is not there"),
    ({"server": {"name": r"a\r\nX: y"}}, 6, "a DNS name"),
    ({"server": {"name": "a" * 66_000}}, 6, "a DNS name"),
    ({"server": {"name": ".".join(["a" * 60] * 5)}}, 6, "a DNS name"),
    ({"server": {"name": "a" * 64 + ".test"}}, 6, "a DNS name"),
    ({"server": {"name": "gw..test"}}, 6, "a DNS name"),
    ({"server": {"name": ""}}, 6, "a DNS name"),
    ({"policy": "policies/nowhere.toml"}, 2, "not 'policies/nowhere.toml'"),
])
def test_a_value_that_cannot_be(prober, words, line, expected):
    refuses(prober, line, expected, **words)


@pytest.fixture(scope="module")
def client_files(tmp_path_factory):
    """A client's certificate and key; the key of somebody else; one that needs a passphrase."""
    folder = tmp_path_factory.mktemp("client")
    own, other = make_chain(folder / "own", kind="ecdsa"), make_chain(folder / "other", kind="ecdsa")
    locked = folder / "locked.key"
    run(["openssl", "pkcs8", "-topk8", "-in", own.key, "-out", locked, "-passout", "pass:x"])
    return {"certificate": own.chain, "key": own.key, "other": other.key, "locked": locked, "nowhere": folder / "nowhere",
            "device": Path("/dev/zero")}


@pytest.mark.parametrize("certificate, key, line, expected", [
    ("certificate", None, 6, "'key' beside it"),
    (None, "key", 6, "'certificate' beside it"),
    ("nowhere", "key", 6, "a PEM file of certificates, the client's first; "),
    ("device", "key", 6, "a PEM file of certificates, the client's first; "),
    ("key", "key", 6, "a PEM file of certificates, the client's first"),
    ("certificate", "nowhere", 7, "a private key in PKCS #8"),
    ("certificate", "certificate", 7, "a private key in PKCS #8"),
    ("certificate", "locked", 7, "without a passphrase"),
    ("certificate", "other", 7, "the key of the first certificate"),
])
def test_a_client_that_cannot_be(prober, client_files, certificate, key, line, expected):
    words = {name: client_files[file] for name, file in (("certificate", certificate), ("key", key)) if file}
    refuses(prober, line, expected, client=words)


@pytest.mark.parametrize("certificate, key, expected", [
    ("nowhere", "key", "a PEM file of certificates, the client's first; "),
    ("certificate", "nowhere", "a private key in PKCS #8"),
    ("certificate", "other", "the key of the first certificate"),
])
def test_a_list_of_identities_that_cannot_be(prober, client_files, certificate, key, expected):
    """It is the list's own line that is named."""
    good, bad = (f"{client_files[one]},{client_files[other]}\n" for one, other in (("certificate", "key"), (certificate, key)))
    (prober.folder / "people.csv").write_text("certificate,key\n" + good + bad)
    is_refused(prober.run({**GOOD, "client": {"identities": "people.csv"}}, ROW), "people.csv", 3, expected)


@pytest.mark.parametrize("kind", ["device", "pipe", "folder", "long"])
def test_what_is_no_target_file_is_not_waited_for(prober, kind):
    path = prober.folder / kind
    if kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"#" * (5 << 20))
    done = prober.sallyport("list", "--target", path, seconds=10)
    assert done.returncode == 2 and "expected a TOML file" in done.stderr, done.stderr


def test_what_only_the_rest_of_the_file_allows(prober):
    """A SKU whose table is older than the edition, and words that mean something."""
    (prober.folder / "ca.pem").write_text("a certificate\n")
    target = prober.target(**{**GOOD, "policy": "azure-2026-04", "sku": "Basic", "address_pool": "0.0.0.0/0",
                              "server": {"ca": "ca.pem"}, "ports": {"ike": 4500, "nat_t": 500, "tls": 500},
                              "claims": {"eap": [], "server_certificates": ["ecdsa", "rsa"], "mobike": False}})
    done = prober.sallyport("list", "ike", "--target", target)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["own", "own.toml", "./own.toml"])
@pytest.mark.parametrize("target", ["target.toml", "below/target.toml"])
def test_a_policy_of_ones_own_is_found_beside_the_target_and_here(prober, name, target):
    (prober.folder / Path(name).name).write_text(ACME.read_text())
    done = prober.sallyport("list", "ike", "--target", prober.target(target, **{**GOOD, "policy": name}))
    assert done.returncode == 0, done.stderr
    assert "gcm256-sha512-ecp521" in done.stdout


def test_a_policy_file_that_no_probe_can_judge(prober):
    """The catalog's own tests have every case; this one shows that a run ends before it begins."""
    suite = '"TLS_AES_256_GCM_SHA384"'
    (prober.folder / "own.toml").write_text(ACME.read_text().replace(suite, f"{suite}, {suite}"))
    line = 1 + ACME.read_text()[:ACME.read_text().index(suite)].count("\n")
    is_refused(prober.run({**GOOD, "policy": "own.toml"}, ROW), "own.toml", line, "each suite once")


@pytest.mark.parametrize("select, expected", [
    (["ike", "tsl"], "by 'tsl'; did you mean 'tls'?"),
    ([ROW, ROW + "x"], f"did you mean '{ROW}'?"),
    (["rfc7296/2.5", "rfc7296/2.5x"], "by 'rfc7296/2.5x'; did you mean 'rfc7296/2.5'?"),
    (["ike", ""], "by ''"),
    (["ike", "no-such-area-anywhere"], "by 'no-such-area-anywhere'; `sallyport list`"),
])
def test_a_word_that_selects_nothing_beside_one_that_does(prober, select, expected):
    results = prober.run(GOOD, *select)
    assert results.status == 4, results.story()
    assert expected in results.err
    assert not results.folder.exists()
    done = prober.sallyport("list", *select)
    assert done.returncode == 4 and expected in done.stderr, done.stderr


@pytest.mark.parametrize("beside", [[], [ROW]])
def test_a_word_that_selects_only_what_is_left_out_beyond_loopback(prober, beside):
    elsewhere = {**GOOD, "host": "192.0.2.1"}
    results = prober.run(elsewhere, *beside, "rfc7296/2.6/cookie-length")
    assert results.status == 4, results.story()
    assert re.search("by 'rfc7296/2.6/cookie-length' on 192.0.2.1: intrusive, .*--intrusive --yes", results.err), results.err
    assert not results.folder.exists()
    told = prober.sallyport("list", "rfc7296/2.6", "--target", prober.target(**elsewhere)).stdout
    assert "left out beyond loopback" in told
    assert "left out" not in prober.sallyport("list", "rfc7296/2.6", "--target", prober.target(**GOOD)).stdout


def test_a_requirement_without_a_probe_is_listed_and_not_run(prober):
    text = prober.sallyport("list").stdout
    name = re.search(r"^(\S+)\n    .*\n    untested: (.*)", text, re.MULTILINE)
    results = prober.run(GOOD, "ike", name[1])
    assert results.status == 4, results.story()
    assert f"'{name[1]}', which has no probe: {name[2]}" in results.err
    assert prober.sallyport("list", name[1]).returncode == 0


@pytest.mark.parametrize("words, expected", [
    (["list", "--policy", "nope"], "not 'nope'"),
    (["report", ".", "--format", "jsno"], "expected html, junit, markdown or csv"),
])
def test_a_name_that_is_no_choice(prober, words, expected):
    done = prober.sallyport(*words)
    assert done.returncode == 2 and expected in done.stderr, done.stderr


def test_an_empty_sallyport_data_is_none():
    assert run([program("sallyport"), "list", "ike"], env={"SALLYPORT_DATA": ""}).stdout


def test_a_message_is_text_and_nothing_else(prober):
    target = prober.target(**GOOD)
    target.write_text(target.read_text().replace("127.0.0.1", r"\u001b[31mred\u001b]0;title\u0007.invalid"))
    results = prober.run(target, ROW)
    assert results.status == 2
    assert "red" in results.err and "\x1b" not in results.err
