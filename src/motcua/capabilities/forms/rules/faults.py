"""What can be wrong with a schema, in words that say where."""

from motcua.kernel.texts.mark import mark

NOT_OBJECT = mark("biểu mẫu phải là một đối tượng JSON có «type»: «object» và «properties».")
DIALECT_WRONG = mark("«$schema» phải là JSON Schema 2020-12.")
NOT_SCHEMA = mark("{path}: không đúng chuẩn JSON Schema 2020-12 ({keyword}).")
KEYWORD = mark("{path}: chưa dùng được từ khoá «{keyword}».")
NOT_STORABLE = mark("biểu mẫu dài quá {most} KB hoặc có ký tự không lưu được.")
TOO_MANY = mark("có hơn {most} câu hỏi.")
KEY_SHAPE = mark("{path}: tên câu hỏi chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ.")
TITLE_MISSING = mark("{path}: chưa có «title».")
TYPE_WRONG = mark("{path}: «type» phải là một trong string, integer, number, boolean, array, object.")
WIDGET_WRONG = mark("{path}: «x-widget» «{widget}» không dùng được cho kiểu «{kind}».")
REQUIRED_WRONG = mark("«required» nêu câu hỏi «{key}» không có trong «properties».")
OPTIONS_WRONG = mark("{path}: danh sách lựa chọn phải có ít nhất một mục, không trùng nhau, đúng kiểu và có tên.")
PATTERN_WRONG = mark("{path}: «pattern» không phải biểu thức chính quy dùng được.")
PATTERN_SLOW = mark("{path}: «pattern» có phần lặp trong phần lặp, có thể chạy rất lâu.")
TOO_LONG = mark("{path}: «maxLength» không được quá {most}.")
DEFAULT_WRONG = mark("{path}: «default» không phải một câu trả lời hợp lệ.")
PERSON_WRONG = mark("{path}: nhóm thông tin một người chỉ gồm các câu hỏi đơn, không có điều kiện.")
CONDITION_SHAPE = mark("{path}: «x-shown-when» phải có «field» và «equals» hoặc «in».")
CONDITION_FIELD = mark("{path}: «x-shown-when» phụ thuộc câu hỏi «{key}» không có hoặc không phải câu chọn.")
CONDITION_VALUE = mark("{path}: «x-shown-when» chờ giá trị mà câu hỏi «{key}» không có.")
CONDITION_CIRCLE = mark("{path}: điều kiện hiển thị quay vòng về chính nó.")
GROUPS_SHAPE = mark("«x-groups» phải là danh sách nhóm, mỗi nhóm có «key» riêng, «title» và «fields».")
GROUP_FIELD = mark("«x-groups» nêu câu hỏi «{key}» không có hoặc nêu nhiều lần.")
UNGROUPED = mark("câu hỏi «{key}» chưa thuộc nhóm nào trong «x-groups».")


class Fault(Exception):
    """One thing wrong with a schema."""

    def __init__(self, text: str, **parameters: object) -> None:
        super().__init__(text.format(**parameters))
