"""Pictures of a proposal: each has a title, a finding, and labels beside what they name."""

from penstock.engineering.proposal.pictures.bars import bills_by_month, energy_by_month
from penstock.engineering.proposal.pictures.days import average_days
from penstock.engineering.proposal.pictures.money import cumulative_money, money_by_price_rise
from penstock.engineering.proposal.pictures.one_line import Device, one_line_diagram
from penstock.engineering.proposal.pictures.picture import Picture
from penstock.engineering.proposal.pictures.use import mean_day, use_by_month

__all__ = [
    "Device",
    "Picture",
    "average_days",
    "bills_by_month",
    "cumulative_money",
    "energy_by_month",
    "mean_day",
    "money_by_price_rise",
    "one_line_diagram",
    "use_by_month",
]
