"""Each mutant is caught by the requirement it breaks, with the code it names, and by nothing it does not declare."""

import pytest

from catch_matrix import KIND, baseline
from fixtures.gateway import POOL_IPV6
from fixtures.processes import Failed
from fixtures.programs import mutants
from kept_rows import keep_row
from sources import catalog


def known_mutants():
    """The mutants for collection; a program that does not answer becomes one failing test, not an empty list."""
    try:
        return {mutant["name"]: mutant for mutant in mutants()}
    except (Failed, OSError, ValueError) as problem:
        return {"none": problem}


MUTANTS = known_mutants()
POLICY = "azure-2024-08"
FEW_SESSIONS = 30  # of mutants that cannot count them
SMALL_POOL = "172.16.201.0/25"  # half of it is for IKEv2; soon used up by one that gives nothing back
TLS_1_3_POLICY = "examples/mooring-2026"  # of mutants that break what TLS 1.3 alone demands: SSTP over it


@pytest.fixture(params=sorted(MUTANTS))
def mutant(request):
    found = MUTANTS[request.param]
    if isinstance(found, Exception):
        raise found
    return found


def judge(mutant, results):
    """The row of the matrix; fails unless exactly the declared requirements failed."""
    story = results.story()
    assert results.status == 1, story
    own = {name: code for name, code in results.failed().items() if belongs(name, mutant["requirement"])}
    assert own, f"not caught by {mutant['requirement']}\n{story}"
    assert mutant["code"] in own.values(), f"caught with {own}, not with {mutant['code']}\n{story}"
    declared = [mutant["requirement"], *mutant["also"]]
    stray = {name: how for name, how in results.unsettled().items()
             if not any(belongs(name, requirement) for requirement in declared)}
    assert not stray, f"not declared by the mutant: {stray}\n{story}"
    return {"requirement": mutant["requirement"], "code": mutant["code"],
            "caught": dict(sorted(results.unsettled().items()))}


def belongs(probe, requirement):
    """The requirement itself, or a member of the family it names."""
    return probe == requirement or probe.startswith(requirement + "/")


# What is proved of tunnels. Other sins are looked at without one: most would take the tunnel with them.
BEHIND_IKE_AUTH = {
    "p2s/clients/tunnel/windows-10", "p2s/clients/tunnel/windows-11",
    "p2s/ipsec/selectors-have-the-address", "p2s/leases/address-of-the-pool", "rfc7296/1.4/liveness-answered",
    "rfc7296/1.4.1/deleted-ike-sa-is-closed", "rfc7296/1.4.1/deletion-answered-empty", "rfc7296/2.5/payload-order-free-inside",
    "rfc7296/2.5/reserved-fields-inside-ike-auth", "rfc7296/2.9/answer-is-a-subset", "rfc7296/2.15/auth-covers-the-last-request",
    "rfc7296/2.15/auth-of-the-responder", "rfc7296/2.15/wrong-auth-makes-no-ike-sa", "rfc7296/2.19/configuration-only-when-asked",
    "rfc7296/2.21.2/wrong-auth-refused-by-name", "rfc7296/3.5/identity-in-the-certificate",
    "rfc7296/3.14/initialization-vectors-unpredictable", "rfc7296/3.6/first-certificate-holds-the-key", "rfc7296/3.8/auth-method-fits-the-key", "rfc7296/4/address-assigned",
    "rfc7427/3/digital-signature-only-where-agreed", "rfc7427/4/hash-was-listed",
} | {name for name, row in catalog().items() if row["area"] == "ipsec"}
BEHIND_IKE_AUTH |= {
    "rfc7296/1.3/invalid-ke-payload", "rfc7296/1.3.1/failed-child-leaves-the-ike-sa", "rfc7296/1.3.2/ike-sa-rekeyed",
    "rfc7296/1.3.2/old-ike-sa-answers-its-deletion", "rfc7296/1.3.3/child-sa-rekeyed", "rfc7296/1.4.1/paired-child-sas-named",
    "rfc7296/2.1/ike-auth-retransmission", "rfc7296/2.1/repeated-request-executed-once",
    "rfc7296/2.3", "rfc7296/2.4/unprotected-errors-change-nothing",
    "rfc7296/2.9/first-selectors-are-kept", "rfc7296/2.9.2/rekeying-never-narrows", "rfc7296/2.18/keys-made-by-the-new-prf", "rfc7296/2.18/rekeyed-sa-begins-anew",
    "rfc7296/2.18/rekeying-without-key-exchange-refused", "rfc7296/2.21.3/errors-are-answered",
    "rfc7296/2.21.3/invalid-syntax-ends-the-ike-sa", "rfc7296/2.22/ipcomp-as-offered", "rfc7296/2.25/child-sa-not-found",
    "rfc7296/2.25/child-sa-not-found-names-the-spi", "rfc7296/2.25.1/unknown-child-sa-not-deleted",
    "rfc7296/3.3.6/key-exchange-of-group-none", "rfc4555/3.7/cookie2-copied", "rfc4555/3.8/nat-detection-answered",
    "rfc4555/3.9/other-addresses-noticed"}
