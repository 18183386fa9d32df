"""Addresses of imports: the lists that were sent, each of them, its tables and rows, what becomes of it."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import import_rows, imports

urlpatterns: list[URLPattern | URLResolver] = [
    path("nhap-danh-sach/", imports.imports, name="imports"),
    path("nhap-danh-sach/bang-mau.xlsx", imports.import_template, name="import_template"),
    path("nhap-danh-sach/<int:pk>/", imports.import_page, name="import"),
    path("nhap-danh-sach/<int:pk>/tien-do/", imports.import_progress, name="import_progress"),
    path("nhap-danh-sach/<int:pk>/bang/<int:number>/", imports.import_table, name="import_table"),
    path("nhap-danh-sach/<int:pk>/dong/<int:row>/", import_rows.import_row, name="import_row"),
    path("nhap-danh-sach/<int:pk>/ghi/", imports.import_confirm, name="import_confirm"),
    path("nhap-danh-sach/<int:pk>/bo/", imports.import_discard, name="import_discard"),
    path("nhap-danh-sach/<int:pk>/doc-lai/", imports.import_again, name="import_again"),
    path("nhap-danh-sach/<int:pk>/hoan-tac/", imports.import_undo, name="import_undo"),
    path("nhap-danh-sach/<int:pk>/ket-qua.xlsx", imports.import_result, name="import_result"),
]
