"""What an import understands: the apps with a `spreadsheet.py`, and the parts that propose from what was recognised.

A further register joins by one line in each of the two lists.
"""

import actions.spreadsheet
import cycle.spreadsheet
import finance.exposure_sheet
import finance.plan_sheets
import finance.scheme_sheet
import finance.spreadsheet
import measures.spreadsheet
import milestones.programme_sheets
import milestones.spreadsheet
import plans.spreadsheet
import risks.spreadsheet

from .actions_part import ActionsPart
from .activity_part import ActivityPart
from .areas_part import AreasPart
from .concerns_part import ConcernsPart
from .exceptions_part import ExceptionsPart
from .financial_plans_part import FinancialPlansPart
from .financial_risks_part import FinancialRisksPart
from .highlights_part import HighlightsPart
from .key_part import KeyPart
from .measures_part import MeasuresPart
from .milestones_part import MilestonesPart
from .oversight_part import OversightPart
from .plan_part import PlanPart
from .positions_part import PositionsPart
from .posts_part import PostsPart
from .programmes_part import ProgrammesPart
from .risks_part import RisksPart
from .schemes_part import SchemesPart
from .status_part import StatusPart
from .totals_part import TotalsPart

SPREADSHEETS = (actions.spreadsheet, plans.spreadsheet, risks.spreadsheet)
SPREADSHEETS += (finance.spreadsheet, finance.exposure_sheet, finance.scheme_sheet, finance.plan_sheets)
SPREADSHEETS += (cycle.spreadsheet, milestones.programme_sheets, milestones.spreadsheet)
SPREADSHEETS += (measures.spreadsheet,)
# In the order in which they propose and are written: a part may look at those before it.
PARTS = (
    PlanPart,
    AreasPart,
    KeyPart,
    StatusPart,
    PostsPart,
    OversightPart,
    ActionsPart,
    RisksPart,
    ConcernsPart,
    TotalsPart,
    PositionsPart,
    FinancialRisksPart,
    SchemesPart,
    FinancialPlansPart,
    ActivityPart,
    HighlightsPart,
    ProgrammesPart,
    MilestonesPart,
    ExceptionsPart,
    MeasuresPart,
)

# The kinds of table that make a workbook worth importing; the others tell about these.
REGISTERS = (
    "action",
    "risk",
    "position",
    "financial_risk",
    "financial_plan",
    "allocation",
    "expenditure",
    "activity",
    "activity_counted",
    "scheme",
    "gateway",
    "highlight",
    "programme",
    "deliverable",
    "project",
    "milestone",
    "exception",
    "measure",
    "measure_value",
)

TABLES = tuple(table for app in SPREADSHEETS for table in app.TABLES)
LISTINGS = tuple(listing for app in SPREADSHEETS for listing in getattr(app, "LISTINGS", ()))
