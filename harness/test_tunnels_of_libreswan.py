"""Libreswan as a gateway that knows our certificate: what it does with fragments of IKE messages is judged rightly."""

# Argued in LIMITS.md.
DEVIATIONS = {"rfc7383/2.6/larger-total-begins-anew": "fail silent"}


def test_fragments_are_put_together_but_for_a_larger_total(libreswan_tunnels):
    results = libreswan_tunnels().run("rfc7383", "--intrusive", "--yes")
    assert results.unsettled() == DEVIATIONS, results.story()
