"""The pages of the marketing department."""

from marketing.backoffice import campaign_acts, campaign_queues, campaign_running, campaigns, offers, plans

__all__ = ["campaign_acts", "campaign_queues", "campaign_running", "campaigns", "offers", "plans"]
