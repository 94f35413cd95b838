"""A cost allocation manual of one page, small enough to check by hand."""

from collections.abc import Mapping

PERIOD = "2026-09"
ENTITIES = """entity,name,side,kind,income_account,expense_account
ELECTRIC,Electric Company,regulated,utility,456,923
GAS,Gas Company,regulated,utility,495,923
AES,Advanced Energy,non-regulated,affiliate,417,417.1
SERVICES,Services Company,enterprise,service company,457.2,923
"""
CENTRES = """cost_centre,name,entity,pool
IT-1,Computing,SERVICES,IT
HR-1,People,SERVICES,HR
BO-1,Board,SERVICES,BOARD
EL-1,Lines,ELECTRIC,
AE-1,Sales,AES,
"""
METHOD = """version = "1"
effective = 2026-01-01
procedure = "reciprocal"
owner = "Controller"
approved_by = ["CFO"]
reason = "First version."

[general_factor]
weights = { revenue = "1/3", plant = "1/3", payroll = "1/3" }

[pools.IT]
name = "Technology"
principle = "cost causation"
weights = { users = "100 %" }

[pools.HR]
name = "People"
principle = "variability"
weights = { heads = "100 %" }

[pools.BOARD]
name = "Board"
principle = "residual"
basis = "general factor"
because = "No measure tells whose meeting it is."
"""
DRIVERS = "".join(
    f'\n[drivers.{name}]\nname = "{name.title()}"\nunit = "number"\nsource = "ledger"\n'
    for name in ("users", "heads", "revenue", "plant", "payroll")
)
READINGS = """driver,consumer,value
users,ELECTRIC,50
users,GAS,25
users,AES,15
users,HR,10
heads,ELECTRIC,60
heads,GAS,20
heads,AES,10
heads,IT,10
revenue,ELECTRIC,6
revenue,GAS,3
revenue,AES,1
plant,ELECTRIC,70
plant,GAS,28
plant,AES,2
payroll,ELECTRIC,2
payroll,GAS,1
payroll,AES,1
"""
COSTS = """line,posted,cost_centre,account,amount,receiver,benefits,text
L1,2026-09-02,IT-1,921,1000.00,,,Computing
L2,2026-09-03,IT-1,921,0.01,,,A cent
L3,2026-09-03,HR-1,926,333.33,,,Training
L4,2026-09-10,BO-1,930.2,99.99,,,Board fees
L5,2026-09-11,IT-1,921,250.00,AES,non-regulated,Hosting of a shop
L6,2026-09-12,IT-1,921,-17.05,,,Credit for an outage
"""
SALES = """sale,posted,seller,buyer,service,quantity,unit_cost,text
"""
PRICES = "id,service,unit_price,from,until,source\n"


def small_manual(**changes: str) -> dict[str, bytes]:
    """Return the files of the manual, with some of them changed by their short names."""
    texts: Mapping[str, str] = {
        "entities": ENTITIES,
        "centres": CENTRES,
        "method": METHOD + DRIVERS,
        "readings": READINGS,
        "costs": COSTS,
        "sales": SALES,
        "tariffs": PRICES,
        "evidence": PRICES,
    }
    names = {
        "entities": "entities.csv",
        "centres": "cost-centres.csv",
        "method": "methods/1.toml",
        "next_method": "methods/2.toml",
        "readings": f"readings/{PERIOD}.csv",
        "costs": f"costs/{PERIOD}.csv",
        "sales": f"sales/{PERIOD}.csv",
        "tariffs": "tariffs.csv",
        "evidence": "market-evidence.csv",
    }
    return {names[key]: text.encode() for key, text in {**texts, **changes}.items()}


def with_line(text: str, **cells: str) -> str:
    """Return the costs with one line more, as cells that differ from an ordinary one."""
    line = {
        "line": "L9",
        "posted": "2026-09-20",
        "cost_centre": "IT-1",
        "account": "921",
        "amount": "10.00",
        "receiver": "",
        "benefits": "",
        "text": "More",
    }
    return f"{text}{','.join((line | cells).values())}\n"
