"""What a visitor keeps in mind: of a customer in the database, of a stranger in the session and a cookie that end with the browser."""

from catalog.models import Listing
from catalog.wishes.services import favourites, history
from microstore.accounts import on_sign_in

SEEN_COOKIE, MOST_SEEN, MOST_COMPARED, MOST_KEPT = "seen", 20, 4, 100
FAVOURITES, COMPARED = "favourites", "compared"


def favourite_ids(request) -> set[int]:
    """All of them, asked for once: of a customer one query, of a stranger none."""
    if not hasattr(request, "kept_favourites"):
        customer = request.customer
        request.kept_favourites = favourites.ids_of(customer) if customer else {int(pk) for pk in kept_by_stranger(request)}
    return request.kept_favourites


def favourites_said(request) -> str:
    """As the hearts of cards read it."""
    return " ".join(map(str, sorted(favourite_ids(request))))


def kept_by_stranger(request) -> dict[str, int | None]:
    """Listing → price then, oldest first. Asks for the session only when there is one."""
    return request.session.get(FAVOURITES) or {}


def toggle_favourite(request, listing: Listing, wanted: bool) -> None:
    if request.customer:
        return favourites.keep(request.customer, listing) if wanted else favourites.let_go(request.customer, listing.pk)
    kept = kept_by_stranger(request)
    if wanted and len(kept) < MOST_KEPT:
        kept.setdefault(str(listing.pk), listing.price_fen)
    elif not wanted:
        kept.pop(str(listing.pk), None)
    request.session[FAVOURITES] = kept
    return None


def seen_by_stranger(request) -> list[int]:
    """Newest first."""
    given = request.COOKIES.get(SEEN_COOKIE, "").split(".")
    return [int(part) for part in given if part.isascii() and part.isdigit() and len(part) < 12][:MOST_SEEN]


def note_visit(request, response, listing_id: int) -> None:
    """A stranger's visits need no session and no query; they end with the browser."""
    if request.customer:
        history.saw(request.customer.pk, listing_id)
        if SEEN_COOKIE in request.COOKIES:
            response.delete_cookie(SEEN_COOKIE)
        return
    before = seen_by_stranger(request)
    if before[:1] != [listing_id]:
        keep_seen(response, [listing_id, *(pk for pk in before if pk != listing_id)], secure=request.is_secure())


def keep_seen(response, listing_ids: list[int], *, secure: bool) -> None:
    value = ".".join(map(str, listing_ids[:MOST_SEEN]))
    response.set_cookie(SEEN_COOKIE, value, httponly=True, samesite="Lax", secure=secure)


def compared(request) -> list[int]:
    """Listings side by side in this store, in the order they were put there."""
    return (request.session.get(COMPARED) or {}).get(str(request.store.pk), [])


def compare(request, listing_ids: list[int]) -> None:
    request.session[COMPARED] = (request.session.get(COMPARED) or {}) | {str(request.store.pk): listing_ids[:MOST_COMPARED]}


@on_sign_in
def take_along(request, customer, old_session_key) -> None:
    """Favourites and visits of the stranger become the customer's."""
    kept = {int(pk): price for pk, price in kept_by_stranger(request).items()}
    if kept:
        favourites.merge(customer, kept)
        request.session.pop(FAVOURITES, None)
    seen = seen_by_stranger(request)
    there = set(Listing.objects.filter(pk__in=seen).values_list("pk", flat=True)) if seen else set()
    for pk in reversed([pk for pk in seen if pk in there]):
        history.saw(customer.pk, pk)
