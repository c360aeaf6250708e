"""Which product and pack size a row speaks of: by SKU number, product number, barcode, approval number, or name, in that order."""

from dataclasses import dataclass, field

from catalog.models import Certificate, Product, ProductRevision, Sku


@dataclass
class Match:
    """What is there already. ``product`` carries its newest page as ``newest``, its pack sizes as ``packs``."""

    product: Product | None = None
    sku: Sku | None = None
    fault: str = ""


@dataclass
class Known:
    """The rows of the database that a batch of the file may speak of, read in as many queries for a thousand rows as for one."""

    skus: dict[str, Sku] = field(default_factory=dict)
    barcodes: dict[str, Sku] = field(default_factory=dict)
    codes: dict[str, Product] = field(default_factory=dict)
    numbers: dict[str, list[Product]] = field(default_factory=dict)
    names: dict[str, list[Product]] = field(default_factory=dict)

    def match(self, row) -> tuple[Product | None, Sku | None]:
        sku = self.skus.get(row.sku_code) or self.barcodes.get(row.sku.get("barcode", ""))
        if sku is not None:
            return sku.product, sku
        product = self.codes.get(row.code)
        if product is None and not row.code:
            product = self._only(self.numbers, row.page.get("approval_number")) or self._only(self.names, row.page.get("certificate_name"))
        return product, self._pack(product, row) if product is not None else None

    def is_taken(self, row, sku: Sku | None) -> bool:
        """Whether another SKU has the barcode of the row."""
        other = self.barcodes.get(row.sku.get("barcode", ""))
        return other is not None and other is not sku

    @staticmethod
    def _only(found: dict, key):
        rows = found.get(key or "", [])
        return rows[0] if len(rows) == 1 else None

    @staticmethod
    def _pack(product, row):
        """Without a number of its own a row speaks of the pack size with this specification, or of the only one."""
        if row.sku_code:
            return None
        spec = row.sku.get("spec")
        same = [sku for sku in product.packs if sku.spec == spec] if spec else []
        return same[0] if same else product.packs[0] if len(product.packs) == 1 and (not spec or row.code) else None


def known(rows) -> Known:
    found = Known()
    skus = list(Sku.objects.filter(code__in={row.sku_code for row in rows if row.sku_code}))
    skus += Sku.objects.filter(barcode__in={row.sku["barcode"] for row in rows if row.sku.get("barcode")})
    wanted = Product.objects.filter(code__in={row.code for row in rows if row.code})
    ids = {sku.product_id for sku in skus} | set(wanted.values_list("pk", flat=True))
    numbers = {row.page["approval_number"] for row in rows if row.page.get("approval_number")}
    ids |= set(ProductRevision.objects.filter(approval_number__in=numbers).values_list("product", flat=True)) if numbers else set()
    names = {row.page["certificate_name"] for row in rows if row.page.get("certificate_name")}
    ids |= set(Product.objects.filter(name__in=names).values_list("pk", flat=True))
    products = _products(ids)
    for product in products.values():
        found.codes[product.code] = product
        found.names.setdefault(product.name, []).append(product)
        if product.newest.approval_number:
            found.numbers.setdefault(product.newest.approval_number, []).append(product)
        for sku in product.packs:
            found.skus[sku.code] = sku
            if sku.barcode:
                found.barcodes[sku.barcode] = sku
    return found


def _products(ids) -> dict[int, Product]:
    """With the newest page, the pack sizes and the certificate that was read last."""
    rows = Product.objects.filter(pk__in=ids).select_related("category__parent", "brand", "supplier", "owner")
    products = {product.pk: product for product in rows}
    for product in products.values():
        product.packs, product.certificate = [], None
    for revision in ProductRevision.objects.filter(product__in=products).order_by("product_id", "-number").distinct("product_id"):
        products[revision.product_id].newest = revision
    for sku in Sku.objects.filter(product__in=products).order_by("product", "position", "pk"):
        sku.product = products[sku.product_id]
        sku.product.packs.append(sku)
    for certificate in Certificate.objects.filter(product__in=products, is_current=True):
        products[certificate.product_id].certificate = certificate
    return products
