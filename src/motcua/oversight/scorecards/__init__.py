"""Thẻ điểm cải cách: what came of all that was promised, on one page, each figure leading on."""
