"""Filters that write as official Vietnamese does: {% load writing %}."""

from datetime import date

from django import template

from vinhdanh.vietnamese import grouped, join_words, two_digits, written_amount, written_date, years_text

register = template.Library()


@register.filter(name="two_digits")
def _two_digits(count: int) -> str:
    """`{{ 2|two_digits }}`: 02."""
    return two_digits(count)


@register.filter(name="grouped")
def _grouped(number: int) -> str:
    """`{{ 1234567|grouped }}`: 1.234.567."""
    return grouped(number)


@register.filter(name="amount")
def _amount(dong: int) -> str:
    """`{{ 200000000|amount }}`: 200 triệu đồng."""
    return written_amount(dong)


@register.filter(name="written_date")
def _written_date(day: date | None) -> str:
    """`{{ day|written_date }}`: 05/06/2020; nothing where there is no day."""
    return written_date(day) if day else ""


@register.filter(name="join_words")
def _join_words(words: list[str]) -> str:
    """`{{ words|join_words }}`: a, b và c."""
    return join_words(words)


@register.filter(name="years")
def _years(years: list[int]) -> str:
    """`{{ years|years }}`: 2016-2018, 2020."""
    return years_text(years)


@register.filter(name="days_over")
def _days_over(left: int) -> int:
    """`{{ -3|days_over }}`: 3, the days since a last day of which `left` is below zero."""
    return -left
