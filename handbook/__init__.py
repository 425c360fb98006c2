"""En kommunes plan til forebyggelse af ekstremisme: fra YAML og Markdown til to websites."""
