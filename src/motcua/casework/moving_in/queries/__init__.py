"""Reading files, what the province knows of what they name, and the story that comes of it."""
