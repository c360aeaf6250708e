"""The floor: the least a Django shop could do. Eight usual middlewares, one ORM get, an 18 kB page that extends a base."""
