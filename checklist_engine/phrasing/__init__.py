"""Phrasing: rules, reasons and bases in words a reviewer can read aloud (読み下し)."""
