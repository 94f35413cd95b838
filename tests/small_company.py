# ruff: noqa: E501  (a table row is one line)
"""A company of two streams, small enough to hold in one's head."""

from penstock.architecture.documents import Folder
from penstock.architecture.model import Architecture
from penstock.architecture.reading import Reading, read

STAGES = """# NCV-03: Rooftop Solar - Stages

**Parent Value Stream:** NCV-03 Rooftop Solar
**Triggering Stakeholder:** Homeowner
**Receiving Stakeholder:** Solar Customer
**Value Proposition:** Power from one's own roof.

## Context

**Value Stream ID:** NCV-03
**Name:** Rooftop Solar

**Entry Criteria:**
-   The homeowner asks for an offer.

**Exit Criteria:**
-   The array feeds the house.

| Stage ID | Stage Name | Description | Enabling Capabilities | Expected Inputs | Expected Outputs | Key Metrics |
| :-- | :-- | :-- | :-- | :-- | :-- | :-- |
| **NCV-03.1** | **Qualify Lead** | Look at the roof. | *   2.1 Solar Sales | Inquiry, Energy bills | Qualified lead | Lead quality |
| **NCV-03.2** | **Design Array** | Lay out modules. | *   2.2 Solar Design | Qualified lead | Design, Proposal | Design time |
| | | | *   1.1 Grid Planning | | | |
| **NCV-03.3** | **Build Array** | Install it. | *   2.3 Installation | Design | Installed array | Safety incidents |

| Stage ID | Responsible | Accountable | Consulted | Informed |
| --- | --- | --- | --- | --- |
| NCV-03.1 | Solar Seller | Head of Solar | | |
| NCV-03.2 | Solar Designer | Head of Solar | Grid Planner | Solar Seller |

## Cross-Value Stream Dependencies

-   Interconnection depends on **AOV-04 Electric Delivery**.
"""

CATALOGUE = """# Value Streams

## 1. CUSTOMER VALUE STREAMS (2)

### NCV-03: Rooftop Solar

**Description:** Sell and build arrays on roofs.
**Triggering Stakeholder:** Homeowner
**Value Proposition:** Power from one's own roof.

### AOV-04: Electric Delivery

**Description:** Bring power to the meter.
**Triggering Stakeholder:** Electric Customer
**Value Proposition:** Power at any time.
**Participating Capabilities:**
-   Grid Operations
"""

CAPABILITIES = """# CORE CAPABILITIES

## 1. Grid Operations (Reg)

**Definition:** To run the grid.

#### 1.1. Grid Planning

**Definition:** To plan the grid.

## 2. Solar Business (NonReg)

**Definition:** To sell sun.

#### 2.1. Solar Sales

**Definition:** To sell.

#### 2.2. Solar Design

**Definition:** To design.

#### 2.3. Installation

**Definition:** To install.
"""

PRODUCTS = """# Products

| Product ID | Product Name | Primary Delivering Value Stream | Supporting Value Streams |
| --- | --- | --- | --- |
| NONREG-DG-001 | Home Solar | NCV-03: Rooftop Solar | AOV-04: Electric Delivery |
| ELEC-RES-001 | Home Power | AOV-04: Electric Delivery | |
"""

TEXTS = {
    "stages.md": STAGES,
    "catalogue.md": CATALOGUE,
    "capabilities.md": CAPABILITIES,
    "products.md": PRODUCTS,
}


def reading_of(**changes: str) -> Reading:
    """Return the small company's documents as read, some replaced: `stages="…"`."""
    texts = TEXTS | {f"{name}.md": text for name, text in changes.items()}
    return read(Folder.from_texts(texts))


def small_company(**changes: str) -> Architecture:
    """Return the small company's model, some documents replaced."""
    return reading_of(**changes).architecture
