"""What an import is measured against: openpyxl alone, reading the same workbook with its rich text."""

import sys

import openpyxl

if __name__ == "__main__":
    openpyxl.load_workbook(sys.argv[1], rich_text=True)
