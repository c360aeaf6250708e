"""Make the floor's tables and its thousand items. Run as a module with the floor's settings."""
import django
from django.core.management import call_command


def main():
    django.setup()
    from .models import Item

    call_command("migrate", run_syncdb=True, verbosity=0)
    if not Item.objects.exists():
        Item.objects.bulk_create(
            Item(pk=number, slug=f"item-{number}", name=f"Item {number}", price_fen=100 * number, units=10**6, position=number)
            for number in range(1, 1001)
        )


if __name__ == "__main__":
    main()
