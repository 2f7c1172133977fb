"""Which tables an import knows, and under which names their sheets and columns are found in real files."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The five tables; the values are also the names of the csv files."""

    AGENCIES = "agencies"
    MEMBERS = "members"
    TASKS = "tasks"
    MEETINGS = "meetings"
    HOLIDAYS = "holidays"


@dataclass(frozen=True)
class Column:
    """One column: its field, the title we write, and the other titles we read."""

    field: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = False  # without this column the sheet cannot be read


@dataclass(frozen=True)
class Shape:
    """One table: the title of its sheet, the other names of it, its columns in the order we write them."""

    kind: Kind
    title: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns that must be there."""
        return tuple(column for column in self.columns if column.required)

    def column(self, field: str) -> Column:
        """The column of a field; KeyError when there is none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


NUMBER_TITLES = ("STT", "TT", "Số TT", "Số thứ tự", "No", "#")

_NUMBER = Column("number", "STT", NUMBER_TITLES)
_PHONE = ("Số điện thoại", "Điện thoại di động", "SĐT", "ĐT", "Di động", "Mobile", "Phone")
_EMAIL = ("Thư điện tử", "E-mail", "Hộp thư", "Địa chỉ email", "Mail")
_NOTE = Column("note", "Ghi chú", ("Chú thích", "Note", "Notes", "Remarks"))

AGENCIES = Shape(
    Kind.AGENCIES,
    "Cơ quan",
    ("agencies", "agency", "Đơn vị", "Danh sách cơ quan", "Cơ quan thành viên"),
    (
        _NUMBER,
        Column("code", "Mã cơ quan", ("Mã đơn vị", "Mã CQ", "Mã", "Ký hiệu", "Agency code", "Code"), True),
        Column("name", "Tên cơ quan", ("Tên đơn vị", "Cơ quan", "Đơn vị", "Tên", "Agency", "Name"), True),
        Column("short_name", "Tên viết tắt", ("Viết tắt", "Tên tắt", "Tên ngắn", "Short name")),
        Column("block", "Khối", ("Khối cơ quan", "Nhóm cơ quan", "Block")),
        Column("duty", "Vai trò trong Ban Chỉ đạo", ("Vai trò", "Nhiệm vụ", "Vai trò trong BCĐ", "Duty")),
        Column("phone", "Điện thoại văn phòng", ("Điện thoại", "Điện thoại cơ quan", *_PHONE)),
        Column("email", "Email", _EMAIL),
    ),
)

MEMBERS = Shape(
    Kind.MEMBERS,
    "Thành viên",
    ("members", "member", "Danh sách thành viên", "Nhân sự", "Danh sách", "Thành viên Ban Chỉ đạo"),
    (
        _NUMBER,
        Column("courtesy", "Danh xưng", ("Ông/Bà", "Ông, bà", "Xưng hô", "Courtesy")),
        Column("name", "Họ và tên", ("Họ tên", "Họ và tên thành viên", "Tên", "Full name", "Name"), True),
        Column("title", "Chức vụ", ("Chức danh", "Chức vụ, đơn vị", "Title", "Position")),
        Column(
            "agency",
            "Cơ quan",
            ("Tên cơ quan", "Đơn vị", "Cơ quan công tác", "Đơn vị công tác", "Mã cơ quan", "Agency"),
            True,
        ),
        Column(
            "role",
            "Vai trò",
            (
                "Vai trò trong Ban Chỉ đạo",
                "Vai trò trong BCĐ",
                "Chức danh trong BCĐ",
                "Chức danh trong Ban Chỉ đạo",
                "Nhiệm vụ trong Ban Chỉ đạo",
                "Role",
            ),
            True,
        ),
        Column("phone", "Điện thoại", _PHONE),
        Column("email", "Email", _EMAIL),
        _NOTE,
    ),
)

