"""A page as a browser without JavaScript reads it: its elements, its forms, and what a button would send."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag


@dataclass
class Button:
    """A button with its own name and value, and where it sends the form if not to the form's address."""

    attributes: dict[str, str]
    words: str = ""


@dataclass
class Form:
    """A form: where it goes, and its named fields in the order of the page, buttons among them."""

    action: str
    method: str
    enctype: str
    entries: list[tuple[str, str] | Button] = field(default_factory=list)

    def pressed(self, words: str) -> tuple[str, dict[str, list[str]]]:
        """Address and fields that the button with these words sends, in the order of the page."""
        [button] = [one for one in self.entries if isinstance(one, Button) and words in one.words]
        sent: dict[str, list[str]] = {}
        for entry in self.entries:
            if entry is button and button.attributes.get("name"):
                sent.setdefault(button.attributes["name"], []).append(button.attributes.get("value", ""))
            elif not isinstance(entry, Button):
                sent.setdefault(entry[0], []).append(entry[1])
        return button.attributes.get("formaction") or self.action, sent


class Shown(HTMLParser):
    """Elements, ids, links and forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.forms: dict[str, Form] = {}
        self._ownerless: list[tuple[str, tuple[str, str] | Button]] = []
        self._form: Form | None = None
        self._button: Button | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag == "form":
            self._form = Form(attributes.get("action", ""), attributes["method"], attributes.get("enctype", ""))
            named = attributes.get("id", "")
            self._form.entries += [entry for owner, entry in self._ownerless if owner == named]
            self.forms[named] = self._form
        elif tag == "button" and attributes.get("type") != "button":
            self._button = Button(attributes)
            self._add(attributes, self._button)
        elif tag == "input" and attributes.get("name") and attributes.get("type") != "file":
            self._add(attributes, (attributes["name"], attributes.get("value", "")))

    def _add(self, attributes: dict[str, str], entry: tuple[str, str] | Button) -> None:
        owner = self.forms.get(attributes.get("form", "")) or self._form
        if owner:
            owner.entries.append(entry)
        else:
            self._ownerless.append((attributes.get("form", ""), entry))

    def handle_data(self, data: str) -> None:
        if self._button:
            self._button.words = " ".join(f"{self._button.words} {data}".split())

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "button":
            self._button = None

    def ids(self) -> Counter[str]:
        """How often each id stands on the page."""
        return Counter(attributes["id"] for _, attributes in self.elements if attributes.get("id"))

    def fragments(self, of: str) -> set[str]:
        """The places that links on this page lead to on the page `of`; links without a page are its own."""
        targets = [urldefrag(attributes.get("href", "")) for tag, attributes in self.elements if tag == "a"]
        return {target.fragment for target in targets if target.url in ("", of) and target.fragment}
