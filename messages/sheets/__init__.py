"""Spreadsheets in and out: an import file becomes typed records and refusals, and records a workbook."""