TASKS = Shape(
    Kind.TASKS,
    "Nhiệm vụ",
    ("tasks", "task", "Công việc", "Danh mục nhiệm vụ", "Theo dõi nhiệm vụ", "Danh sách nhiệm vụ"),
    (
        Column(
            "code",
            "Mã nhiệm vụ",
            (
                "Mã NV",
                "Mã số nhiệm vụ",
                "Mã số",
                "Mã công việc",
                "Mã việc",
                "Mã",
                "Ký hiệu",
                "Task code",
                "Code",
            ),
            True,
        ),
        Column(
            "title",
            "Tên nhiệm vụ",
            (
                "Nhiệm vụ",
                "Nội dung nhiệm vụ",
                "Nội dung công việc",
                "Công việc",
                "Tên công việc",
                "Nội dung",
                "Task",
                "Title",
            ),
            True,
        ),
        Column(
            "lead",
            "Cơ quan chủ trì",
            (
                "Đơn vị chủ trì",
                "Chủ trì",
                "Cơ quan thực hiện",
                "Lead agency",
                "Đơn vị thực hiện",
                "Cơ quan, đơn vị chủ trì",
                "Lead",
            ),
            True,
        ),
        Column(
            "cooperating",
            "Cơ quan phối hợp",
            (
                "Đơn vị phối hợp",
                "Phối hợp",
                "Cooperating agencies",
                "Cơ quan, đơn vị phối hợp",
                "Cooperating",
            ),
        ),
        Column(
            "source",
            "Văn bản giao",
            ("Văn bản giao nhiệm vụ", "Văn bản giao việc", "Căn cứ", "Nguồn", "Văn bản", "Source"),
        ),
        Column(
            "deadline",
            "Hạn hoàn thành",
            (
                "Thời hạn hoàn thành",
                "Thời hạn",
                "Hạn",
                "Hạn chót",
                "Ngày hạn",
                "Thời gian hoàn thành",
                "Hạn xử lý",
                "Deadline",
                "Due",
            ),
        ),
        Column("group", "Nhóm nhiệm vụ", ("Nhóm", "Lĩnh vực", "Nhóm việc", "Group")),
        Column(
            "product", "Sản phẩm", ("Sản phẩm đầu ra", "Kết quả", "Kết quả đầu ra", "Product", "Deliverable")
        ),
    ),
)

MEETINGS = Shape(
    Kind.MEETINGS,
    "Cuộc họp",
    ("meetings", "meeting", "Lịch họp", "Họp", "Danh sách cuộc họp", "Hội nghị"),
    (
        Column("code", "Mã cuộc họp", ("Mã họp", "Mã CH", "Mã", "Ký hiệu", "Meeting code", "Code"), True),
        Column(
            "title",
            "Tên cuộc họp",
            ("Cuộc họp", "Nội dung cuộc họp", "Nội dung họp", "Nội dung", "Tên", "Meeting", "Title"),
            True,
        ),
        Column("kind", "Loại cuộc họp", ("Loại họp", "Loại", "Kind", "Type")),
        Column("date", "Ngày", ("Ngày họp", "Thời gian", "Date"), True),
        Column("start", "Giờ bắt đầu", ("Bắt đầu", "Giờ", "Giờ họp", "Từ", "Start", "Start time"), True),
        Column("end", "Giờ kết thúc (dự kiến)", ("Giờ kết thúc", "Kết thúc", "Đến", "End", "End time")),
        Column("place", "Địa điểm", ("Nơi họp", "Phòng họp", "Place", "Location")),
        Column("form", "Hình thức", ("Hình thức họp", "Form")),
        Column("chaired_by", "Chủ trì", ("Người chủ trì", "Chủ tọa", "Chủ trì cuộc họp", "Chaired by")),
        Column("audience", "Thành phần", ("Thành phần dự họp", "Thành phần tham dự", "Người dự", "Audience")),
        Column(
            "answer_by", "Hạn xác nhận dự họp", ("Hạn xác nhận", "Hạn trả lời", "Xác nhận trước", "Answer by")
        ),
        Column("documents", "Tài liệu", ("Tài liệu họp", "Hồ sơ", "Documents")),
        _NOTE,
    ),
)

HOLIDAYS = Shape(
    Kind.HOLIDAYS,
    "Ngày nghỉ",
    ("holidays", "holiday", "Ngày lễ", "Lịch nghỉ", "Nghỉ lễ", "Ngày nghỉ lễ"),
    (
        Column("date", "Ngày", ("Ngày nghỉ", "Ngày tháng", "Date"), True),
        Column("name", "Tên", ("Tên ngày nghỉ", "Tên ngày lễ", "Nội dung", "Lý do", "Name")),
        Column("kind", "Loại", ("Loại ngày", "Hình thức", "Kind", "Type"), True),
    ),
)

# Days off are read first, then agencies: the later tables are checked against them.
SHAPES: tuple[Shape, ...] = (HOLIDAYS, AGENCIES, MEMBERS, TASKS, MEETINGS)
