"""Addresses of units: their tree, each of them, its changes, its numbers, the workbook, the clusters."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import clusters, unit_books, unit_changes, units

# A code is one word, so that the addresses of two words beside it are nobody's.
urlpatterns: list[URLPattern | URLResolver] = [
    path("don-vi/", units.units, name="units"),
    path("don-vi/bang/xuat.xlsx", unit_books.units_file, name="units_file"),
    path("don-vi/bang/mau.xlsx", unit_books.units_template, name="units_template"),
    path("don-vi/bang/nhap/tep/", unit_books.units_import, name="units_import"),
    path("don-vi/cum/thi-dua/nam/", clusters.clusters, name="clusters"),
    path("don-vi/cum/thi-dua/chep/", clusters.clusters_copy, name="clusters_copy"),
    path("don-vi/cum/thi-dua/mo/<int:year>/", clusters.cluster_open, name="cluster_open"),
    path("don-vi/cum/thi-dua/<int:pk>/", clusters.cluster, name="cluster"),
    path("don-vi/cum/thi-dua/<int:pk>/bo/", clusters.cluster_remove, name="cluster_remove"),
    path("don-vi/<slug:code>/", units.unit, name="unit"),
    path("don-vi/<slug:code>/so-lieu/", units.unit_year, name="unit_year"),
    path("don-vi/<slug:code>/<slug:step>/", unit_changes.unit_change, name="unit_change"),
]
