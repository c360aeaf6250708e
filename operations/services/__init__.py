"""Acts of the operations centre."""
