"""Forms for tests."""

from datetime import date

from motcua.capabilities.forms.actions import publish_form
from motcua.capabilities.forms.queries.versions import FormView
from motcua.capabilities.forms.rules.schema import read_form
from motcua.kernel import clock

DAY = date(2026, 11, 23)
AT = clock.at(DAY, 9)


def schema_of(*required, groups=None, **properties):
    """A schema of questions; a text is the title of a plain one."""
    full = {key: {"type": "string", "title": given} if isinstance(given, str) else given
            for key, given in properties.items()}  # fmt: skip
    schema = {"title": "Tờ khai", "type": "object", "properties": full, "required": list(required)}
    return schema | ({"x-groups": groups} if groups else {})


def view_of(schema):
    """A form that is not stored."""
    return FormView(1, "thu", 1, schema, read_form(schema))


def form_of(*required, groups=None, **properties):
    return view_of(schema_of(*required, groups=groups, **properties))


def published(schema, *, code="khai-sinh", valid_from=DAY):
    return publish_form(code, schema, valid_from=valid_from, at=AT, actor="tester")


def text(title, **more):
    return {"type": "string", "title": title, **more}


def choice(title, *labels, **more):
    """Labels are the values too, in lower case."""
    return text(title, oneOf=[{"const": label.lower(), "title": label} for label in labels], **more)


PERSON = {
    "type": "object",
    "title": "Cha",
    "x-widget": "person",
    "properties": {
        "full_name": text("Họ tên"),
        "identity_number": text("Số định danh", **{"x-widget": "identity_number"}),
        "birth_on": text("Ngày sinh", format="date", **{"x-not-future": True}),
    },
    "required": ["full_name"],
}
EVERYTHING = schema_of(
    "full_name",
    "married",
    full_name=text("Họ tên", minLength=2, maxLength=60, **{"x-prefill": "owner.full_name"}),
    story=text("Câu chuyện", **{"x-widget": "textarea"}),
    married=choice("Tình trạng", "Độc thân", "Kết hôn"),
    spouse=text("Vợ hoặc chồng", **{"x-shown-when": {"field": "married", "equals": "kết hôn"}}),
    province=text("Tỉnh", enum=["Cao Bằng", "Huế", "Gia Lai", "Hưng Yên", "Lâm Đồng", "Hà Nội"]),
    vow={"type": "boolean", "title": "Tôi cam kết", "const": True},
    wants={"type": "array", "title": "Muốn nhận", "items": {"enum": ["bản giấy", "bản điện tử"]}, "maxItems": 2},
    born_on=text("Ngày sinh", format="date", **{"x-not-future": True}),
    area={"type": "number", "title": "Diện tích", "exclusiveMinimum": 0, "maximum": 1000, "x-suffix": "m²"},
    copies={"type": "integer", "title": "Số bản", "minimum": 0, "maximum": 20, "default": 1},
    capital={"type": "integer", "title": "Vốn", "minimum": 1_000_000, "x-widget": "money"},
    phone=text("Điện thoại", **{"x-widget": "phone"}),
    email=text("Thư điện tử", format="email"),
    identity=text("Số định danh", **{"x-widget": "identity_number"}),
    tax=text("Mã số thuế", **{"x-widget": "tax_code"}),
    home=text("Nơi ở", **{"x-widget": "place"}),
    licence=text("Số giấy phép", pattern="^[A-Z]{2}-\\d{4}$", **{"x-error": "Ví dụ: AB-1234."}),
    father=PERSON,
)
