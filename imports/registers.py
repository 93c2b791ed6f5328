"""The registers whose sheets an import understands: one line for each app with a `spreadsheet.py`."""

import actions.spreadsheet
import plans.spreadsheet

SPREADSHEETS = (actions.spreadsheet, plans.spreadsheet)

TABLES = tuple(table for app in SPREADSHEETS for table in app.TABLES)
LISTINGS = tuple(listing for app in SPREADSHEETS for listing in getattr(app, "LISTINGS", ()))
