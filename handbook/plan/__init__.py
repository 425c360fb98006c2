"""The plan as data: records, loader, problems, checks. Knows neither MkDocs nor Jinja."""
