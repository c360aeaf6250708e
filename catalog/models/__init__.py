"""The nouns of product management."""
from catalog.models.bundle import BundlePart
from catalog.models.catalog_import import CatalogImport, ImportColumns, ImportRow
from catalog.models.category_change import CategoryChange, CategoryRedirect
from catalog.models.certificate import Certificate
from catalog.models.competitor import Competitor, CompetitorProduct, MarketSurvey, PriceAlarm, PriceObservation
from catalog.models.fault import ProductFault
from catalog.models.listing import Listing
from catalog.models.listing_check import ListingCheck
from catalog.models.master import Brand, Category
from catalog.models.paused import PausedBlock
from catalog.models.price import Price
from catalog.models.price_change import PriceChange, PriceChangeLine
from catalog.models.price_deal import DealLow
from catalog.models.price_suggested import SuggestedPrice
from catalog.models.product import Product
from catalog.models.proposal import ProposalScore, ProposalVote, SelectionProposal
from catalog.models.range import StoreRange
from catalog.models.reading import Reading
from catalog.models.related import RelatedProduct
from catalog.models.revision import ProductRevision
from catalog.models.search import SearchLog, SearchSynonym, SearchWord, ShelfCount
from catalog.models.sku import Sku
from catalog.models.supplier import LicenceWarning, Supplier, SupplierLicence, SupplierTally
from catalog.models.tuning import Removal, Substitute, TuningTask
from catalog.models.update import ProductUpdate
from catalog.models.wish import Favourite, StockNotice, Visit

__all__ = [
    "Brand", "BundlePart", "CatalogImport", "ImportColumns", "ImportRow", "Removal", "Substitute", "TuningTask",
    "Category", "CategoryChange", "CategoryRedirect", "Certificate", "Competitor", "CompetitorProduct", "DealLow",
    "Favourite", "LicenceWarning", "Listing", "ListingCheck", "MarketSurvey", "Price", "PriceAlarm", "PriceChange",
    "PausedBlock", "PriceChangeLine", "PriceObservation", "Product", "ProductFault", "ProductRevision", "ProductUpdate",
    "ProposalScore", "ProposalVote", "Reading", "RelatedProduct",
    "SearchLog", "SearchSynonym", "SearchWord", "SelectionProposal", "ShelfCount", "Sku", "StockNotice", "StoreRange",
    "SuggestedPrice", "Supplier", "SupplierLicence", "SupplierTally", "Visit",
]
