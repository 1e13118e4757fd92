"""The external judges: programs written by others that say whether our output is sound.

Each judge is one module with ``available()`` and a function from files to findings:

- ``verapdf``: PDF/UA-1 and PDF/A-3a, by the validator of the PDF Association's members.
- ``nu``: HTML and CSS, by the Nu Html Checker.
- ``axe``: WCAG 2.2 AA in a real browser, with what the browser itself complains about.
- ``qr``: what a telephone would read from the QR codes printed in a PDF.

``python -m tests.judges`` installs what they need, and ``requirement.require`` guards a test that
uses one.
"""
