# ruff: noqa: E501  (a table row is one line)
"""Documents with everything a drawing can show, and with what it must show as missing."""

from penstock.architecture.documents import Folder
from penstock.architecture.model import Architecture
from penstock.architecture.reading import read

CAPABILITIES = """# Capability Catalogue

# STRATEGIC CAPABILITIES

## 1. Customer Work (Ent)

**Definition:** Work with customers.

#### 1.1. Solar Sales

**Definition:** Sell.

**Maturity:** Level 4

#### 1.2. Solar Design & Engineering

**Definition:** Design.

# CORE CAPABILITIES

## 2. Grid Planning (Reg)

**Definition:** Plan the grid.

#### 2.1. Interconnection Studies

**Definition:** Study.
"""

CATALOGUE = """# Value Stream Catalogue

## Non-Regulated Customer Value Streams

### NCV-03: Rooftop Solar & Storage

**Description:** Panels on roofs.

**Side:** Non-Regulated

**Triggering Stakeholder:** Homeowner

**Receiving Stakeholder:** Solar Customer

**Value Proposition:** Power from one's own roof, for less than it costs from the grid.

**Entry Criteria:**

-   The homeowner asks for an offer.

**Exit Criteria:**

-   The array feeds the house.

## Regulated Customer Value Streams

### RCV-02: Service Delivery

**Description:** Answers.

**Side:** Regulated

## Enterprise Support Value Streams

### ESV-01: Strategic Planning

**Description:** Plans.

**Side:** Enterprise
"""

STAGES = """# NCV-03 Rooftop Solar & Storage - Stages

**Parent Value Stream:** NCV-03 Rooftop Solar & Storage

| Stage ID | Stage Name | Description | Enabling Capabilities | Expected Inputs | Expected Outputs | Key Metrics |
| :-- | :-- | :-- | :-- | :-- | :-- | :-- |
| **NCV-03.1** | **Qualify Lead** | Look. | 1.1 Solar Sales | Inquiry, Energy bills | Qualified lead | Lead quality |
| **NCV-03.2** | **Design Array** | Lay out. | 1.2 Solar Design & Engineering | Qualified lead | Design | Design time |
| | | | 2.1 Customer Relationship Management | | | |
| **NCV-03.3** | **Permitting & Interconnection Application** | Apply. | 9.9 Permits | Design | Permit | |
| **NCV-03.4** | **Build** | Install. | | Permit | Installed array | Safety incidents |

## Cross-Value Stream Dependencies

-   Customers' questions depend on **RCV-02 Service Delivery**.
"""

MAPPING = """# Product to Value Stream Mapping

| Product ID | Product Name | Primary Value Stream | Supporting Value Streams |
| --- | --- | --- | --- |
| NONREG-DG-001 | Home Solar | NCV-03: Rooftop Solar & Storage | RCV-02: Service Delivery |
| ELEC-RES-001 | Home Power | RCV-02: Service Delivery | XCV-01: Nowhere |
"""

KPIS = """# KPIs

| Value Stream | KPI | Baseline | Target 2030 | Unit |
| --- | --- | --- | --- | --- |
| NCV-03 | Average Project Cycle Time | 120 | <90 | Days |
"""

OPERATING_MODEL = """# Operating Model

## 1. Key Components

### 1.1. People

-   **Structure:** Three parts.

## 2. Operating Principles

-   **Safety First:** Always.

## 3. Regulated / Non-Regulated Interface

-   **Data Interface:** By consent alone.

## 4. Shared Services

-   **Cost Allocation:** At cost.

## 5. Governance and Oversight

-   **Steering Committee:** Meets monthly.
"""

TEXTS = {
    "capabilities.md": CAPABILITIES,
    "catalogue.md": CATALOGUE,
    "kpis.md": KPIS,
    "mapping.md": MAPPING,
    "operating-model.md": OPERATING_MODEL,
    "stages.md": STAGES,
}


def company(**changed: str) -> Architecture:
    """Return the model of the documents, some of them written otherwise."""
    texts = TEXTS | {f"{name}.md": text for name, text in changed.items()}
    return read(
        Folder.from_bytes({name: text.encode() for name, text in texts.items()})
    ).architecture
