//! Reads `pack.json`: what the pack is, its score and its disputes.

use super::branding;
use super::builtin;
use super::canonical;
use super::fields::Fields;
use super::format::{BAND, CLINIC, DISPUTE, HEADER};
use super::ids::IdRegistry;
use super::laws::DeferredNodes;
use super::provenance;
use super::reader::Reader;
use super::sources::{Cited, Library};
use super::tree::Node;
use crate::diagnostic::Code;
use crate::pack::{Band, Clinic, Dispute, Provenance, Text, Verdict};

pub(super) struct Header {
    pub(super) id: Text,
    pub(super) version: Text,
    pub(super) title: Text,
    pub(super) provenance: Provenance,
    pub(super) clinic: Option<Clinic>,
    pub(super) canonical: Option<Text>,
    pub(super) disclaimer: Text,
    pub(super) base: i32,
    pub(super) bands: Vec<Band>,
    pub(super) disputes: Vec<Dispute>,
    /// Whether the id of every dispute could be read.
    pub(super) disputes_are_whole: bool,
}

/// The words for verdicts in files.
pub(super) const VERDICTS: [(&str, Verdict); 5] = [
    ("suitable", Verdict::Suitable),
    ("suitable_with_cautions", Verdict::SuitableWithCautions),
    ("wait", Verdict::Wait),
    ("see_doctor_first", Verdict::SeeDoctorFirst),
    ("not_recommended", Verdict::NotRecommended),
];

pub(super) fn read<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    library: Option<&Library>,
) -> (Header, DeferredNodes<'node, 'text>) {
    let mut header = Header {
        id: Text::default(),
        version: Text::default(),
        title: Text::default(),
        provenance: Provenance::default(),
        clinic: None,
        canonical: None,
        disclaimer: Text::default(),
        base: 0,
        bands: Vec::new(),
        disputes: Vec::new(),
        disputes_are_whole: false,
    };
    let mut later = DeferredNodes {
        baseline: None,
        laws: None,
    };
    let Some(fields) = reader.fields(node, &HEADER) else {
        return (header, later);
    };
    header.id = IdRegistry::new(&HEADER).read(reader, &fields);
    header.version = fields.text(reader, "version");
    header.title = fields.text(reader, "title");
    header.provenance = provenance::read(reader, &fields);
    let clinic = fields.optional("clinic");
    header.clinic = clinic.and_then(|node| self::clinic(reader, node));
    let canonical = fields.optional("canonical");
    header.canonical = canonical.and_then(|node| canonical::base(reader, node));
    header.disclaimer = fields.text(reader, "disclaimer");
    let base = fields.required("base");
    let base = base.and_then(|node| reader.integer(node, 0, 100));
    header.base = base.unwrap_or(0);
    header.bands = bands(reader, &fields);
    let mut ids = IdRegistry::new(&DISPUTE);
    let list = fields.optional("disputes");
    let nodes = list.map(|node| reader.list(node));
    for node in nodes.flatten().unwrap_or_default() {
        header
            .disputes
            .extend(dispute(reader, node, &mut ids, library));
    }
    later.baseline = fields.optional("baseline");
    later.laws = fields.optional("laws");
    let all_known = fields.finish(reader);
    header.disputes_are_whole = all_known && ids.is_whole() && !matches!(nodes, Some(None));
    (header, later)
}

fn clinic<'text>(reader: &mut Reader<'text>, node: &Node<'text>) -> Option<Clinic> {
    let fields = reader.fields(node, &CLINIC)?;
    let clinic = Clinic {
        name: fields.text(reader, "name"),
        contact: fields.text(reader, "contact"),
        logo: fields
            .optional("logo")
            .and_then(|node| branding::logo(reader, node)),
        accent: fields
            .optional("accent")
            .and_then(|node| branding::accent(reader, node)),
    };
    fields.finish(reader);
    Some(clinic)
}

fn bands<'text>(reader: &mut Reader<'text>, fields: &Fields<'_, 'text>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    // Where the band before begins; nothing is said about a band that follows an unreadable one.
    let mut before = PreviousBand::Nothing;
    for node in fields.filled_list(reader, "bands") {
        let last = std::mem::replace(&mut before, PreviousBand::Unreadable);
        let Some(fields) = reader.fields(node, &BAND) else {
            continue;
        };
        let start = fields.required("from");
        let from = start.and_then(|node| reader.integer(node, 0, 100));
        let verdict = fields.word(reader, "verdict", &VERDICTS);
        fields.finish(reader);
        let (Some(start), Some(from)) = (start, from) else {
            continue;
        };
        before = PreviousBand::Band(from);
        let message = match last {
            PreviousBand::Nothing if from != 0 => {
                Some(format!("the first band begins at {from}, not at 0"))
            }
            PreviousBand::Band(last) if last >= from => Some(format!(
                "this band begins at {from}, not above the one before, which begins at {last}"
            )),
            PreviousBand::Nothing | PreviousBand::Band(_) | PreviousBand::Unreadable => None,
        };
        if let Some(message) = message {
            let help = "list the bands from the lowest score to the highest, the first from 0";
            reader.report(Code::BandsOutOfOrder, start, message, help.to_owned());
        }
        bands.extend(verdict.map(|verdict| Band { from, verdict }));
    }
    bands
}

/// What stands before a band.
enum PreviousBand {
    Nothing,
    Unreadable,
    Band(i32),
}

fn dispute<'node, 'text>(
    reader: &mut Reader<'text>,
    node: &'node Node<'text>,
    ids: &mut IdRegistry<'node, 'text>,
    library: Option<&Library>,
) -> Option<Dispute> {
    let (fields, id) = ids.entry(reader, node)?;
    let readings = fields.required("readings");
    let help = "write both readings, the one that the pack follows first";
    let readings = readings
        .and_then(|node| reader.pair(node, help))
        .map(|pair| {
            pair.map(|node| {
                reader
                    .short_text(node)
                    .map(builtin::intern_text)
                    .unwrap_or_default()
            })
        });
    let sources = fields.required("sources");
    let help = "write a list of sources for each reading: `[[…], […]]`";
    let sources = (sources.and_then(|node| reader.pair(node, help))).map(|pair| {
        pair.map(|node| library.map(|library| library.list(reader, node, Cited::Source)))
    });
    fields.finish(reader);
    Some(Dispute {
        id,
        readings: readings.unwrap_or_default(),
        sources: sources.unwrap_or_default().map(Option::unwrap_or_default),
    })
}
