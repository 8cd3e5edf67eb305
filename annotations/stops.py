"""The marks that end sentences in the scripts of articles, and the scripts that have none.

Finding the sentences of a paragraph is another module's task.
"""

FULL_STOPS = ".…。．｡।॥۔։።။།។៕"
"""Marks that end a statement: Latin, Chinese, Hindi, Urdu, Armenian, Amharic, Burmese, Khmer…"""

STOPS = FULL_STOPS + "!?！？؟፧"
"""All marks that end a sentence."""

PAUSES = ",;:，、；：،؛፣፤፥၊"
"""Marks that end a part of a sentence."""

CLOSING = "\"'”’“»«›‹)]」』）"
"""Quotation marks and brackets that may follow a stop. „so“ and »so« close with marks that open
quotations in other languages."""

UNMARKED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Thai, Lao, Burmese and Khmer, as ranges of a regular expression.

They have no spaces between words, and Thai and Lao no stops either.
"""
