"""The icons: symbols of ``icons.svg``, drawn into the page one by one, so that no phone loads all of them."""

import re
from functools import cache
from pathlib import Path

SYMBOL = re.compile(r'<symbol id="([^"]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@cache
def drawings() -> dict[str, str]:
    """The inner SVG of each icon by its name."""
    return dict(SYMBOL.findall((Path(__file__).parent / "icons.svg").read_text()))
