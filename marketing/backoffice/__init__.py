"""The pages of the marketing department."""

from marketing.backoffice import campaign_acts, campaign_queues, campaign_running, campaigns, offers, plans
from marketing.topics import backoffice as topics
from marketing.topics import figures

__all__ = ["campaign_acts", "campaign_queues", "campaign_running", "campaigns", "figures", "offers", "plans", "topics"]
