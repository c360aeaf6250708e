"""The pages customers see: cart, checkout, payment, their orders."""
