//! Checks where a pack's names in HL7 FHIR begin.

use super::builtin;
use super::reader::{Reader, shortened};
use super::tree::Node;
use crate::diagnostic::Code;
use crate::pack::Text;

/// An absolute URL that more can be put after, if it is one.
pub(super) fn base<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Option<Text> {
    let url = reader.short_text(node)?;
    if is_base(url) {
        return Some(builtin::intern_text(url));
    }
    let message = format!("`{}` is not the beginning of web addresses", shortened(url));
    let help =
        "write one in full and without a slash at its end, such as `https://clinic.example/fhir`";
    reader.report(Code::BadUrl, node, message, help.to_owned());
    None
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

#[cfg(test)]
mod tests {
    use super::is_base;

    #[test]
    fn only_an_absolute_url_without_an_end_of_its_own_will_do() {
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
}
