"""One item per probe: its verdict is the outcome, its finding is the failure's text."""

import pytest


def test_probe(finding, record_property):
    record_property("run", str(finding["folder"]))
    if finding["verdict"] == "not_applicable":
        pytest.skip(finding["observed"] or finding["expected"])
    if finding["verdict"] != "pass":
        pytest.fail(story(finding), pytrace=False)


def story(finding):
    """What a person needs to see it for themselves."""
    rows = [("expected", finding["expected"]), ("observed", finding["observed"]), ("code", finding["code"]),
            *(("detail", line) for line in finding["details"]),
            ("source", finding["source"]),
            ("evidence", finding["folder"] / finding["evidence"] if finding["evidence"] else ""),
            ("look", finding["look"])]
    title = f'{finding["verdict"].upper()}  {finding["level"]}  {finding["id"]}\n  {finding["title"]}'
    return "\n".join([title] + [f"  {name:<10} {value}" for name, value in rows if value])
