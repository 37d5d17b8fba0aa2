"""The grammar of figures in Vietnamese reports: text → figures → claims → remarks. Plain Python."""
