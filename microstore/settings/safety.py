"""What browsers are told and what cookies carry. Production adds what only https can give."""
from csp.constants import NONE, SELF

from microstore import env
from microstore.settings.outside import PAY_ORIGINS

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *PAY_ORIGINS],  # the pay button leads on to the provider's page
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = "accelerometer=(), camera=(self), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "microstore_session"
CSRF_COOKIE_NAME = "microstore_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "microstore.house.errors.csrf_failure"
STAFF_SESSION_SECONDS = 12 * 3600  # a working day
SECOND_STEP_REQUIRED = env.SECOND_STEP_REQUIRED
OTP_TOTP_ISSUER = "microstore"
OTP_TOTP_THROTTLE_FACTOR = 1  # seconds to wait after a wrong code, doubled by each further one
