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
    "by": "Nguyễn Thị Hoa",
    "code": "51-08",
    "deliverable": "report",
    "document": "3f9a0c1b2d4e",
    "kind": "duty",
    "lead": "KTHTDT",
    "lead_unit": "KTHTDT",
    "name": "Phòng Kinh tế, Hạ tầng và Đô thị",
    "office": "specialist",
    "period": "2026-Q4",
    "place": "mục II.5.1",
    "section": "II.5.1",
    "stage": "submitted",
    "stream": "task-51-08.report.2026-Q4",
    "supporting_units": ["VHXH"],
    "text": "Đã tổ chức gặp mặt 45 doanh nghiệp.",
    "title": "Tổ chức gặp mặt doanh nghiệp",
    "unit": "KTHTDT",
}

_KIND_OF: Final[Mapping[type, str]] = {str: "string", list: "array"}


def completed(spec: dict[str, Any]) -> dict[str, Any]:
    """The same description with examples and links."""
    shapes = spec["components"]["schemas"]
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
                content["example"] = example(content["schema"], shapes)
        links = LINKS.get(operation["operationId"], ())
        if links:
            answers["links"] = {link.to: link.described() for link in links}
    return spec


def operations(spec: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation of a description."""
    for path in spec["paths"].values():
        yield from path.values()


def example(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
    """A value that fits: the example that the shape gives, else a plain one of its kind."""
    if schema.get("examples"):
        return schema["examples"][0]
    for maker in (_of_another, _of_choices, _of_many):
        found = maker(schema, shapes)
        if found is not None:
            return found
    return _BY_FORMAT.get(schema.get("format", "")) or _BY_TYPE.get(schema.get("type", ""))


def _of_another(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
    if "$ref" in schema:
        return example(shapes[schema["$ref"].rpartition("/")[2]], shapes)
    return example(schema["anyOf"][0], shapes) if "anyOf" in schema else None


def _of_choices(schema: Mapping[str, Any], _shapes: Mapping[str, Any]) -> Any:
    return schema["enum"][0] if "enum" in schema else schema.get("const")


def _of_many(schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
    if schema.get("type") == "array":
        return [example(schema["items"], shapes)]
    if schema.get("type") != "object":
        return None
    required = schema.get("required", [])
    return {
        name: _of_field(name, of, shapes)
        for name, of in schema.get("properties", {}).items()
        if name in required or of.get("examples")
    }


def _of_field(name: str, schema: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
    """Of a field without an example of its own, what its name says."""
    if schema.get("examples"):
        return schema["examples"][0]
    first = schema.get("anyOf", [schema])[0]
    named = _BY_NAME.get(name)
    if named is not None and first.get("type") == _KIND_OF[type(named)]:
        return named
    return example(schema, shapes)
