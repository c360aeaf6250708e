"""Goods without a parcel: their content, who may read it, and the pages on which it is read (decision 0031)."""
