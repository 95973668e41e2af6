//! Checks what a clinic brings to a page: its logo and its color.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::builtin;
use super::reader::Reader;
use super::tree::Node;
use crate::diagnostic::Code;
use crate::pack::Text;

/// With a larger logo, a page with very much to say could exceed 150 kB.
pub(super) const MOST_LETTERS: usize = 10_000;

/// Kinds of images, each with how its bytes begin.
const KINDS: [(&str, &[u8]); 2] = [
    ("data:image/png;base64,", b"\x89PNG\r\n\x1a\n"),
    ("data:image/jpeg;base64,", b"\xff\xd8\xff"),
];

/// A PNG or JPEG image as a data URI, if it is one and small enough.
pub(super) fn logo<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Option<Text> {
    let uri = reader.text(node)?;
    let problem = if uri.len() > MOST_LETTERS {
        format!("the logo takes {} characters", uri.len())
    } else if !is_image(uri) {
        "the logo is not a PNG or JPEG image as a data URI".to_owned()
    } else {
        return Some(builtin::intern_text(uri));
    };
    let help = "write `data:image/png;base64,` and the image, at most 10000 characters in all; an image 400 pixels wide is enough";
    reader.report(Code::UnfitBranding, node, problem, help.to_owned());
    None
}

fn is_image(uri: &str) -> bool {
    KINDS.iter().any(|(start, magic)| {
        let data = uri.strip_prefix(start);
        let bytes = data.and_then(|data| STANDARD.decode(data).ok());
        bytes.is_some_and(|bytes| bytes.starts_with(magic))
    })
}

/// A color as `#rrggbb`, if it can be read on white.
pub(super) fn accent<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Option<Text> {
    let written = reader.text(node)?;
    let problem = match channels(written).map(contrast_with_white) {
        None => format!("`{written}` is not a color"),
        Some(contrast) if contrast < 4.5 => {
            // Never rounded up to what would be enough.
            let shown = (contrast * 10.0).floor() / 10.0;
            format!("`{written}` is too light: its contrast with white is {shown:.1} to 1")
        }
        Some(_) => return Some(builtin::intern_text(written)),
    };
    let help = "write a dark color as `#rrggbb`, with a contrast of at least 4.5 to 1";
    reader.report(Code::UnfitBranding, node, problem, help.to_owned());
    None
}

fn channels(color: &str) -> Option<[u8; 3]> {
    let digits = color.strip_prefix('#')?;
    let is_hex = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

/// The contrast as WCAG 2 defines it.
fn contrast_with_white(channels: [u8; 3]) -> f64 {
    let [red, green, blue] = channels.map(|channel| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

#[cfg(test)]
mod tests {
    use super::{channels, contrast_with_white, is_image};

    #[test]
    fn contrast_is_that_of_wcag() {
        let contrast = |color| contrast_with_white(channels(color).unwrap_or_default());
        assert!((contrast("#000000") - 21.0).abs() < 0.01);
        assert!((contrast("#0a0a0a") - 19.80).abs() < 0.01);
        assert!((contrast("#767676") - 4.54).abs() < 0.01);
        assert!((contrast("#ffffff") - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_color_has_six_digits() {
        assert_eq!(channels("#0b5a6b"), Some([11, 90, 107]));
        for other in ["0b5a6b", "#0b5", "#+b5a6b", "#0b5a6bff", "red;}body{"] {
            assert_eq!(channels(other), None, "{other}");
        }
    }

    #[test]
    fn an_image_is_what_it_says() {
        assert!(is_image("data:image/png;base64,iVBORw0KGgo="));
        for other in [
            "data:image/jpeg;base64,iVBORw0KGgo=",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "https://example.org/a.png",
        ] {
            assert!(!is_image(other), "{other}");
        }
    }
}
