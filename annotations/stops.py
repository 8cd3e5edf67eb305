"""How sentences end in the scripts that articles are written in, and the scripts that mark no end.

Where a sentence ends inside a paragraph is another module's to say; this knows the marks alone.
"""

FULL_STOPS = ".…。．｡।॥۔։።။།។៕"
"""Marks behind a statement: Latin, Chinese, Hindi, Urdu, Armenian, Amharic, Burmese, Khmer…"""

STOPS = FULL_STOPS + "!?！？؟፧"
"""All marks that end a sentence."""

PAUSES = ",;:，、；：،؛፣፤፥၊"
"""Marks behind a part of a sentence."""

CLOSING = "\"'”’“»«›‹)]」』）"
"""Quotation marks and brackets that may stand behind a stop; „so“ and »so« close with what opens
elsewhere."""

UNMARKED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer, as ranges of a regular expression.

They have no spaces between words, and Thai and Lao no stops either.
"""
