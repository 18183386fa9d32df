"""Addresses of those who receive dossiers: the board of a campaign, a dossier under appraisal."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import board, board_nominees, reminders, review, review_steps

urlpatterns: list[URLPattern | URLResolver] = [
    path("tham-dinh/<int:pk>/", board.board, name="board"),
    path("tham-dinh/<int:pk>/bang.xlsx", board.board_file, name="board_file"),
    path("tham-dinh/<int:pk>/truong-hop/", board_nominees.board_nominees, name="board_nominees"),
    path("tham-dinh/<int:pk>/truong-hop.xlsx", board_nominees.board_nominees_file, name="board_nominees_file"),
    path("tham-dinh/<int:pk>/nhac/", reminders.board_remind, name="board_remind"),
    path("tham-dinh/ho-so/<int:pk>/", review.review, name="review"),
    path("tham-dinh/ho-so/<int:pk>/nhan-xet/", review.review_remark, name="review_remark"),
    path("tham-dinh/ho-so/<int:pk>/tra-lai/", review_steps.review_return, name="review_return"),
    path("tham-dinh/ho-so/<int:pk>/tiep-nhan/", review_steps.review_accept, name="review_accept"),
    path("tham-dinh/nhan-xet/<int:pk>/bo/", review.review_remark_remove, name="review_remark_remove"),
    path("tham-dinh/de-nghi/<int:pk>/", review.review_nominee, name="review_nominee"),
    path("tham-dinh/de-nghi/<int:pk>/ket-luan/", review.review_judge, name="review_judge"),
    path("tham-dinh/de-nghi/<int:pk>/doi-chieu/", review.review_confirm, name="review_confirm"),
    path("tham-dinh/minh-chung/<int:pk>/", review.review_proof, name="review_proof"),
]
