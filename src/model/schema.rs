//! The list of fields as JSON Schema, for editors that complete and check YAML.

use serde_json::{Map, Value, json};

use crate::model::condition;
use crate::model::shape::{FieldShape, RecordShape, Shape};
use crate::model::text::Flag;

/// JSON Schema (draft 2020-12) of a record; `keep` chooses the top-level fields.
pub fn json_schema(record: &'static RecordShape, title: &str, keep: &dyn Fn(&str) -> bool) -> Value {
    headed(record_schema(record, keep, &Map::new(), &conditions()), title)
}

/// JSON Schema of a record that knows no 如有、如无: a house style.
pub fn record_schema_of(record: &'static RecordShape, title: &str) -> Value {
    headed(record_schema(record, &|_| true, &Map::new(), &Map::new()), title)
}

fn headed(mut schema: Value, title: &str) -> Value {
    if let Some(map) = schema.as_object_mut() {
        map.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        map.insert("title".to_owned(), json!(title));
    }
    schema
}

/// A record; `more` are the keys that it may have besides its own, `below` those of the groups in it.
fn record_schema(
    record: &'static RecordShape,
    keep: &dyn Fn(&str) -> bool,
    more: &Map<String, Value>,
    below: &Map<String, Value>,
) -> Value {
    let mut properties = more.clone();
    let mut required = Vec::new();
    let none = Map::new();
    for field in record.fields.iter().filter(|f| keep(f.key)) {
        let more = if condition::ROWS.contains(&field.key) { &none } else { below };
        properties.insert(field.key.to_owned(), field_schema(field, more));
        // 单位 may come through 引用.
        if field.required && !record.fields.iter().any(|f| f.key == "引用") {
            required.push(field.key);
        }
    }
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// 如有、如无, which every group of keys below the workbook itself may have.
fn conditions() -> Map<String, Value> {
    let none = Map::new();
    condition::FIELDS.iter().map(|field| (field.key.to_owned(), field_schema(field, &none))).collect()
}

fn field_schema(field: &FieldShape, more: &Map<String, Value>) -> Value {
    let mut schema = shape_schema((field.shape)(), more);
    if let Some(map) = schema.as_object_mut() {
        map.insert("description".to_owned(), json!(format!("{}。例：{}", field.meaning, field.example)));
    }
    schema
}

fn shape_schema(shape: Shape, more: &Map<String, Value>) -> Value {
    match shape {
        Shape::Phrase | Shape::Date | Shape::Moment | Shape::Number => json!({"type": ["string", "number"]}),
        Shape::Prose => {
            json!({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
        }
        Shape::Flag => json!({"anyOf": [{"type": "boolean"}, {"enum": Flag::WORDS}]}),
        Shape::Choice(words) => {
            // A number may be written without quotes.
            let words = words.iter().map(|word| json!(word));
            let numbers = |word: &Value| word.as_str().and_then(|word| word.parse::<u8>().ok());
            let mut all: Vec<Value> = words.collect();
            all.extend(all.clone().iter().filter_map(numbers).map(Value::from));
            json!({"enum": all})
        }
        Shape::Free => json!({"type": "object"}),
        Shape::List(item) => {
            let items = shape_schema(item(), more);
            match item() {
                Shape::Record(record) if record.text_goes_to.is_none() && !record.stands_alone => {
                    json!({"type": "array", "items": items})
                }
                Shape::List(_) => json!({"type": "array", "items": items}),
                _ => json!({"anyOf": [{"type": "array", "items": items.clone()}, items]}),
            }
        }
        Shape::Record(record) => {
            let whole = record_schema(record, &|_| true, more, more);
            let mut forms = vec![whole];
            if record.text_goes_to.is_some() {
                forms.push(json!({"type": "string"}));
            }
            if let Some(key) = record.list_goes_to {
                let field = record.by_key(key).expect("a shorthand names a field of its record");
                forms.push(shape_schema((field.shape)(), more));
            }
            if forms.len() == 1 { forms.remove(0) } else { json!({"anyOf": forms}) }
        }
    }
}
