"""Cart, checkout, payment, review, refund."""
