//! Checks of texts with a syntax of their own: pictures, colors, web addresses and days.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;

use crate::diagnostic::{Code, shortened};
use crate::json::{Node, Reader};

/// Most characters of a logo. With a larger one, the longest pages would exceed 150 kB.
pub(crate) const MOST_IMAGE_LETTERS: usize = 10_000;

/// The prefix of a data URI for each kind of image, with the first bytes of the image.
const KINDS: [(&str, &[u8]); 2] = [
    ("data:image/png;base64,", b"\x89PNG\r\n\x1a\n"),
    ("data:image/jpeg;base64,", b"\xff\xd8\xff"),
];

/// Reports a logo that is not a PNG or JPEG image as a data URI, or too large.
pub(super) fn image<'text>(reader: &mut Reader<'text>, node: &Node<'text>) {
    let Some(uri) = reader.text(node) else { return };
    let problem = if uri.len() > MOST_IMAGE_LETTERS {
        format!("the logo takes {} characters", uri.len())
    } else if !is_image(uri) {
        "the logo is not a PNG or JPEG image as a data URI".to_owned()
    } else {
        return;
    };
    let help = "write `data:image/png;base64,` and the image, at most 10000 characters in all; an image 400 pixels wide is enough";
    reader.report(Code::UnfitBranding, node, problem, help.to_owned());
}

fn is_image(uri: &str) -> bool {
    KINDS.iter().any(|(start, magic)| {
        let data = uri.strip_prefix(start);
        let bytes = data.and_then(|data| STANDARD.decode(data).ok());
        bytes.is_some_and(|bytes| bytes.starts_with(magic))
    })
}

/// Reports a text that is not a color as `#rrggbb` with enough contrast to be read on white.
pub(super) fn color<'text>(reader: &mut Reader<'text>, node: &Node<'text>) {
    let Some(written) = reader.text(node) else {
        return;
    };
    let problem = match channels(written).map(contrast_with_white) {
        None => format!("`{written}` is not a color"),
        Some(contrast) if contrast < 4.5 => {
            // Rounded down, so that it never shows the required 4.5.
            let shown = (contrast * 10.0).floor() / 10.0;
            format!("`{written}` is too light: its contrast with white is {shown:.1} to 1")
        }
        Some(_) => return,
    };
    let help = "write a dark color as `#rrggbb`, with a contrast of at least 4.5 to 1";
    reader.report(Code::UnfitBranding, node, problem, help.to_owned());
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

/// Reports a text that is not an absolute URL to which a path can be added.
pub(super) fn url_base<'text>(reader: &mut Reader<'text>, node: &Node<'text>) {
    let Some(url) = reader.short_text(node).filter(|url| !is_base(url)) else {
        return;
    };
    let message = format!("`{}` is not the beginning of web addresses", shortened(url));
    let help =
        "write one in full and without a slash at its end, such as `https://clinic.example/fhir`";
    reader.report(Code::BadUrl, node, message, help.to_owned());
}

fn is_base(url: &str) -> bool {
    let rest = ["https://", "http://"].map(|scheme| url.strip_prefix(scheme));
    let Some(rest) = rest.into_iter().flatten().next() else {
        return false;
    };
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/%@+".contains(&byte);
    rest.starts_with(|first: char| first.is_ascii_alphanumeric())
        && !rest.ends_with('/')
        && rest.bytes().all(is_usual)
}

/// Reports a text that is not a day.
pub(super) fn day<'text>(reader: &mut Reader<'text>, node: &Node<'text>) {
    let Some(text) = reader.text(node) else {
        return;
    };
    if parse_day(text).is_none() {
        let message = format!("`{}` is not a day", shortened(text));
        let help = "write year, month and day, such as `2026-11-29`";
        reader.report(Code::BadDate, node, message, help.to_owned());
    }
}

/// The day, if it is written as exactly `YYYY-MM-DD`.
pub(crate) fn parse_day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (text.len() == 10 && day.to_string() == text).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::{NaiveDate, channels, contrast_with_white, is_base, is_image, parse_day};

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
    fn the_bytes_of_an_image_match_its_type() {
        assert!(is_image("data:image/png;base64,iVBORw0KGgo="));
        for other in [
            "data:image/jpeg;base64,iVBORw0KGgo=",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "https://example.org/a.png",
        ] {
            assert!(!is_image(other), "{other}");
        }
    }

    #[test]
    fn a_url_base_is_absolute_and_has_no_query_or_trailing_slash() {
        assert!(is_base("https://clinic.example/fhir"));
        assert!(is_base("http://clinic.example:8080"));
        let others = [
            "clinic.example/fhir",
            "https://",
            "https:///fhir",
            "https://clinic.example/",
            "https://clinic.example/fhir?x=1",
            "https://clinic.example/fhir#x",
            "https://clinic.example/fhir|1",
            "https://clinic.example/a b",
            "ftp://clinic.example",
        ];
        for other in others {
            assert!(!is_base(other), "{other}");
        }
    }

    #[test]
    fn a_day_is_written_in_one_way_only() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 29);
        assert_eq!(parse_day("2026-11-29"), day);
        assert!(parse_day("2024-02-29").is_some());
        for other in [
            "",
            "2026",
            "2026-1-5",
            "2026-13-01",
            "2026-02-29",
            "11/29/2026",
            " 2026-11-29",
            "2026-11-29T00:00:00Z",
            "+2026-11-29",
            "12026-11-29",
        ] {
            assert_eq!(parse_day(other), None, "{other}");
        }
    }
}
