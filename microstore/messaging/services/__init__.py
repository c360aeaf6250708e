"""What other departments ask of messaging.

```
services.send("order.shipped", to=order.customer, context={"order_number": order.number}, key=f"order.shipped:{order.pk}",
              channels=("inbox", "sms"))
services.send_code(phone, code)
services.unread_count(user)
```
"""

from ..declarations import Text, about, declare
from .codes import send_code
from .inbox import mark_all_read, mark_read, unread_count
from .outgoing import send, withhold

__all__ = ["Text", "about", "declare", "mark_all_read", "mark_read", "send", "send_code", "unread_count", "withhold"]
