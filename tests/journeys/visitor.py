"""A person at a browser without JavaScript: opens pages, follows links, fills fields by their labels, presses buttons.

What is sent is what the page itself offers: hidden fields, what stands in every other field, nothing that is not there.
"""

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from lxml import html

from tests.province import PASSWORD
from tests.web.signing_in import CODE, LOGIN, code

Upload = tuple[str, bytes]  # a file's name and its content
_CONTROLS = "//input[@name] | //select[@name] | //textarea[@name]"


class Visitor:
    """One person, with the page that is open."""

    def __init__(self, name: str, password: str = PASSWORD) -> None:
        self.client = Client()
        self.address, self.status = "", 0
        self.root: html.HtmlElement = html.fromstring("<html></html>")
        self.open(LOGIN)
        self.press("Đăng nhập", {"Thư điện tử hoặc tên đăng nhập": name, "Mật khẩu": password})
        if self.address == CODE:
            self.press("Đăng nhập", {"Mã xác thực": code()})

    # --- looking

    @property
    def words(self) -> str:
        """What the page says, without its frame, in one line."""
        return " ".join(_words(one) for one in self.root.xpath("//main") or [self.root])

    def says(self, *sentences: str) -> bool:
        """Whether the page says each of them; the page is shown where it does not."""
        missing = [one for one in sentences if one not in self.words]
        assert not missing, f"{self.address} ({self.status}) does not say {missing}:\n{self.words}"
        return True

    def value(self, label: str) -> str:
        """What stands in the field with this label."""
        [field] = self._labelled(self.root, label)
        return field.text or "" if field.tag == "textarea" else field.get("value", "")

    def is_open(self, label: str) -> bool:
        """Whether the field with this label may be written."""
        [field] = self._labelled(self.root, label)
        return not _is_disabled(field)

    def links(self, words: str, within: str = "") -> list[str]:
        """Where the links with these words lead; `within`: an id, or words that stand beside the link."""
        shown = self._all("//a[@href]", within)
        found = [one for one in shown if words == _words(one)] or [one for one in shown if words in _words(one)]
        return [one.get("href") for one in found]

    # --- going

    def open(self, address: str, status: int = 200) -> None:
        """Goes to a page, on to wherever it leads."""
        self._take(self.client.get(urljoin(self.address, urldefrag(address).url), follow=True), address, status)

    def follow(self, words: str, within: str = "") -> None:
        """Follows the one link with these words."""
        led = set(self.links(words, within))
        assert len(led) == 1, f"{self.address}: {len(led)} links “{words}”:\n{self.words}"
        [address] = led
        self.open(address)
        fragment = urldefrag(address).fragment
        assert not fragment or self.root.xpath("//*[@id=$id]", id=fragment), f"nothing is at {address}"

    def fetch(self, words: str, within: str = "") -> bytes:
        """The file behind the one link with these words; the page stays."""
        led = set(self.links(words, within))
        assert len(led) == 1, f"{self.address}: {len(led)} links “{words}”:\n{self.words}"
        answer = self.client.get(urljoin(self.address, led.pop()), follow=True)
        assert answer.status_code == 200
        assert not answer["Content-Type"].startswith("text/html")
        return answer.getvalue()

    def press(
        self, words: str, fields: dict[str, str] | None = None, *, within: str = "", files: tuple[Upload, ...] = ()
    ) -> None:
        """Fills the fields, by label, of the form that has this button, and presses it."""
        self._press(words, fields or {}, within, files, 200)

    def press_in_vain(self, words: str, fields: dict[str, str] | None = None, *, within: str = "") -> None:
        """The same, where the page answers that it cannot be done so."""
        self._press(words, fields or {}, within, (), 422)

    def _press(self, words: str, fields: dict[str, str], within: str, files: tuple[Upload, ...], status: int) -> None:
        offered = [one for one in self._all("//button[not(@type='button')]", within) if not _is_disabled(one)]
        buttons = [one for one in offered if words == _words(one)] or [one for one in offered if words in _words(one)]
        assert len(buttons) == 1, f"{self.address}: {len(buttons)} buttons “{words}”:\n{self.words}"
        form = self._owner(buttons[0])
        typed = {self._key(form, label): value for label, value in fields.items()}
        sent: dict[str, list[object]] = {}
        for key, value in self._entries(form, typed, buttons[0]):
            sent.setdefault(key, []).append(value)
        if files:
            [chooser] = [one for one in self._controls(form) if one.get("type") == "file"]
            sent[chooser.get("name")] = [SimpleUploadedFile(*one) for one in files]
        address = urljoin(self.address, buttons[0].get("formaction") or form.get("action") or self.address)
        bare = urldefrag(address).url
        if form.get("method", "get").lower() == "get":
            self._take(self.client.get(bare, sent, follow=True), address, status)
        elif form.get("enctype") == MULTIPART_CONTENT.partition(";")[0]:
            self._take(self.client.post(bare, sent, follow=True), address, status)
        else:
            assert not files, f"{words}: this form sends no files"
            self._take(self.client.post(bare, sent, follow=True), address, status)

    def _take(self, answer, asked: str, status: int) -> None:
        went = answer.redirect_chain[-1][0] if getattr(answer, "redirect_chain", None) else asked
        self.address, self.status = urldefrag(urljoin(self.address, went)).url, answer.status_code
        assert answer["Content-Type"].startswith("text/html"), f"{self.address} is a file: fetch it"
        self.root = html.fromstring(answer.content.decode())
        for one in self.root.xpath("//template | //script | //*[@hidden]"):
            one.drop_tree()
        assert self.status == status, f"{self.address} answers {self.status}:\n{self.words}"

    # --- forms, as a browser reads them

    def _all(self, path: str, within: str) -> list[html.HtmlElement]:
        """Elements of the page; `within`: of the smallest elements that say these words, or of the one with this id."""
        if not within:
            return list(self.root.xpath(path))
        roots = self.root.xpath("//*[@id=$id]", id=within)
        if not roots:
            holding = [one for one in self.root.iter() if isinstance(one.tag, str) and within in _words(one)]
            roots = [one for one in holding if one.xpath(f".{path}")]
            roots = [one for one in roots if not any(other in roots for other in one.iterdescendants())]
        return [found for one in roots for found in one.xpath(f".{path}")]

    def _owner(self, control: html.HtmlElement) -> html.HtmlElement:
        named = control.get("form")
        owners = self.root.xpath("//form[@id=$id]", id=named) if named else control.xpath("ancestor::form[1]")
        assert owners, f"{self.address}: “{_words(control)}” belongs to no form"
        return owners[0]

    def _controls(self, form: html.HtmlElement) -> list[html.HtmlElement]:
        found = [one for one in self.root.xpath(_CONTROLS) if one.get("form") or one.xpath("ancestor::form")]
        return [one for one in found if self._owner(one) is form]

    def _labelled(self, root: html.HtmlElement, label: str) -> list[html.HtmlElement]:
        """The fields of the page with exactly this label (without hints in it), else those that begin with it."""
        named: dict[html.HtmlElement, str] = {}
        for one in root.xpath(".//label"):
            target = self.root.xpath("//*[@id=$id]", id=one.get("for")) if one.get("for") else one.xpath(".//input")
            named |= {found: _words(one) for found in target}
        named |= {one: one.get("aria-label") for one in self.root.xpath("//*[@aria-label][@name]")}
        exact = [one for one, words in named.items() if words == label]
        return exact or [one for one, words in named.items() if words.startswith(label)]

    def _key(self, form: html.HtmlElement, label: str) -> html.HtmlElement:
        mine = self._controls(form)
        found = [one for one in self._labelled(self.root, label) if one in mine]
        assert len(found) == 1, f"{self.address}: {len(found)} fields “{label}” in the form:\n{self.words}"
        assert not _is_disabled(found[0]), f"{self.address}: “{label}” is closed"
        return found[0]

    def _entries(
        self, form: html.HtmlElement, typed: dict[html.HtmlElement, str], button: html.HtmlElement
    ) -> Iterator[tuple[str, str]]:
        chosen = {one.get("name") for one in typed if one.get("type") == "radio"}
        for one in self._controls(form):
            kind, name = one.get("type", ""), one.get("name")
            if _is_disabled(one) or kind in ("file", "submit", "button"):
                continue
            if kind in ("checkbox", "radio"):
                ticked = typed[one] != "" if one in typed else one.get("checked") is not None and name not in chosen
                if ticked:
                    yield name, one.get("value", "on")
            elif one.tag == "select":
                yield from ((name, value) for value in _selected(one, typed.get(one)))
            else:
                yield name, typed.get(one, (one.text or "") if one.tag == "textarea" else one.get("value", ""))
        if button.get("name"):
            yield button.get("name"), button.get("value", "")


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _is_disabled(control: html.HtmlElement) -> bool:
    return control.get("disabled") is not None or bool(control.xpath("ancestor::fieldset[@disabled]"))


def _selected(field: html.HtmlElement, words: str | None) -> list[str]:
    """The values of the options that are chosen: the one with these words, else what the page has chosen."""
    options = field.xpath(".//option")
    if words is not None:
        found = [one for one in options if _words(one) == words] or [one for one in options if words in _words(one)]
        assert len(found) == 1, f"{field.get('name')} offers {[_words(one) for one in options]}, not one “{words}”"
        return [found[0].get("value", _words(found[0]))]
    chosen = [one for one in options if one.get("selected") is not None]
    if not chosen and field.get("multiple") is None:
        chosen = options[:1]
    return [one.get("value", _words(one)) for one in chosen]
