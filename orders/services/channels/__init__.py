"""Shops on other platforms: read their orders, make ours of them, and tell stock and waybills back (feature D7).

``pulling`` reads, ``taking`` keeps each order once, ``making`` turns it into an order of ours, ``changing`` follows what the buyer does
afterwards; ``mapping``, ``stock``, ``shipping`` and ``comparing`` are the other duties. The platform is only called outside transactions.
"""
