from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "motcua.registry.catalogue"
    label = "catalogue"
    verbose_name = "Danh mục thủ tục hành chính"
