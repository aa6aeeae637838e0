"""Search over webinars: titles, descriptions, transcripts and documents, down to the moment."""
