"""Addresses of the register: who is honoured, what each received, the decisions, and those that may be one."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import awards, decisions, duplicates, honourees, ratings, register

_BOOK = "so-khen-thuong"
_WHO = f"{_BOOK}/doi-tuong/<int:pk>"
_AWARD = f"{_BOOK}/khen-thuong/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_BOOK}/", register.register, name="register"),
    path(f"{_BOOK}/tai-ve.<slug:extension>", register.register_file, name="register_file"),
    path(f"{_BOOK}/doi-tuong/them/", honourees.add_honouree, name="add_honouree"),
    path(f"{_WHO}/", honourees.honouree, name="honouree"),
    path(f"{_WHO}/sua/", honourees.edit_honouree, name="edit_honouree"),
    path(f"{_WHO}/so-dinh-danh/", honourees.honouree_identity, name="honouree_identity"),
    path(f"{_WHO}/trich-sao.<slug:extension>", honourees.honouree_extract, name="honouree_extract"),
    path(f"{_WHO}/chuc-vu/", honourees.add_position, name="add_position"),
    path(f"{_BOOK}/chuc-vu/<int:pk>/ket-thuc/", honourees.end_position, name="end_position"),
    path(f"{_WHO}/khen-thuong/", awards.add_award, name="add_award"),
    path(f"{_WHO}/xep-loai/", ratings.add_rating, name="add_rating"),
    path(f"{_BOOK}/xep-loai/<int:pk>/dinh-chinh/", ratings.correct_rating, name="correct_rating"),
    path(f"{_AWARD}/", awards.award, name="award"),
    path(f"{_AWARD}/dinh-chinh/", awards.correct_award, name="correct_award"),
    path(f"{_AWARD}/thu-hoi/", awards.revoke_award, name="revoke_award"),
    path(f"{_AWARD}/cap-lai/", awards.reissue_award, name="reissue_award"),
    path(f"{_BOOK}/quyet-dinh/<int:pk>/", decisions.decision, name="decision"),
    path(f"{_BOOK}/trung-lap/", duplicates.duplicates, name="duplicates"),
    path(f"{_BOOK}/trung-lap/<int:pk>/gop/", duplicates.merge_honourees, name="merge_honourees"),
    path(f"{_BOOK}/trung-lap/<int:pk>/khac-nhau/", duplicates.separate_honourees, name="separate_honourees"),
    path(f"{_BOOK}/da-phan-biet/", duplicates.told_apart, name="told_apart"),
    path(f"{_BOOK}/da-phan-biet/<int:pk>/xet-lai/", duplicates.reconsider_honourees, name="reconsider_honourees"),
    path(f"{_BOOK}/da-gop/", duplicates.merges, name="merges"),
    path(f"{_BOOK}/da-gop/<int:pk>/hoan-tac/", duplicates.undo_merge, name="undo_merge"),
]
