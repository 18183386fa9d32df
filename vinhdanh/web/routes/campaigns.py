"""Addresses of campaigns: each, what is set while it is prepared, its rules, more time; the room of dossiers."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import campaign_editions, campaign_setup, campaigns, dossier_room, own_campaigns

_ONE = "dot-khen-thuong/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("ho-so/", dossier_room.dossiers, name="dossiers"),
    path("ho-so/bat-dau/<int:pk>/", dossier_room.dossier_begin, name="dossier_begin"),
    path("dot-khen-thuong/", campaigns.campaigns, name="campaigns"),
    path("dot-khen-thuong/mo/", campaign_setup.campaign_open, name="campaign_open"),
    path("dot-khen-thuong/rieng/", own_campaigns.campaign_own, name="campaign_own"),
    path(f"{_ONE}/tieu-chuan/", own_campaigns.campaign_standards, name="campaign_standards"),
    path(f"{_ONE}/", campaigns.campaign, name="campaign"),
    path(f"{_ONE}/quy-dinh/", campaigns.campaign_rules, name="campaign_rules"),
    path(f"{_ONE}/don-vi/", campaign_setup.campaign_units, name="campaign_units"),
    path(f"{_ONE}/don-vi/them/", campaign_setup.campaign_units_add, name="campaign_units_add"),
    path(f"{_ONE}/thiet-lap/", campaign_setup.campaign_settings, name="campaign_settings"),
    path(f"{_ONE}/ban-moi/", campaign_editions.campaign_edition, name="campaign_edition"),
    path(f"{_ONE}/mo/", campaigns.campaign_begin, name="campaign_begin"),
    path(f"{_ONE}/ket-thuc/", campaigns.campaign_close, name="campaign_close"),
    path(f"{_ONE}/mo-lai/", campaigns.campaign_reopen, name="campaign_reopen"),
    path(f"{_ONE}/bo/", campaigns.campaign_discard, name="campaign_discard"),
    path("dot-khen-thuong/gia-han/<int:pk>/", campaigns.campaign_extend, name="campaign_extend"),
]
