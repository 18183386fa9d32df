"""Addresses of units' dossiers, and of what was sent."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import bundles, dossiers, sent_dossiers

_SENT = "ho-so/lan-gui/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("ho-so/<int:pk>/", dossiers.dossier, name="dossier"),
    path("ho-so/<int:pk>/to-trinh/", dossiers.dossier_letter, name="dossier_letter"),
    path("ho-so/<int:pk>/gui/", sent_dossiers.dossier_send, name="dossier_send"),
    path("ho-so/yeu-cau/<int:pk>/", dossiers.remark_settle, name="remark_settle"),
    path(f"{_SENT}/", sent_dossiers.dossier_version, name="dossier_version"),
    path(f"{_SENT}/bien-nhan.pdf", sent_dossiers.version_receipt, name="version_receipt"),
    path(f"{_SENT}/bo-<int:number>.pdf", sent_dossiers.version_bundle, name="version_bundle"),
    path(f"{_SENT}/ghep-lai/", bundles.version_bind, name="version_bind"),
    path(f"{_SENT}/rut/", sent_dossiers.version_withdraw, name="version_withdraw"),
]
