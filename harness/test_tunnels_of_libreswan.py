"""Libreswan as a gateway that knows our certificate: what it does with fragments of IKE messages, and within an IKE SA, is judged rightly."""

from test_tunnels_of_strongswan import REKEYING

# Argued in LIMITS.md.
DEVIATIONS = {"rfc7383/2.6/larger-total-begins-anew": "fail silent"}


def test_fragments_are_put_together_but_for_a_larger_total(libreswan_tunnels):
    results = libreswan_tunnels().run("rfc7383", "--intrusive", "--yes")
    assert results.unsettled() == DEVIATIONS, results.story()


def test_within_an_ike_sa_one_thing_is_wrong(libreswan_tunnels):
    """Where the kernel has no ESP there is no Child SA, which leaves some undecided; it is not configured for MOBIKE."""
    bench = libreswan_tunnels()
    bench.target["claims"] = {"mobike": False}
    results = bench.run(*REKEYING)
    assert results.failed() == {"rfc7296/2.3/message-id-beyond-the-window": "acknowledged"}, results.story()
    assert results.probes["rfc7296/1.3.2/ike-sa-rekeyed"]["code"] == "rekeyed", results.story()
    assert results.probes["rfc7296/2.18/rekeyed-sa-begins-anew"]["code"] == "answered", results.story()
