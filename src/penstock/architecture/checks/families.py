"""What the letters of a rule's code stand for."""

FAMILIES = {
    "LNK": "Links",
    "MMD": "Mermaid diagrams",
    "DOC": "Form and control of documents",
    "CAP": "Capabilities",
    "STG": "Stages",
    "STR": "Value streams",
    "PRD": "Products",
    "REG": "Registers",
    "MAP": "Mappings",
    "RAC": "Responsibilities",
    "FLW": "Flow of information",
    "KPI": "Key metrics",
    "ORG": "Organization",
    "COD": "Code of streams",
}
