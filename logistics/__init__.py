"""Picking, packing check, shipments, carriers, tracking."""
