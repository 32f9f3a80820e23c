"""The form (様式): the questionnaire as a workbook, written and read back."""
