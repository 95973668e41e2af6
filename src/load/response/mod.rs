//! Reads one person's answers from a FHIR R4 `QuestionnaireResponse`, or from a `Bundle` with one.
//!
//! As strict as for a flat file: an answer to anything that the questionnaire of the pack does not have is a
//! problem. Servers and form programs may rename the questionnaire, leave out systems, add groups and write
//! empty lists; none of that changes what a person answered. The other elements of a response are checked and
//! kept, and their meaning is ignored.

mod answer;
mod bundle;
mod check;
mod element;
mod envelope;
mod item;

pub use bundle::responses_in_bundle;

use envelope::Form;
use item::{ItemReader, Within};

use super::flat::PlacedAnswers;
use crate::diagnostic::{Code, Diagnostic, Place, Problems};
use crate::fhir::Names;
use crate::json::{self, Node, Reader, TextPosition};
use crate::pack::{Answers, Pack, QuestionIndex};

/// Returns true if a file is a FHIR resource of any kind. No id of a question has capital letters.
pub(super) fn is_resource(tree: &Node) -> bool {
    tree.member("resourceType").is_some()
}

/// Reads a response.
pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    pack: &Pack,
) -> PlacedAnswers<'text> {
    let mut answers = Answers::blank(pack);
    let mut places = Vec::new();
    match bundle::responses(node).as_deref() {
        None => places = read_one(reader, node, pack, &mut answers),
        Some(&[only]) => places = read_one(reader, only, pack, &mut answers),
        Some(several) => refuse_bundle(reader, node, several.len()),
    }
    PlacedAnswers {
        answers,
        places,
        reworded: Vec::new(),
    }
}

/// Reads one response into the answers, and returns their places.
fn read_one<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    pack: &Pack,
    answers: &mut Answers,
) -> Vec<(QuestionIndex, Node<'text>)> {
    let names = Names::of(pack);
    let Some(form) = envelope::read(reader, node, &names, answers) else {
        return Vec::new();
    };
    let within = match form {
        Form::Ours => Within::Ours(None),
        Form::Unnamed | Form::Other(..) => Within::Other,
    };
    let mut items = ItemReader::new(pack, &names, answers);
    items.items(reader, node, within);
    if let Form::Other(node, url) = form
        && !items.are_of_pack()
    {
        envelope::refuse_questionnaire(reader, node, url, &names);
    }
    items.finish(reader)
}

/// Refuses the other form in which FHIR resources are written.
///
/// # Errors
/// The text is XML.
pub(super) fn check_not_xml(file: &str, text: &str) -> Result<(), Problems> {
    let start = text.len() - text.trim_start().len();
    let is_fhir = text.contains("http://hl7.org/fhir") || text.contains("<QuestionnaireResponse");
    if !text.trim_start().starts_with('<') || !is_fhir {
        return Ok(());
    }
    let TextPosition { line, column, .. } = json::position(text, start);
    let help = "export it as JSON; ask a server for `application/fhir+json`";
    Err(Problems::from(Diagnostic {
        code: Code::WrongResource,
        message: "the file is FHIR in XML, and only FHIR in JSON is read".to_owned(),
        place: Place {
            position: Some((line, column)),
            ..Place::whole(file)
        },
        help: Some(help.to_owned()),
    }))
}

/// Reports a bundle with no response, or with several.
fn refuse_bundle(reader: &mut Reader, node: &Node, count: usize) {
    let kind = node.member("resourceType").unwrap_or(node);
    let (message, help) = if count == 0 {
        let message = "the `Bundle` holds no `QuestionnaireResponse`".to_owned();
        let help =
            "take a bundle with the person's `QuestionnaireResponse`, or that resource alone";
        (message, help)
    } else {
        let message = format!("the `Bundle` holds {count} `QuestionnaireResponse` resources");
        (
            message,
            "`smp batch` reads all of them; take one out to read it alone",
        )
    };
    reader.report(Code::WrongResource, kind, message, help.to_owned());
}
