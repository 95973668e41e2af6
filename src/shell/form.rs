//! `smp form`: the questionnaire as one HTML page.

use smp_suitability::pack::CallList;
use smp_suitability::report::{self, HandingOver};

use super::cli::{Common, FormArgs};
use super::files::pack;
use super::output::Output;
use super::{Failure, Status};

pub(super) fn run(common: &Common, args: &FormArgs) -> Result<Status, Failure> {
    let pack = pack(common)?;
    let over = HandingOver {
        save: !args.no_save,
        send: args.action.clone(),
    };
    let contacts = CallList::in_country(pack, args.country.as_ref());
    Output::new(common).write(&report::form(pack, contacts, &over))?;
    Ok(Status::Done)
}
