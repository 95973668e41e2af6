//! Reads `guide.json`.

use super::condition::{self, Known, Use};
use super::expectations::support;
use super::format::{GUIDE, ITEM, SECTION};
use super::ids::Ids;
use super::reader::Reader;
use super::tree::Node;
use crate::pack::{GuideItem, GuideSection};

pub(super) fn read<'text>(
    reader: &mut Reader<'text>,
    node: &Node<'text>,
    known: &Known,
) -> Vec<GuideSection> {
    let Some(fields) = reader.fields(node, &GUIDE) else {
        return Vec::new();
    };
    let mut ids = Ids::new(&SECTION);
    let mut sections = Vec::new();
    for node in fields.list(reader, "sections") {
        let Some((fields, id)) = ids.entry(reader, node) else {
            continue;
        };
        let title = fields.text(reader, "title");
        let items = fields.filled_list(reader, "items").iter();
        let items = items.filter_map(|node| item(reader, node, known)).collect();
        fields.finish(reader);
        sections.push(GuideSection { id, title, items });
    }
    fields.finish(reader);
    sections
}

fn item<'text>(reader: &mut Reader<'text>, node: &Node<'text>, known: &Known) -> Option<GuideItem> {
    let fields = reader.fields(node, &ITEM)?;
    let text = fields.text(reader, "text");
    let when = fields.optional("when");
    let when = when.and_then(|node| condition::read(reader, node, known, Use::Any));
    let support = support(reader, &fields, known);
    fields.finish(reader);
    Some(GuideItem {
        text,
        when,
        support,
    })
}
