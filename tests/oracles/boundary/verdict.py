"""What the operating model demands of an access, in plain Python: written from the rules, D1-O7.

It shares no code and no policy with the boundary. Rules are asked in the order in which a reason
is recorded; whoever writes one reads the rule's sentence, never the policy.
"""

from collections.abc import Iterator
from datetime import timedelta

from penstock.governance.boundary.asking import Question

DEVICES = ("smart_home", "ev_charging")
SELLERS = ("non-regulated", "outside")


def verdict(question: Question) -> tuple[bool, str]:
    """Return whether it may be, and the rule that decides."""
    if not _makes_sense(question):
        return False, "policy-error"
    against = next(_against(question), "")
    if against:
        return False, against
    grant = next(_grants(question), "")
    return (True, grant) if grant else (False, "not-permitted")


def _makes_sense(q: Question) -> bool:
    """Tell whether such a thing can be done with such an object at all."""
    if q.object.totals or q.action == "release":
        return q.action == "release" and q.object.totals is not None
    if q.action == "keep":
        return not _personal(q)
    return _personal(q) or q.action not in ("refer", "inspect")


def _hat(q: Question) -> str:
    return "outside" if q.acting_for is None else str(q.acting_for)


def _recipient(q: Question) -> str:
    if q.action == "refer" and _hat(q) in ("regulated", "non-regulated"):
        return "regulated" if _hat(q) == "non-regulated" else "non-regulated"
    return q.actor.id if q.acting_for is None else str(q.acting_for)


def _personal(q: Question) -> bool:
    return q.object.sensitivity == "personal" and q.object.totals is None


def _against(q: Question) -> Iterator[str]:
    yield from _hats_and_work(q)
    if q.action in ("read", "refer") and _personal(q):
        yield from _consent(q)
    yield from _operations(q)
    yield from _customers(q)
    if q.action == "release":
        yield from _aggregate(q)
    if q.action == "override" and q.emergency:
        yield from _emergency(q)
    if q.action == "keep":
        yield from _acts(q)
    # F3, D16: what both sides bear is read by finance, and by those who oversee.
    may_read = not {"finance", "oversight"}.isdisjoint(q.actor.functions)
    company = not _personal(q) and q.object.totals is None
    if q.action == "read" and company and q.object.data_class == "cost_allocation" and not may_read:
        yield "allocation-to-read"


def _hats_and_work(q: Question) -> Iterator[str]:
    # C1, O6, R3: nobody wears a hat of another side, except people of Enterprise Services.
    unit = "outside" if q.actor.side is None else str(q.actor.side)
    hats = {"enterprise": {"regulated", "non-regulated", "enterprise"}}.get(unit, {unit})
    if _hat(q) not in hats:
        yield "hat-not-theirs"
    # R3: nobody works on what is the other side's; D4, D8: a consent is its customer's own.
    if q.action in ("write", "refer") and _hat(q) != q.object.side and not _own_consent(q):
        yield "other-side-work"
    # F6, R3: nobody approves for the other side; enterprise roles serve on both.
    if q.action == "approve" and _hat(q) not in (q.object.side, "enterprise"):
        yield "other-side-approval"


def _own_consent(q: Question) -> bool:
    about_self = q.object.subject == _recipient(q) and _hat(q) == "outside"
    return q.action == "write" and q.object.kind == "consent" and about_self


def _consent(q: Question) -> Iterator[str]:
    own = _hat(q) == q.object.side and q.action == "read"
    # D14: three uses of what devices tell need the customer's word even on the side that sold them.
    asks = ("functionality", "analytics", "marketing")
    if own and not (q.object.data_class in DEVICES and q.purpose in asks):
        return
    c = q.consent
    if c is None:
        yield "consent-none"  # D1
        return
    terms = (
        ("consent-other-customer", c.customer == q.object.subject),
        ("consent-other-premise", c.premise == q.object.premise),
        ("consent-other-account", c.account == q.object.account),
        ("consent-other-grantee", c.grantee == _recipient(q)),
        ("consent-out-of-scope", q.object.data_class in c.data_classes),
        ("consent-other-purpose", q.purpose in c.purposes),
        ("consent-not-started", c.start <= q.at),
        ("consent-expired", q.at < c.end),
        ("consent-revoked", c.revoked_at is None),
        ("consent-moved-out", c.ended_at is None or q.at < c.ended_at),
        ("consent-unproven", _on_record(q)),
    )
    yield from (rule for rule, holds in terms if not holds)


def _on_record(q: Question) -> bool:
    """D7: text, edition, channel, time and proof of identity are kept, or it is not live."""
    c = q.consent
    assert c is not None
    kept = [c.text_sha256, c.text_version, c.channel, c.given_at, c.identity_proof]
    return "" not in kept and None not in kept


