"""Asks the cash loan model of PySAM (SSC) for the cash flows of cases: JSON in, JSON out.

PySAM's own class `Cashloan` lacks the input `utility_bill_wo_sys`, so SSC is asked directly.
"""

import json
import math
import sys
from importlib.metadata import version
from time import process_time
from typing import Any

from PySAM.PySSC import PySSC

HOURS = 8760
# What the model asks of a bill, and does not use without a battery or taxes.
BILLS_BY_HOUR = (
    "year1_hourly_ec_with_system",
    "year1_hourly_dc_with_system",
    "year1_hourly_e_fromgrid",
)
BILLS_BY_MONTH = (
    "charge_w_sys_dc_tou_ym",
    "charge_w_sys_fixed_ym",
    "charge_w_sys_ec_ym",
    "nm_dollars_applied_ym",
    "true_up_credits_ym",
    "net_billing_credits_ym",
)
BILLS_BY_YEAR = (
    "elec_cost_without_system",
    "elec_cost_with_system",
    "utility_bill_wo_sys",
    "utility_bill_w_sys",
    "annual_thermal_value",
)
NUMBERS = ("npv", "irr", "payback", "discounted_payback", "lcoe_nom")
ROWS = (
    "cf_energy_value",
    "cf_energy_net",
    "cf_om_capacity_expense",
    "cf_om_fixed_expense",
    "cf_debt_payment_interest",
    "cf_debt_payment_principal",
    "cf_debt_balance",
    "cf_after_tax_cash_flow",
)


def asked(case: dict[str, Any]) -> dict[str, Any]:
    """Return what SSC says of a case."""
    ssc = PySSC()
    ssc.module_exec_set_print(0)
    data = ssc.data_create()
    for name, value in inputs(case).items():
        if not isinstance(value, list):
            ssc.data_set_number(data, name.encode(), value)
        elif isinstance(value[0], list):
            ssc.data_set_matrix(data, name.encode(), value)
        else:
            ssc.data_set_array(data, name.encode(), value)
    module = ssc.module_create(b"cashloan")
    if not ssc.module_exec(module, data):
        raise RuntimeError(ssc.module_log(module, 0))
    said = {name: ssc.data_get_number(data, name.encode()) for name in NUMBERS}
    # JSON has no number for what never comes.
    numbers = {name: None if math.isnan(value) else value for name, value in said.items()}
    return numbers | {name: list(ssc.data_get_array(data, name.encode())) for name in ROWS}


def inputs(case: dict[str, Any]) -> dict[str, Any]:
    """Return a case in SSC's words; rates are percent there."""
    years = case["years"]
    loan = case.get("loan", {"share": 0, "rate": 0, "years": 0})
    replaced = [0.0] * years
    for each in case.get("replacements", []):
        replaced[each["year"] - 1] += each["dollars"] * (1 + case["inflation"]) ** (
            each["year"] - 1
        )
    grown = (1 + case["price_escalator"]) * (1 - case["degradation"])
    return {
        **{name: [0.0] * HOURS for name in BILLS_BY_HOUR},
        **{name: [[0.0] * 12] * 2 for name in BILLS_BY_MONTH},
        **{name: [0.0] * (years + 1) for name in BILLS_BY_YEAR},
        "analysis_period": years,
        "federal_tax_rate": [0.0],
        "state_tax_rate": [0.0],
        "real_discount_rate": case["real_discount_rate"] * 100,
        "inflation_rate": case["inflation"] * 100,
        "system_capacity": 1.0,
        "total_installed_cost": case["price_dollars"],
        "om_capacity": [case["upkeep_dollars"]],
        "om_fixed": replaced,
        "debt_fraction": loan["share"] * 100,
        "loan_rate": loan["rate"] * 100,
        "loan_term": loan["years"],
        "market": 0.0,
        "mortgage": 0.0,
        "salvage_percentage": 0.0,
        "itc_fed_percent": [case.get("credit_rate", 0) * 100],
        "itc_fed_percent_maxvalue": [1e99],
        "ibi_uti_amount": case.get("rebate_dollars", 0.0),
        "ibi_uti_amount_tax_fed": 0.0,
        "ibi_uti_amount_tax_sta": 0.0,
        # The credit takes its share of what the rebate leaves.
        "ibi_uti_amount_deprbas_fed": 1.0,
        "annual_energy_value": [0.0, *(case["savings_dollars"] * grown**n for n in range(years))],
        "gen": [case["yield_kwh"] / HOURS] * HOURS,
        "degradation": [case["degradation"] * 100],
        "system_use_lifetime_output": 0.0,
        "rate_escalation": [0.0],
    }


if __name__ == "__main__":
    cases = json.load(sys.stdin)
    began = process_time()
    answers = [asked(case) for case in cases]
    took_s = process_time() - began
    answer = {"version": version("nrel-pysam"), "cpu_s": took_s, "cases": answers}
    json.dump(answer, sys.stdout)
