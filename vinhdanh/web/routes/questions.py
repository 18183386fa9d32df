"""Addresses of questions and answers."""

from django.urls import URLPattern, URLResolver, path

from vinhdanh.web.views import questions

urlpatterns: list[URLPattern | URLResolver] = [
    path("hoi-dap/", questions.questions, name="questions"),
    path("hoi-dap/hoi/", questions.question_ask, name="question_ask"),
    path("hoi-dap/cong-khai/", questions.public_questions, name="public_questions"),
    path("hoi-dap/<int:pk>/", questions.question, name="question"),
]
