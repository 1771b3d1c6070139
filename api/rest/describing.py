"""The description of the interface, completed: a whole example of each body, the next calls."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from api.rest.links import LINKS
from api.rest.problems import KIND

_ENGLISH: Final = "Successful Response"
JSON: Final = "application/json"
_BY_FORMAT: Final = {
    "date": "2026-12-15",
    "date-time": "2026-12-01T02:30:00Z",
    "uuid": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
}
_BY_TYPE: Final[Mapping[str, object]] = {"integer": 1, "boolean": False, "string": "…"}
# What a field of this name holds, whichever shape it stands in.
_BY_NAME: Final[Mapping[str, object]] = {
    "at": "2026-12-01T02:30:00Z",
    "assumed": "Đang hiểu là báo cáo hằng quý.",
    "by": "Nguyễn Thị Hoa",
    "code": "51-08",
    "contributed_units": ["VHXH"],
    "deliverable": "report",
    "document": "3f9a0c1b2d4e",
    "items": ["51-08"],
    "kind": "duty",
    "lead": "KTHTDT",
    "lead_unit": "KTHTDT",
    "leaf": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "measure": "CT10.1",
    "name": "Phòng Kinh tế, Hạ tầng và Đô thị",
    "office": "specialist",
    "notes": ["Phần Nơi nhận."],
    "number": "15/BC-KTHTĐT",
    "part": "work",
    "period": "2026-Q4",
    "place": "mục II.5.1",
    "question": "Báo cáo theo quý hay theo năm?",
    "section": "II.5.1",
    "sentence": "Văn bản không nêu tần suất báo cáo.",
    "stage": "submitted",
    "stream": "task-51-08.report.2026-Q4",
    "supporting": ["VHXH"],
    "supporting_units": ["VHXH"],
    "text": "Đã tổ chức gặp mặt 45 doanh nghiệp.",
    "title": "Tổ chức gặp mặt doanh nghiệp",
    "unit": "KTHTDT",
    "words": ["Thiếu số liệu quý III."],
}

_KINDS_OF: Final[Mapping[type, tuple[str, str | None]]] = {
    str: ("string", None),
    list: ("array", "string"),
}


def completed(spec: dict[str, Any]) -> dict[str, Any]:
    """The same description with examples and links."""
    schemas = spec["components"]["schemas"]
    for operation in operations(spec):
        answers = operation["responses"]["200"]
        if answers["description"] == _ENGLISH:
            answers["description"] = "Thực hiện được"
        for answer in operation["responses"].values():
            if KIND in answer.get("content", {}):
                answer["content"].pop(JSON, None)  # a refusal is never plain JSON
        for part in (operation.get("requestBody", {}), answers):
            content = part.get("content", {}).get(JSON)
            if content is not None:
                content["example"] = example(content["schema"], schemas)
        links = LINKS.get(operation["operationId"], ())
        if links:
            answers["links"] = {link.to: link.described() for link in links}
    return spec


def operations(spec: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation of a description."""
    for path in spec["paths"].values():
        yield from path.values()


def example(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """A value that fits: the example that the shape gives, else a plain one of its kind."""
    if schema.get("examples"):
        return schema["examples"][0]
    for maker in (_of_another, _of_choices, _of_many):
        result = maker(schema, schemas)
        if result is not None:
            return result
    return _BY_FORMAT.get(schema.get("format", "")) or _BY_TYPE.get(schema.get("type", ""))


def _of_another(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        return example(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    first = schema.get("anyOf", [{}])[0]  # of what may be nothing, a plain value says nothing
    return example(first, schemas) if "$ref" in first or "enum" in first else None


def _of_choices(schema: Mapping[str, Any], _shapes: Mapping[str, Any]) -> Any:
    return schema["enum"][0] if "enum" in schema else schema.get("const")


def _of_many(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    if schema.get("type") == "array":
        return [example(schema["items"], schemas)]
    if schema.get("type") != "object":
        return None
    required = schema.get("required", [])
    return {
        name: _of_field(name, of, schemas)
        for name, of in schema.get("properties", {}).items()
        if name in required or of.get("examples")
    }


def _of_field(name: str, schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """Of a field without an example of its own, what its name says."""
    if schema.get("examples"):
        return schema["examples"][0]
    first = schema.get("anyOf", [schema])[0]
    named = _BY_NAME.get(name)
    kinds = (first.get("type"), first.get("items", {}).get("type"))
    fits = named is not None and kinds == _KINDS_OF[type(named)]
    return named if fits else example(schema, schemas)