BEHIND_IKE_AUTH |= {
    "p2s/ike/nothing-else-in-a-rekey", "p2s/ike/strangers-refused", "rfc5685/3/no-redirect-unasked", "rfc7296/2.5/unknown-critical-payload-rejected-within",
    "rfc7296/2.9/nothing-allowed-refused", "rfc7296/2.19/failed-cp-required-leaves-the-ike-sa",
    "rfc7296/3.14/wrong-checksum-ignored", "rfc7296/3.7"}
BEHIND_IKE_AUTH |= {name for name in catalog() if name.startswith((
    "rfc7296/3.15.1/", "rfc7296/3.15.4/", "rfc7383/2.4/", "rfc7383/2.5/", "rfc7383/2.6/", "rfc7383/2.6.1/"))}


# What is asked of a gateway that claims EAP.
BY_EAP = ("rfc2759", "rfc3748", "rfc5998", "rfc7296/2.16", "rfc7296/3.16")


def broken_gateway(mutant, reference):
    """Only a gateway that claims to have no other open port is scanned for one; some sins need an edition of their own."""
    counts = mutant["area"] == "limits"
    by_eap = mutant["requirement"].startswith(BY_EAP)
    bench = reference(mutant=mutant["name"], policy=mutant["policy"] or POLICY,
                      lets_clients_in=counts or by_eap or any(belongs(mutant["requirement"], name) for name in BEHIND_IKE_AUTH),
                      **({"limits": {"ikev2_openvpn": FEW_SESSIONS}, "address_pool": [SMALL_POOL, POOL_IPV6]} if counts else {}),
                      **({"eap": ("tls", "mschapv2"), "eap_only": True} if by_eap else {}))
    bench.target["ports_only"] = mutant["requirement"] == "p2s/ports/nothing-else"
    return bench


def extent(mutant):
    """What is said of the number of sessions is looked at in runs of its own."""
    return ("--limits",) if mutant["area"] == "limits" else ()


def strictness(mutant):
    """An unmet SHOULD is a fail where the run is strict, and so is a name that only clients mind."""
    levels = {row["level"] for name, row in catalog().items() if belongs(mutant["requirement"], name)}
    return ("--strict",) if levels == {"SHOULD"} or mutant["code"] == "another-name" else ()


def company(mutant):
    """Probes wait together, except for a gateway that one of them makes deaf: the others would hear nothing either."""
    return () if mutant["code"] == "did-not-survive" else ("--jobs", "6")


def of_its_own(mutant, row):
    return {name: how for name, how in row["caught"].items() if belongs(name, mutant["requirement"])}


def test_a_mutant_is_caught(mutant, reference):
    """By what it declares, asked alone."""
    declared = (mutant["requirement"], *mutant["also"])
    results = broken_gateway(mutant, reference).run(*declared, options=(*strictness(mutant), *company(mutant), *extent(mutant)))
    own, recorded = (of_its_own(mutant, row) for row in (judge(mutant, results), baseline().get(mutant["name"], {"caught": {}})))
    assert own == recorded, "differs from reports/baseline/catch-matrix.json; look, then --slow --update-baseline"


@pytest.mark.slow
def test_a_mutant_is_caught_in_its_own_area(mutant, reference, pytestconfig):
    results = broken_gateway(mutant, reference).run(mutant["area"], options=(*strictness(mutant), *company(mutant), *extent(mutant)))
    row = judge(mutant, results)
    keep_row(pytestconfig, KIND, mutant["name"], row)
    if not pytestconfig.getoption("--update-baseline"):
        assert row == baseline().get(mutant["name"]), \
            "differs from reports/baseline/catch-matrix.json; look, then --slow --update-baseline"


@pytest.mark.slow
def test_no_mutant_disturbs_another_area(mutant, reference):
    judge(mutant, broken_gateway(mutant, reference).run(options=(*strictness(mutant), *extent(mutant))))


def test_the_baseline_names_every_mutant_and_no_other(pytestconfig):
    if not pytestconfig.getoption("--update-baseline"):
        assert set(baseline()) == set(MUTANTS)


def test_every_must_and_policy_row_has_its_mutant():
    broken = {mutant["requirement"] for mutant in mutants()}
    proven = [requirement for mutant in broken for requirement in catalog() if belongs(mutant, requirement)]
    unproven = [name for name, row in catalog().items() if row["level"] in ("MUST", "policy")
                and not row.get("untested") and name not in proven]
    assert not unproven, "no mutant proves that these probes can fail"


@pytest.mark.parametrize("policy, area", [(POLICY, "ike"), (POLICY, "ipsec"), (POLICY, "tls"), (POLICY, "ports"), (POLICY, "clients"),
                                          (TLS_1_3_POLICY, "tls")])
def test_the_gateway_without_a_mutation_passes(reference, policy, area):
    """The other half of the experiment: what catches the mutants is green on the gateway itself."""
    results = reference(policy=policy).run(area, options=("--strict",))
    assert results.status == 0, results.story()
    assert "fail" not in results.verdicts().values()
    assert "pass" in results.verdicts().values()


def test_the_gateway_that_speaks_eap_passes(reference):
    results = reference(eap=("tls", "mschapv2"), eap_only=True).run(*BY_EAP, options=("--strict",))
    assert results.status == 0, results.story()
    assert set(results.verdicts().values()) == {"pass"}, results.story()


def test_a_scan_of_the_gateway_without_a_mutation_finds_nothing(reference):
    bench = reference()
    bench.target["ports_only"] = True
    results = bench.run("p2s/ports/nothing-else")
    assert results.status == 0, results.story()
