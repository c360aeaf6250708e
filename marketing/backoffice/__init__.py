"""The pages of the marketing department."""

from marketing.backoffice import campaign_acts, campaign_queues, campaigns, plans

__all__ = ["campaign_acts", "campaign_queues", "campaigns", "plans"]
