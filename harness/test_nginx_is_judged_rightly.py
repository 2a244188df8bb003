"""nginx with the suites of the edition passes; what else it is told to accept is named; sslscan sees the same."""

import tomllib
import xml.etree.ElementTree as xml

from fixtures.certificates import make_chain
from fixtures.nginx import SUITES_OF_2024
from fixtures.processes import run
from fixtures.programs import TREE

SUITES_OF_2020 = ("ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", *SUITES_OF_2024,
                  "ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA384", "AES128-GCM-SHA256", "AES256-GCM-SHA384",
                  "AES128-SHA256", "AES256-SHA256")
OLD_SUITE = "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"      # 0xC013


def iana_suites():
    """IANA's TLS suites of our registry file: name by number."""
    document = tomllib.loads((TREE / "vectors" / "iana" / "tls-cipher-suites.toml").read_text())
    rows = next(value for value in document.values() if isinstance(value, list))
    return {row["number"]: row["name"] for row in rows}


def seen_by_sslscan(bench, version):
    """IANA numbers of the suites that sslscan completes a handshake with."""
    report = run(bench.prober.space.command("sslscan", "--no-colour", "--xml=-", "127.0.0.1:443")).stdout
    return {int(cipher.get("id"), 16) for cipher in xml.fromstring(report).iter("cipher")
            if cipher.get("sslversion") == version}


def accepted_by_prober(results):
    """IANA names of the TLS 1.2 suites that this run saw accepted: those demanded, and those too many."""
    prefix = "p2s/tls/suite/"
    names = {name.removeprefix(prefix) for name, verdict in results.verdicts().items()
             if name.startswith(prefix) and verdict == "pass"}
    extra = " ".join(results.probes["p2s/tls/nothing-else"]["details"]).replace(":", " ").split()
    return names | {name for name in extra if name in set(iana_suites().values())}


def test_garbage_of_other_seeds_leads_to_the_same_findings(web_server):
    assert web_server().differences("p2s/tls/garbage-survived") == []


def test_the_suites_of_2024_pass_and_equal_sslscans(web_server):
    bench = web_server()
    results = bench.run("tls")
    assert results.status == 0, results.story()
    assert "pass" in results.verdicts().values()
    scanned = {iana_suites()[number] for number in seen_by_sslscan(bench, "TLSv1.2")}
    assert len(scanned) == 4
    assert accepted_by_prober(results) == scanned


def test_old_versions_and_one_suite_more_are_named(web_server):
    bench = web_server(versions=("TLSv1", "TLSv1.1", "TLSv1.2"), seclevel=0,
                       ciphers=(*SUITES_OF_2024, "ECDHE-RSA-AES128-SHA"))
    results = bench.run("tls")
    assert results.status == 1
    assert results.failed() == {"rfc8996/4/tls-1.0-refused": "accepted", "rfc8996/5/tls-1.1-refused": "accepted",
                                "rfc9155/4/no-md5-or-sha-1": "weak-hash",  # OpenSSL's security level 0
                                "p2s/tls/nothing-else": "accepted-extra"}, results.story()
    told = " ".join(results.probes["p2s/tls/nothing-else"]["details"])
    assert "C013" in told and OLD_SUITE in told and told.endswith("the handshake completes"), told
    scanned = {iana_suites()[number] for number in seen_by_sslscan(bench, "TLSv1.2")}
    assert OLD_SUITE in scanned and len(scanned) == 5
    assert accepted_by_prober(results) == scanned


def test_the_clients_order_alone_fails(web_server):
    """nginx goes by it unless it is told not to; a server must prefer the recommended suite to weaker ones."""
    results = web_server(own_order=False).run("tls")
    assert results.failed() == {"rfc9325/4.2.1/stronger-suite-preferred": "weaker-preferred"}, results.story()


def test_a_missing_suite_fails_alone(web_server):
    results = web_server(ciphers=SUITES_OF_2024[1:]).run("tls")
    assert results.status == 1
    assert set(results.failed()) == {"p2s/tls/suite/TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"}, results.story()


def test_tls_1_3_fails_where_sstp_is_claimed(web_server):
    """The edition's ceiling for SSTP is TLS 1.2."""
    results = web_server(versions=("TLSv1.2", "TLSv1.3")).run("tls")
    assert results.status == 1
    assert results.failed().get("p2s/tls/version/tls-1.3") == "accepted", results.story()
    alerts_of_openssl = {"rfc8446/4.1.2/compression-refused", "rfc8446/5/unexpected-record-refused",
                         "rfc8446/6/unreadable-message-refused"}
    assert set(results.failed()) <= {"p2s/tls/version/tls-1.3", "p2s/tls/nothing-else"} | alerts_of_openssl, results.story()


def test_sessions_are_resumed_as_they_were_made(web_server):
    results = web_server(tickets=True, settings="ssl_session_cache shared:sessions:1m;").run("rfc5246/7.4.1.3", "rfc7627")
    assert results.status == 0, results.story()
    suite = results.probes["rfc5246/7.4.1.3/resumed-session-keeps-its-suite"]
    secret = results.probes["rfc7627/5.3/resumption-keeps-extended-master-secret"]
    assert suite["code"] == "kept" and secret["code"] == "not-resumed", (suite, secret)
    for way in ("by the session id", "by a ticket"):
        assert way in suite["observed"] and way in secret["observed"]


def test_two_messages_in_one_record_are_read(web_server):
    """A client has two to send where it is asked for a certificate."""
    results = web_server(settings="ssl_verify_client optional_no_ca;").run("rfc5246/6.2.1")
    assert results.status == 0, results.story()
    assert results.probes["rfc5246/6.2.1/coalesced-handshake-accepted"]["code"] == "accepted"


def test_another_name_in_the_certificate_fails_alone(web_server):
    bench = web_server()
    bench.target["server"] = {**bench.target["server"], "name": "another.example.test"}
    results = bench.run("tls")
    assert results.failed() == {"p2s/tls/certificate/name": "name-mismatch"}, results.story()


def beside(chain):
    """nginx's lines for a second certificate."""
    return f"ssl_certificate {chain.chain}; ssl_certificate_key {chain.key};"


def test_a_second_certificate_is_judged_too(web_server, tmp_path):
    """The edition has RSA suites only, so that the survey never sees the EC certificate."""
    other = make_chain(tmp_path / "other", name="another.example.test", kind="ecdsa")
    results = web_server(ciphers=(*SUITES_OF_2024, "ECDHE-ECDSA-AES128-GCM-SHA256"), settings=beside(other)).run("tls")
    assert results.failed() == {"p2s/tls/certificate/name": "name-mismatch",
                                "p2s/tls/nothing-else": "accepted-extra"}, results.story()
    told = results.probes["p2s/tls/certificate/name"]
    assert told["observed"].startswith("RSA certificate: "), told
    assert "EC certificate: subjectAltName another.example.test" in told["observed"], told
    assert told["frames"] and told["look"]


def test_two_good_certificates_pass(web_server, tmp_path):
    other = make_chain(tmp_path / "other", kind="ecdsa")
    results = web_server(policy="azure-2020-09", ciphers=SUITES_OF_2020, settings=beside(other)).run("tls")
    assert results.status == 0, results.story()
    told = results.probes["rfc9325/4.5/key-size"]["observed"]
    assert "RSA certificate: RSA of 2048 bits" in told and "EC certificate: ECDSA of 256 bits" in told, told