def _operations(q: Question) -> Iterator[str]:
    thing, about = q.object, q.object.data_class
    # O1: the marketing function never reads what is not public of transmission; 358.7(h) aside.
    # A total is not public before it is given out.
    public = thing.sensitivity == "public" and thing.totals is None
    secret = about in ("transmission", "system_operation") and not public
    if secret and "marketing" in q.actor.functions and q.action != "override":
        yield "no-conduit"
    if q.action != "read":
        return
    company = not _personal(q)
    # O3: results of grid studies go to whoever applied; the feeder's model goes to no seller.
    sells = company and _hat(q) in SELLERS
    if sells and about == "grid_impact_result" and thing.subject != _recipient(q):
        yield "grid-result-other-case"
    if sells and about == "feeder_model":
        yield "no-feeder-model"
    # O4: dispatch uses no ownership attribute.
    if q.purpose == "dispatch" and about == "ownership":
        yield "dispatch-blind-to-owners"
    # D15: the grid uses what devices tell for grid programmes only.
    grid = _hat(q) in ("regulated", "enterprise")
    if not company and about in DEVICES and grid and q.purpose != "der_program":
        yield "grid-programme-only"


def _customers(q: Question) -> Iterator[str]:
    # C3: no leads without the customer's own request.
    if q.action == "refer" and q.purpose != "customer_request":
        yield "no-leads"
    # C2: no condition on a purchase from AES, unless AES itself makes it for its own offer.
    ties = (q.object.kind, q.object.data_class) == ("condition", "aes_purchase")
    if q.action == "write" and ties and q.object.side != "non-regulated":
        yield "no-tying"
    # C4: routing is by need.
    if q.action == "read" and (q.purpose, q.object.data_class) == ("routing", "customer_value"):
        yield "route-by-need"


def _aggregate(q: Question) -> Iterator[str]:
    totals = q.object.totals
    assert totals is not None
    # D11: 15 customers and 15 %, and no difference that isolates fewer than 15.
    if totals.customers < 15:
        yield "aggregate-too-few"
    if totals.largest / 15 > totals.total / 100:
        yield "aggregate-too-concentrated"
    if totals.isolated < 15:
        yield "aggregate-isolates"


def _emergency(q: Question) -> Iterator[str]:
    e = q.emergency
    assert e is not None
    # O7: time-boxed, two people, a reason.
    if len({e.declared_by, e.confirmed_by} - {""}) < 2:
        yield "emergency-one-person"
    if not e.reason:
        yield "emergency-no-reason"
    if not e.start <= q.at < e.end:
        yield "emergency-not-now"
    if e.end - e.start > timedelta(hours=24):
        yield "emergency-too-long"


def _acts(q: Question) -> Iterator[str]:
    what, about_self = q.object.data_class, q.object.subject == q.actor.id
    personnel, compliance, oversight, marketing, finance = (
        each in q.actor.functions
        for each in ("personnel", "compliance", "oversight", "marketing", "finance")
    )
    may_post = compliance or (what == "transfer" and personnel)
    # O6: whoever enters people is of the register and of personnel, and enters somebody else; the
    # first of them is entered once. O5, O7: compliance posts, and nobody who sells declares.
    forbidden = (
        ("act-founded-before", what == "second_founding"),
        ("act-of-a-stranger", _hat(q) == "outside" and what != "founding"),
        ("act-own-roles", what in ("roles", "seat") and about_self),
        ("act-not-personnel", what == "roles" and not personnel),
        ("act-not-theirs-to-hand-on", what == "delegation" and not (about_self or personnel)),
        ("act-not-compliance", q.object.kind == "posting" and not may_post),
        ("act-not-compliance", what == "closing" and not compliance),
        ("act-review-by-hand", what == "emergency_review"),
        ("act-sells", what == "declaration" and marketing),
        ("act-not-a-reviewer", what == "review" and not oversight),
        # F3, F5: finance charges what both sides bear.
        ("act-not-finance", what == "cost_allocation" and not finance),
    )
    yield from (rule for rule, holds in forbidden if holds)


def _grants(q: Question) -> Iterator[str]:
    if q.action == "read":
        yield from _reading(q)
        return
    hat, own = _hat(q), q.object.subject == _recipient(q)
    oversees = hat == "enterprise" and "oversight" in q.actor.functions
    may = (
        ("own-side", q.action == "write" and hat == q.object.side),
        ("approval", q.action == "approve"),
        # O2: AES applies as a third party does.
        ("application", q.action == "apply"),
        ("oversight", q.action == "oversee" and oversees),
        ("with-consent", q.action == "refer"),
        ("own-record", q.action == "inspect" and own),
        ("own-consent", q.action == "write"),
        ("safe-aggregate", q.action == "release"),
        ("emergency", q.action == "override" and q.emergency is not None),
        ("act", q.action == "keep"),
    )
    yield from (grant for grant, holds in may if holds)


def _reading(q: Question) -> Iterator[str]:
    thing, hat, company = q.object, _hat(q), not _personal(q)
    shared = (thing.side, thing.sensitivity) == ("enterprise", "internal")
    result = thing.data_class == "grid_impact_result" and thing.subject == _recipient(q)
    may = (
        ("own-side", hat == thing.side),
        ("public", thing.sensitivity == "public"),
        ("company-wide", shared and hat != "outside"),
        ("enterprise-service", company and hat == "enterprise"),
        ("with-consent", not company),
        ("grid-result-own-case", result),
    )
    yield from (grant for grant, holds in may if holds)
