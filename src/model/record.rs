//! The macro that lists a record once; see [`crate::model::workbook`] for its use.

/// Declares a record: a struct with its Chinese keys, and its [`FieldValue`](crate::model::reader::FieldValue)
/// implementation.
///
/// Each field is `required`, `optional` (an `Option`) or `many` (a `Vec`, empty if absent), then
/// `variable: Type = "中文键", "meaning", "example";`.
#[macro_export]
macro_rules! record {
    (@type required $ty:ty) => { $ty };
    (@type optional $ty:ty) => { Option<$ty> };
    (@type many $ty:ty) => { Vec<$ty> };
    (@shape many $ty:ty) => { || $crate::model::shape::Shape::List(<$ty as $crate::model::reader::FieldValue>::shape) };
    (@shape $mode:ident $ty:ty) => { <$ty as $crate::model::reader::FieldValue>::shape };
    (@required required) => { true };
    (@required $mode:ident) => { false };
    (@goes) => { None };
    (@goes $key:literal) => { Some($key) };
    (@alone) => { false };
    (@alone $alone:literal) => { $alone };
    (
        $(#[$meta:meta])*
        pub struct $name:ident = $chinese:literal $(, text => $text:literal)? $(, list => $list:literal)? $(, alone => $alone:literal)? {
            $($mode:ident $field:ident : $ty:ty = $key:literal, $meaning:literal, $example:literal;)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        pub struct $name {
            $(#[doc = concat!($key, ": ", $meaning, "。")] pub $field: $crate::record!(@type $mode $ty),)*
        }

        impl $name {
            /// The list of fields.
            pub const RECORD: $crate::model::shape::RecordShape = $crate::model::shape::RecordShape {
                name: $chinese,
                fields: &[$($crate::model::shape::FieldShape {
                    key: $key,
                    variable: stringify!($field),
                    shape: $crate::record!(@shape $mode $ty),
                    required: $crate::record!(@required $mode),
                    meaning: $meaning,
                    example: $example,
                },)*],
                text_goes_to: $crate::record!(@goes $($text)?),
                list_goes_to: $crate::record!(@goes $($list)?),
                stands_alone: $crate::record!(@alone $($alone)?),
            };
        }

        impl $crate::model::reader::FieldValue for $name {
            fn shape() -> $crate::model::shape::Shape {
                $crate::model::shape::Shape::Record(&Self::RECORD)
            }

            fn read(node: &$crate::source::node::Node, reader: &mut $crate::model::reader::Reader<'_>) -> Option<Self> {
                let entries = reader.entries(node, &Self::RECORD)?;
                $(let $field = reader.$mode(&entries, $key);)*
                Some(Self { $($field: $field?,)* })
            }

            fn view(&self) -> Option<$crate::model::view::View> {
                let mut map = std::collections::BTreeMap::new();
                $(if let Some(view) = $crate::model::reader::FieldSlot::slot_view(&self.$field) {
                    map.insert(stringify!($field).to_owned(), view);
                })*
                Some($crate::model::view::View::Map(map))
            }

            fn paragraphs(&self, see: &mut dyn FnMut(&$crate::model::text::Phrase)) {
                $($crate::model::reader::FieldSlot::slot_paragraphs(&self.$field, see);)*
            }

            fn phrases(&self, see: &mut dyn FnMut(&$crate::model::text::Phrase)) {
                $($crate::model::reader::FieldSlot::slot_phrases(&self.$field, see);)*
            }
        }
    };
}
