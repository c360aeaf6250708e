"""What staff type in about products."""
from catalog.forms.acts import DelistForm, PictureForm, StoresForm
from catalog.forms.master import BrandForm, SkuForm
from catalog.forms.product import ProductCreateForm, ProductForm, ShelfForm

__all__ = [
    "BrandForm", "DelistForm", "PictureForm", "ProductCreateForm", "ProductForm", "ShelfForm", "SkuForm",
    "StoresForm",
]
