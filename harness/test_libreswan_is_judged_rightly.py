"""Libreswan: exactly the rows it lacks fail, and nothing else; by every run alike."""

import pytest

# Argued in LIMITS.md.
DEVIATIONS = {"rfc7296/3.3/inconsistent-lengths-refused": "accepted",
              "rfc7296/2.6/wrong-cookie-ignored": "silent",
              "rfc7296/3.3.6/unknown-attribute-skips-the-transform": "refused-by-notify:7"}


def lacking(results):
    """The rows of the groups it does not have, on both ports, and the clients that have no other group; and how they fail."""
    rows = [name for name in results.probes if name.startswith(("p2s/ike/row/", "p2s/ike/nat-t-row/"))
            and name.endswith(("-modp2048s256", "-modp1024"))]
    assert len(rows) == 2 * 5, results.story()
    clients = [f"p2s/clients/ike-sa-init/{name}" for name in ("windows-10", "windows-11")]
    return dict.fromkeys((*rows, *clients), "refused-by-notify:14")


@pytest.mark.lengthy
def test_exactly_the_rows_it_lacks_fail(libreswan):
    results = libreswan().run()
    assert results.status == 1
    assert results.failed() == {**lacking(results), **DEVIATIONS}, results.story()
    open_ones = {name for name, verdict in results.verdicts().items() if verdict == "inconclusive"}
    assert all(name.rpartition("/")[2].endswith(("modp2048s256", "modp1024")) for name in open_ones), results.story()


def test_one_row_less_is_named(libreswan):
    results = libreswan(proposals=("aes_gcm256-sha2_384;dh14",)).run("p2s/ike/row", "p2s/ike/nothing-else")
    assert set(results.verdicts()) - set(results.failed()) == {"p2s/ike/row/gcm256-sha384-modp2048",
                                                               "p2s/ike/nothing-else"}, results.story()


def test_one_row_more_is_named(libreswan):
    rows = ("aes_gcm256-sha2_384;dh14", "aes_gcm256-sha2_512;dh20")
    results = libreswan(proposals=rows).run("p2s/ike/nothing-else")
    assert results.failed() == {"p2s/ike/nothing-else": "accepted-extra"}, results.story()
    details = results.probes["p2s/ike/nothing-else"]["details"]
    assert [line.split(":")[0] for line in details] == ["gcm256-sha512-ecp384"], details


@pytest.mark.slow
def test_a_bad_path_accuses_nobody_else(libreswan):
    """A row it lacks may stay open where the path loses packets; one it has never fails."""
    results = libreswan(path={"loss": 0.05, "duplicate": 0.05, "reorder": 0.05}).run("ike", seconds=900)
    missing = {**lacking(results), **DEVIATIONS}
    assert {name: code for name, code in results.failed().items() if missing.get(name) != code} == {}, results.story()


@pytest.mark.slow
def test_ten_repeats_do_not_differ(libreswan):
    assert libreswan().differences() == []
