"""What other parts of the house ask of suppliers.

```
fitness.fault(supplier, product_class)                         # → sentence why nothing of it may be bought or sold, or ""
fitness.require(supplier, product_classes)                     # Refused with that sentence
tallies.add(Kind.LATE, supplier, reference=…, product=…)       # inventory and customerservice tell what they saw
scores.of(supplier)                                            # → Score with its parts, or None without a delivery
```
"""
