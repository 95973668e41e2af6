//! What a page cites of a pack, and the words for how strong it is.

use std::borrow::Cow;

use super::guide::Claim;
use super::strength::{Agreement, Strength};
use super::{Pack, Support, Text};

impl Pack {
    /// The strength of a statement that rests on these claims: that of the first, which it must be about.
    pub fn strength(&self, claims: &[Text]) -> Option<Strength> {
        let first = self.find_claim(claims.first()?);
        first.map(|claim| claim.strength)
    }

    /// The same of a statement that sums up several claims: never better than the source that it cites.
    pub fn cited_strength(&self, support: &Support) -> Option<Strength> {
        let claimed = self.strength(&support.claims)?;
        let cited = best_source(&support.sources).iter();
        let kinds = cited.filter_map(|id| Some(self.find_source(id)?.kind));
        Some(kinds.fold(claimed, Strength::max))
    }

    /// The sources that a range of figures cites: the best one, and with it each source of a claim on which
    /// sources differ, since both ends of the range come from somewhere.
    pub fn sources_of_figures(&self, sources: &[Text], claims: &[Text]) -> Vec<Text> {
        let is_disputed =
            |claim: &&Claim| claim.agreement == Agreement::Disputed && claims.contains(&claim.id);
        let disputed: Vec<_> = self.claims.iter().filter(is_disputed).collect();
        let best = best_source(sources).iter();
        let others = sources.iter().skip(1);
        let differing =
            others.filter(|source| disputed.iter().any(|claim| claim.sources.contains(source)));
        best.chain(differing).cloned().collect()
    }
}

/// The one source that a statement in words cites on a page; a pack lists the best first. Empty if it has none.
pub fn best_source(sources: &[Text]) -> &[Text] {
    sources.get(..1).unwrap_or_default()
}

impl Strength {
    /// The words for it next to a statement. A consumer guide goes by its publisher: "AEDIT guide".
    pub fn words(self, pack: &Pack) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Review => "review",
            Self::Study => "study",
            Self::MedicalGroup => "medical group",
            Self::UsAgency => "US agency",
            Self::Agency => "agency",
            Self::Law => "law",
            Self::Textbook => "textbook",
            Self::HealthSite => "health site",
            Self::ConsumerGuide => return consumer_guide(pack),
            Self::Website => "website",
            Self::TradeGroup => "trade group",
            Self::Surgeon => "surgeon",
            Self::Clinic => "one clinic",
            Self::Clinics => "clinics",
            Self::OurOpinion => "our opinion",
        })
    }
}

fn consumer_guide(pack: &Pack) -> Cow<'static, str> {
    let guide = pack.consumer_guide();
    guide.map_or("consumer guide".into(), |guide| {
        format!("{} guide", guide.publisher).into()
    })
}
