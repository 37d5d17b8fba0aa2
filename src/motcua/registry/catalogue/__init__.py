"""Danh mục thủ tục: what can be asked of the state, of whom, with which papers, in what time, for what fee; dated."""
