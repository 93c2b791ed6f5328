"""Where the real workbooks are, on a machine that has them; their texts never come into the project."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
WORKBOOK = SHARED / "data" / "southend-improvement-plan.xlsx"
TRUTH = SHARED / "data" / "expected" / "southend-improvement-plan.json"
SECOND_WORKBOOK = SHARED / "data" / "candp-month-10.xlsx"
SECOND_TRUTH = SHARED / "data" / "expected" / "candp-month-10.json"
MILESTONES_WORKBOOK = SHARED / "data" / "odkm-2019-20-v5.xlsx"
MILESTONES_TRUTH = SHARED / "data" / "expected" / "odkm-2019-20-v5.json"

needs_shared = pytest.mark.skipif(not WORKBOOK.exists(), reason="the real workbooks are not on this machine")
