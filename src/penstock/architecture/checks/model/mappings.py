"""Mappings of products to value streams: do both ends exist, and who answers for a product?"""

from collections.abc import Iterator

from penstock.architecture.checks.model.known_streams import (
    Use,
    known_streams,
    unknown_namings,
)
from penstock.architecture.checks.model.product_mappings import MappedProduct, product_mappings
from penstock.architecture.checks.model.words import listed
from penstock.architecture.checks.rule import Rule, Subject
from penstock.kernel.counting import counted
from penstock.kernel.findings import Cause, Finding, Severity
from penstock.kernel.places import Place


class UncataloguedInMapping(Rule):
    """Every product and every value stream of a mapping is in its catalogue.

    A mapping connects what two catalogues define. An entry that one of them lacks was renamed,
    dropped or mistyped, and whoever asks what a stream delivers is told something else.

    What breaks it:

        | NONREG-EV-009 | Fleet Charging | NCV-07: Fleet Charging Delivery | |

    How it is mended: correct the ID, or add the product or the stream to its catalogue. Where no
    document catalogues products, MAP-005 says so once.
    """

    code = "MAP-001"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each entry that names what its catalogue lacks."""
        found = product_mappings(subject.architecture)
        for mapped in found.mapped.values() if found.catalogued else ():
            for product in mapped.values():
                if product.id not in found.catalogued:
                    yield self._unknown("product", product.label, product.id, product.place)
        catalogued = known_streams(subject.architecture).catalogued
        for naming in unknown_namings(subject.architecture) if catalogued else ():
            if naming.use is Use.MAPPING:
                yield self._unknown("value stream", naming.written, naming.id, naming.place)

    def _unknown(self, kind: str, written: str, identifier: str, place: Place) -> Finding:
        return self.finding(
            place,
            f"The mapping names the {kind} “{written}”, which no catalogue has. "
            f"Correct the ID, or add the {kind} to its catalogue.",
            cause=Cause(
                key=f"mapped-unknown:{kind}:{identifier}",
                sentence=f"{{count}} entries of mappings name the {kind} {identifier}, "
                "which no catalogue has",
            ),
        )


class UnmappedProduct(Rule):
    """Every product of the catalogue is mapped to the value streams that deliver it.

    A product that no stream delivers is sold and then nobody's work.

    What breaks it:

        | BUNDLE-001 | Dual-Fuel Home Bundle | …      (catalogue; no mapping has a row for it)

    How it is mended: add a row to the mapping of products, or take the product out of the
    catalogue. Where no document maps products at all, the rule is silent.
    """

    code = "MAP-002"
    severity = Severity.WARNING

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each catalogued product without a value stream."""
        found = product_mappings(subject.architecture)
        mapped = {
            product.id
            for products in found.mapped.values()
            for product in products.values()
            if product.relations
        }
        for product in found.catalogued.values() if mapped else ():
            if product.id not in mapped:
                yield self.finding(
                    product.place,
                    f"Product {product.id} {product.name} is in the catalogue, but no mapping "
                    "names a value stream that delivers it. Add it to the mapping of products.",
                    cause=Cause(
                        key="product-unmapped",
                        sentence="{count} products of the catalogue are mapped to no value stream",
                    ),
                )


class PrimaryStream(Rule):
    """A mapped product has one primary value stream.

    The primary stream answers for the product. Without one nobody does; of two, each waits for the
    other.

    What breaks it:

        | GAS-VEH-001 | Natural Gas Vehicle Fueling | | RCV-03: Regulated Billing & Payment |

    How it is mended: name one primary stream, and the others as supporting. Mappings that mark no
    primary streams at all are left alone.
    """

    code = "MAP-004"

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield a finding for each product with no or with several primary streams."""
        found = product_mappings(subject.architecture)
        for mapped in found.mapped.values():
            tells = any(product.primary for product in mapped.values())
            for product in mapped.values() if tells else ():
                unmapped = not product.relations and product.id in found.catalogued
                if len(product.primary) != 1 and not unmapped:
                    yield self._not_one(product)

    def _not_one(self, product: MappedProduct) -> Finding:
        if not product.primary:
            return self.finding(
                product.place,
                f"Product {product.label} has no primary value stream. "
                "Name the one stream that delivers it.",
            )
        places = tuple(relation.place for relation in product.primary.values())
        return self.finding(
            places[1],
            f"Product {product.label} has {counted(len(places), 'primary value stream')}: "
            f"{listed(product.primary)}. Keep one, and name the others as supporting.",
            others=(places[0], *places[2:]),
        )


class NoProductCatalogue(Rule):
    """Products that are mapped to value streams are catalogued somewhere.

    Without a catalogue nobody can tell whether a mapping names every product, and names it rightly.

    What breaks it:

        | ELEC-RES-001 | Residential Electric Service | AOV-04: Electric Energy Delivery | …
        (and no table with the columns Product ID, Product Name and Description)

    How it is mended: add a table with these columns, or check the folder that holds it together
    with this one.
    """

    code = "MAP-005"
    severity = Severity.NOTE

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield one finding where products are mapped and none is catalogued."""
        found = product_mappings(subject.architecture)
        if found.catalogued or not found.mapped:
            return
        every = [product for mapped in found.mapped.values() for product in mapped.values()]
        number = len({product.id for product in every})
        yield self.finding(
            every[0].place,
            f"{counted(number, 'product')} {'is' if number == 1 else 'are'} mapped to value "
            "streams from here on, but no document catalogues products, so IDs and names cannot "
            "be checked. Add a product catalogue, or check the folder that holds it together "
            "with this one.",
        )
