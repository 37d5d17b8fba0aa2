"""Thông báo: telling people what happened – in the app once, by e-mail or SMS until it has gone."""
