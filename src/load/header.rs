//! Reads `pack.json`: what the pack is, its score and its disputes.
//!
//! The baseline and the laws refer to other files and are read after those, by `laws`.

use super::builtin::intern_text;
use super::fields::{Fields, text};
use super::sources::{Cited, Library};
use crate::diagnostic::Code;
use crate::format::{VERDICTS, parse_day};
use crate::json::{Node, Reader};
use crate::pack::{Band, Clinic, Dispute, Provenance, Review, Text, VersionChange};

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
    /// True if every dispute could be read, so that an id that is not found does not exist.
    pub(super) disputes_are_whole: bool,
}

pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    library: Option<&Library>,
) -> Header {
    let disputes = fields.objects("disputes");
    Header {
        id: fields.id(),
        version: fields.text("version"),
        title: fields.text("title"),
        provenance: provenance(fields),
        clinic: fields.object("clinic").map(clinic),
        canonical: fields.optional_text("canonical"),
        disclaimer: fields.text("disclaimer"),
        base: fields.integer("base").unwrap_or(0),
        bands: bands(reader, fields),
        disputes: disputes
            .map(|fields| dispute(reader, fields, library))
            .collect(),
        disputes_are_whole: fields.are_known()
            && fields.ids_are_whole("disputes")
            && (fields.member("disputes")).is_none_or(Node::is_list),
    }
}

fn provenance(fields: Fields) -> Provenance {
    Provenance {
        updated: fields.written("updated").and_then(parse_day),
        authors: fields.texts("authors"),
        reviewed_by: fields.objects("reviewed_by").filter_map(review).collect(),
        review_by: fields.written("review_by").and_then(parse_day),
        funding: fields.optional_text("funding"),
        evidence_method: fields.optional_text("evidence_method"),
        changes: fields.objects("changes").map(version_change).collect(),
    }
}

fn review(fields: Fields) -> Option<Review> {
    Some(Review {
        name: fields.text("name"),
        on: fields.written("on").and_then(parse_day)?,
    })
}

fn version_change(fields: Fields) -> VersionChange {
    VersionChange {
        version: fields.text("version"),
        says: fields.text("says"),
    }
}

fn clinic(fields: Fields) -> Clinic {
    Clinic {
        name: fields.text("name"),
        contact: fields.text("contact"),
        logo: fields.optional_text("logo"),
        accent: fields.optional_text("accent"),
    }
}

/// The start of the band before.
enum PreviousBand {
    /// There is no band before.
    None,
    /// It could not be read, so nothing is reported about the order.
    Unreadable,
    From(i32),
}

fn bands<'text>(reader: &mut Reader<'text>, fields: Fields<'text>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    let mut previous = PreviousBand::None;
    for node in fields.items("bands") {
        let band = fields.entry("bands", node);
        let from = band.and_then(|band| Some((band.member("from")?, band.integer("from")?)));
        let before = match from {
            Some((_, from)) => std::mem::replace(&mut previous, PreviousBand::From(from)),
            None => std::mem::replace(&mut previous, PreviousBand::Unreadable),
        };
        let (Some(band), Some((start, from))) = (band, from) else {
            continue;
        };
        check_order(reader, start, from, &before);
        let verdict = band.word("verdict", &VERDICTS);
        bands.extend(verdict.map(|verdict| Band { from, verdict }));
    }
    bands
}

fn check_order(reader: &mut Reader, start: &Node, from: i32, previous: &PreviousBand) {
    let message = match *previous {
        PreviousBand::None if from != 0 => format!("the first band begins at {from}, not at 0"),
        PreviousBand::From(last) if last >= from => {
            format!("this band begins at {from}, not above the one before, which begins at {last}")
        }
        PreviousBand::None | PreviousBand::From(_) | PreviousBand::Unreadable => return,
    };
    let help = "list the bands from the lowest score to the highest, the first from 0";
    reader.report(Code::BandsOutOfOrder, start, message, help.to_owned());
}

fn dispute<'text>(
    reader: &mut Reader<'text>,
    fields: Fields<'text>,
    library: Option<&Library>,
) -> Dispute {
    let readings = <&[Node; 2]>::try_from(fields.items("readings")).ok();
    let sources = <&[Node; 2]>::try_from(fields.items("sources")).ok();
    let mut cited = |node: &Node<'text>| {
        library.map(|library| library.list(reader, node.items(), Cited::Source))
    };
    Dispute {
        id: fields.id(),
        readings: readings
            .map(|pair| pair.each_ref().map(interned))
            .unwrap_or_default(),
        sources: sources
            .map(|pair| pair.each_ref().map(|node| cited(node).unwrap_or_default()))
            .unwrap_or_default(),
    }
}

fn interned(node: &Node) -> Text {
    text(node).map(intern_text).unwrap_or_default()
}
