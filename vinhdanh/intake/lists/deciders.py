"""Whether the body that decided an award is one that decides it by law: a certificate of the province is no district's.

Only what the law's lists know of both is compared; a body that they do not know is never doubted.
"""

from vinhdanh.intake.lists.records import ListDecision, ListTerms
from vinhdanh.intake.problems import quoted


def decider_doubt(terms: ListTerms, award: str, decision: ListDecision) -> str:
    """The sentence, without its full stop, where an award of that code and its decision disagree; `""` where they do
    not, or where it is not known who decided."""
    law = terms.deciders
    allowed = law.decided_by.get(award, frozenset())
    found = law.bodies.find(decision.authority) if decision.authority else None
    written = decision.authority
    if found is None and decision.number:
        key = decision.number.casefold()
        found = next((code for symbol, code in law.symbols.items() if key.endswith(f"/{symbol.casefold()}")), None)
        written = f"quyết định số {decision.number}"
    if found is None or not allowed or found in allowed:
        return ""
    label = terms.awards.labels.get(award, award)
    return (
        f"{quoted(label)} do {law.authorities[award]} quyết định, ở đây ghi {quoted(written)}; "
        "hãy kiểm tra lại danh hiệu, hình thức hoặc cơ quan quyết định"
    )
