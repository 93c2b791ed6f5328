"""What a pack is measured against: WeasyPrint alone, making the same kind of PDF from the same HTML."""

import sys

import weasyprint

if __name__ == "__main__":
    weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1", pdf_tags=True)
